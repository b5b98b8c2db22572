import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/**
 * Closes with the server the connections over which nothing was asked yet, as browsers and others open them ahead:
 * Node takes them for busy and would wait for them for a minute.
 */
export function closeUnusedConnections(app: FastifyInstance): void {
  const unused = new Set<Socket>();
  app.server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  for (const used of ['request', 'upgrade']) {
    app.server.on(used, ({ socket }: { socket: Socket }) => unused.delete(socket));
  }
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
  });
}
