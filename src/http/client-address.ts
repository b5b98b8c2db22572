import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';

/**
 * Says from which address a client asks. proxies: addresses and networks whose X-Forwarded-For is believed; anybody
 * else could write there what they like.
 */
export function clientAddresses(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trust = proxyAddress.compile([...proxies]);
  // None once the connection has gone.
  return (request) => proxyAddress(request, trust) ?? 'unknown';
}
