import { BlockList, isIP, isIPv6 } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Service } from '../service.ts';
import type { Clients } from './clients.ts';
import { ongoingOf } from './observe-requests.ts';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** `/metrics`, for this machine and holders of keys: it tells nothing of the record, though how the server fares. */
export function showMetrics(app: FastifyInstance, service: Service, clients: Clients): void {
  const { metrics } = clients.observation;
  app.get('/metrics', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (isLocal(request) || (await holdsKey(request))) {
      return reply.type(metrics.contentType).send(await metrics.text());
    }
    const message = 'metrics are shown to this machine, and to others who send "Authorization: Bearer KEY"';
    return reply.code(403).send({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] });
  });

  async function holdsKey(request: FastifyRequest): Promise<boolean> {
    const { authorization } = request.headers;
    const arrival = {
      authorization,
      address: clients.addressOf(request.raw),
      notes: ongoingOf(request).notes,
    };
    const context = await service.contextFor(arrival).catch(() => null);
    return context?.viewer.known ?? false;
  }
}

/**
 * Not through a proxy on this machine, which asks for others, nor by a page whose name was made to lead here (DNS
 * rebinding), which a browser on this machine asks for.
 */
function isLocal({ raw: { socket, headers } }: FastifyRequest): boolean {
  if (Object.keys(headers).some((name) => OF_PROXIES.test(name))) return false;
  return isLoopback(socket.remoteAddress?.replace(/^::ffff:/, '') ?? '') && namesLoopback(headers.host);
}

const OF_PROXIES = /^(?:via|forwarded|x-forwarded-.+|x-real-ip)$/;

function namesLoopback(host: string | undefined): boolean {
  const address = `http://${host ?? ''}`;
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === 'localhost' || isLoopback(hostname.replace(/^\[|\]$/g, ''));
}

const isLoopback = (address: string): boolean =>
  isIP(address) !== 0 && LOOPBACK.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
