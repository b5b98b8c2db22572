import etag from '@fastify/etag';
import type { FastifyInstance } from 'fastify';

/** What was asked for by GET and has not changed since is not sent again. */
export async function registerEtags(app: FastifyInstance): Promise<void> {
  // The package would answer 304 to any method: RFC 9110, 13.1.2 knows it for GET and HEAD alone.
  app.addHook('onRequest', async ({ method, headers }) => {
    if (method !== 'GET' && method !== 'HEAD') delete headers['if-none-match'];
  });
  await app.register(etag, { algorithm: 'sha256' });
}
