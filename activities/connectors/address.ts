import { lookup as resolveName, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { DomainError } from '../../engine/errors.ts';

/**
 * Where a department's calls may go. An entry is `host`, `host:port`, or a network in CIDR form (`10.1.0.0/16`).
 * A host must be listed by name; without a port it means the scheme's own. The address behind the name must be a
 * public one or lie in a listed network. A listed address of this machine or of an inner network stands for itself.
 */
export type AllowedHosts = readonly string[];

/** Networks that no public name may lead to: this machine, inner networks, link-local with the clouds' metadata, multicast ... */
const inner = networks([
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24',
  '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
  '::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8',
]);

/**
 * Reads a registered address and refuses what may not be called, with `SSRF_BLOCKED`: another scheme than http(s),
 * user information, control characters, a host or port that is not listed, a network that is none. The URL parser has
 * already brought decimal, octal and hexadecimal spellings of an address into their plain form.
 */
export function checkAddress(address: string, allowed: AllowedHosts): URL {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(address)) throw blocked('control characters');
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw blocked('not an absolute address');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw blocked('scheme');
  if (url.username !== '' || url.password !== '') throw blocked('user information');
  if (!allowed.some((entry) => isSameHost(entry, url))) throw blocked('host and port are not registered');
  const host = bare(url.hostname);
  // Read here, also for a name: when the name is looked up nobody is left to catch the refusal.
  networks(allowed.filter((entry) => entry.includes('/')));
  if (isIP(host) !== 0 && !isAllowedAddress(host, allowed)) throw blocked('inner network');
  return url;
}

/** True when a connection to this IP address may be opened. */
export function isAllowedAddress(address: string, allowed: AllowedHosts): boolean {
  const plain = unmapped(address);
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (!inner.check(plain, family)) return true;
  if (networks(allowed.filter((entry) => entry.includes('/'))).check(plain, family)) return true;
  return allowed.some((entry) => !entry.includes('/') && hostOf(entry) === plain);
}

/** How a name is resolved; replaced in tests by one that changes its mind. */
export type Resolve = (
  name: string,
  options: LookupOptions & { all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * A `lookup` for the connection itself: what it returns is what is connected to, so a name that answers differently
 * the second time gains nothing.
 */
export function guardedLookup(allowed: AllowedHosts, resolve: Resolve = resolveName) {
  return (
    name: string,
    options: LookupOptions,
    done: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
  ): void => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, []);
      const first = addresses[0];
      if (first === undefined || !addresses.every(({ address }) => isAllowedAddress(address, allowed))) return done(blocked('the name leads to an inner network'), []);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function isSameHost(entry: string, url: URL): boolean {
  if (entry.includes('/')) return false;
  const port = /:(\d+)$/.exec(entry.replace(/^\[[^\]]*\]/, '')) ?? undefined;
  const own = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  if ((port?.[1] ?? (url.protocol === 'https:' ? '443' : '80')) !== own) return false;
  return hostOf(entry) === bare(url.hostname);
}

function hostOf(entry: string): string {
  try {
    return bare(new URL(`http://${entry}`).hostname);
  } catch {
    return '';
  }
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '').toLowerCase();
}

/** `::ffff:7f00:1` and `::ffff:127.0.0.1` are IPv4 in disguise. */
function unmapped(address: string): string {
  const dotted = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (dotted?.[1] !== undefined) return dotted[1];
  const words = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address);
  if (words === null) return address;
  const [high, low] = [Number.parseInt(words[1] ?? '', 16), Number.parseInt(words[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function networks(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', prefix = '', more] = cidr.split('/');
    const version = isIP(network);
    if (version === 0 || more !== undefined || !/^\d{1,3}$/.test(prefix) || Number(prefix) > (version === 6 ? 128 : 32)) throw blocked(`not a network: ${cidr}`);
    list.addSubnet(network, Number(prefix), version === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

function blocked(why: string): DomainError {
  return new DomainError('SSRF_BLOCKED', { why });
}
