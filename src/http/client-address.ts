import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/**
 * Says from which address a client asks, or of IPv6 from which network. proxies: addresses and networks whose X-Forwarded-For is believed; anybody
 * else could write there what they like.
 */
export function clientAddresses(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trust = proxyAddress.compile([...proxies]);
  // None once the connection has gone.
  return (request) => network(proxyAddress(request, trust) ?? 'unknown');
}

/** Of an IPv6 address its network of 64 bits, all of which one client usually holds. */
function network(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':');
}
