import type { FastifyInstance } from 'fastify';
import type { Service } from '../service.ts';

/** `/healthz`: the process answers. `/readyz`: so does the record, and the server is not about to stop. */
export function registerHealth(app: FastifyInstance, service: Service): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  let checking: Promise<string | null> | null = null;
  // However many ask at once, the database is asked once.
  const unreadiness = (): Promise<string | null> => {
    checking ??= service.unreadiness().finally(() => {
      checking = null;
    });
    return checking;
  };
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const reason = stopping ? 'the server is stopping' : await unreadiness();
    reply.header('cache-control', 'no-store');
    return reason === null ? { status: 'ok' } : reply.code(503).send({ status: 'not ready', reason });
  });
}
