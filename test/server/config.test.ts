import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig } from '../../server/config.ts';

describe('Settings', () => {
  test('have defaults for a demonstration on this machine', () => {
    expect(loadConfig({ YJS_DATA: '/srv/yjs' })).toEqual({
      host: '127.0.0.1', port: 7300, standinsPort: 7301, dataDir: '/srv/yjs', databaseUrl: null,
      temporal: { address: '127.0.0.1:7302', namespace: 'default' }, demo: true, publicUrl: 'http://127.0.0.1:7300', logLevel: 'info',
    });
  });

  test('name an existing cluster and database', () => {
    const config = loadConfig({
      YJS_HOST: '10.1.2.3', DATABASE_URL: 'postgresql://yjs@10.1.2.4:5432/yjs', TEMPORAL_ADDRESS: 'temporal.city:7233', TEMPORAL_NAMESPACE: 'city',
      TEMPORAL_TLS_CERT: '/c.pem', TEMPORAL_TLS_KEY: '/k.pem', TEMPORAL_TLS_CA: '/ca.pem', YJS_PUBLIC_URL: 'https://yjs.city.example/',
    });
    expect(config).toMatchObject({
      demo: false, databaseUrl: 'postgresql://yjs@10.1.2.4:5432/yjs', publicUrl: 'https://yjs.city.example',
      temporal: { address: 'temporal.city:7233', namespace: 'city', tls: { cert: '/c.pem', key: '/k.pem', ca: '/ca.pem' } },
    });
  });

  test.each([
    [{ YJS_PUBLIC_URL: 'https://yjs.city.example' }, false],
    [{ YJS_PUBLIC_URL: 'http://127.0.0.1:7300' }, true],
    [{ YJS_PUBLIC_URL: 'http://[::1]:7300/' }, true],
    [{ YJS_HOST: '10.1.2.3', YJS_PUBLIC_URL: 'http://localhost:7300' }, false],
  ])('a proxy before loopback opens no demonstration city to everybody: %j', (env, demo) => {
    expect(loadConfig(env).demo).toBe(demo);
  });

  test.each([
    [{ YJS_PORT: 'x' }, 'YJS_PORT: expected a port number'],
    [{ YJS_PORT: '70000' }, 'YJS_PORT: expected 0-65535'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL: expected postgresql://user:password@host:port/name'],
    [{ TEMPORAL_ADDRESS: 'http://x' }, 'TEMPORAL_ADDRESS: expected host:port'],
    [{ YJS_HOST: '0.0.0.0', YJS_DEMO: '1' }, 'YJS_DEMO: a demonstration city opens on loopback only; unset it or set YJS_HOST to 127.0.0.1'],
    [{ YJS_DEMO: '1', YJS_PUBLIC_URL: 'https://yjs.city.example' }, 'YJS_DEMO: a demonstration city is for this machine only; unset it or YJS_PUBLIC_URL'],
    [{ YJS_PUBLIC_URL: 'http://[' }, 'YJS_PUBLIC_URL: expected http(s)://host[:port]'],
    [{ YJS_DEMO: 'yes' }, 'YJS_DEMO: expected 0 or 1'],
    [{ TEMPORAL_TLS_KEY: '/k.pem' }, 'TEMPORAL_TLS_CERT: expected together with TEMPORAL_TLS_KEY'],
    [{ YJS_LOG_LEVEL: 'loud' }, 'YJS_LOG_LEVEL: expected trace, debug, info, warn, error or silent'],
  ])('O-01 %j is one clear line', (env, line) => {
    const fault = (() => {
      try {
        return loadConfig(env);
      } catch (error) {
        return error;
      }
    })();
    expect(fault).toBeInstanceOf(ConfigError);
    expect((fault as ConfigError).lines).toEqual([line]);
  });

  test('O-01 every bad value has its line, and an empty one counts as unset', () => {
    expect(() => loadConfig({ YJS_PORT: 'x', DATABASE_URL: 'x' })).toThrow('YJS_PORT: expected a port number\nDATABASE_URL: expected postgresql://user:password@host:port/name');
    expect(loadConfig({ YJS_PORT: '', DATABASE_URL: '' }).port).toBe(7300);
  });
});
