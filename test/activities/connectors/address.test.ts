import { describe, expect, test } from '@jest/globals';
import { checkAddress, isAllowedAddress, type Resolve } from '../../../activities/connectors/address.ts';
import { aRequest, call, quick } from './support.ts';

const allowed = ['dept.example.cn', 'dept.example.cn:8443', '127.0.0.1:7301', '10.1.2.3:80', '[::1]:7301'];

describe('S-12 a registered address', () => {
  test.each([
    ['http://127.0.0.1:7301/d/power'],
    ['https://dept.example.cn/api'],
    ['https://dept.example.cn:8443/api'],
    ['https://DEPT.example.cn./api'],
    ['http://10.1.2.3/api'],
    ['http://[::1]:7301/d/power'],
  ])('%s is taken', (address) => {
    expect(checkAddress(address, allowed)).toBeInstanceOf(URL);
  });

  test.each([
    ['loopback that is not registered', 'http://127.0.0.1/'],
    ['another port', 'http://127.0.0.1:7300/'],
    ['localhost by name', 'http://localhost:7301/'],
    ['the metadata address', 'http://169.254.169.254/latest/meta-data/'],
    ['decimal spelling', 'http://2130706433:7300/'],
    ['octal spelling', 'http://0177.0.0.1:7300/'],
    ['hexadecimal spelling', 'http://0x7f.1:7300/'],
    ['short spelling', 'http://127.1:7300/'],
    ['IPv4 inside IPv6', 'http://[::ffff:127.0.0.1]:7300/'],
    ['user information', 'http://dept.example.cn@127.0.0.1:7301/'],
    ['a file', 'file:///etc/passwd'],
    ['gopher', 'gopher://127.0.0.1:7301/_x'],
    ['a line break', 'http://127.0.0.1:7301/\r\nX-Evil: 1'],
    ['a backslash', 'http://dept.example.cn\\@127.0.0.1:7301/'],
    ['another scheme on the same name', 'http://dept.example.cn/'.replace('http:', 'ftp:')],
    ['a name that only ends alike', 'https://evil-dept.example.cn/'],
    ['nothing absolute', '/d/power'],
  ])('%s is refused', (_what, address) => {
    expect(() => checkAddress(address, allowed)).toThrow(expect.objectContaining({ code: 'SSRF_BLOCKED' }));
  });

  test.each(['10.2.0.0/99x', '10.2.0.0/33', '10.2.0.0/16/8', 'fd00::/129', 'inner/8'])('the network %s is refused with the address, also before a name: a look-up has nobody to refuse it to', (network) => {
    expect(() => checkAddress('https://dept.example.cn/api', ['dept.example.cn', network])).toThrow(expect.objectContaining({ code: 'SSRF_BLOCKED' }));
  });

  test('an inner address behind a wildcard entry is refused unless its network is registered', () => {
    expect(isAllowedAddress('10.9.9.9', ['dept.example.cn'])).toBe(false);
    expect(isAllowedAddress('10.9.9.9', ['dept.example.cn', '10.9.0.0/16'])).toBe(true);
    expect(isAllowedAddress('8.8.8.8', ['dept.example.cn'])).toBe(true);
  });

  test.each(['::ffff:127.0.0.1', '::ffff:7f00:1', '::1', 'fd00::1', 'fe80::1', '169.254.169.254', '0.0.0.0', '100.64.0.1', '::'])('%s is no public address', (address) => {
    expect(isAllowedAddress(address, [])).toBe(false);
  });
});

describe('S-12 at the moment of connecting', () => {
  const answering = (...addresses: string[]): Resolve => {
    let asked = 0;
    return (_name, _options, done) => done(null, [{ address: addresses[Math.min(asked++, addresses.length - 1)] ?? '', family: 4 }]);
  };

  test('a registered name that leads inside is blocked', async () => {
    const request = aRequest({ baseUrl: 'http://dept.example.cn:7999' });

    expect(await call(request, { ...quick, resolve: answering('127.0.0.1') })).toMatchObject({ code: 'SSRF_BLOCKED', retryable: false });
  });

  test('a name that changes its mind between two calls is blocked at the second', async () => {
    const terms = { ...quick, resolve: answering('127.0.0.1', '169.254.169.254') };
    const request = aRequest({ baseUrl: 'http://dept.example.cn:7999', allowedHosts: ['dept.example.cn:7999', '127.0.0.0/8'] });

    expect(await call(request, terms)).toEqual({ again: 'DEPT_UNREACHABLE' });
    expect(await call(request, terms)).toMatchObject({ code: 'SSRF_BLOCKED' });
  });
});
