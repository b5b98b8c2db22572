import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

// The browser itself refuses any other host. Monaco styles its editor inline; GraphiQL's fonts are data.
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Gives browsers that open `/graphql` the page built into `directory`, its assets under `/graphql/assets/`, and leads
 * `/` there. Whoever else asks `/graphql` passes on to the route of that name, which has to be on the same `app`.
 */
export async function registerPlayground(app: FastifyInstance, directory: string): Promise<void> {
  // Names of assets carry a hash of what they hold, so one name never changes what it means.
  await app.register(fastifyStatic, {
    root: join(directory, 'assets'),
    prefix: '/graphql/assets/',
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: '1y',
  });
  app.get('/', (_request, reply) => reply.redirect('/graphql', 302));
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url === '/graphql' && wantsPlayground(request))
      return sendPlayground(reply, directory);
  });
}

/** A browser's navigation: it would rather have a page than an answer, and sends no query to be answered. */
export function wantsPlayground({ method, headers, query }: FastifyRequest): boolean {
  if (method !== 'GET' || Object.hasOwn(query as object, 'query')) return false;
  const accept = headers.accept ?? '';
  return ['application/json', 'application/graphql-response+json'].every(
    (answer) => quality(accept, 'text/html') > quality(accept, answer),
  );
}

async function sendPlayground(reply: FastifyReply, directory: string): Promise<FastifyReply> {
  reply.header('vary', 'accept').header('cache-control', 'no-cache');
  const page = await readFile(join(directory, 'index.html')).catch(() => null);
  if (!page) {
    return reply
      .code(503)
      .type('text/plain; charset=utf-8')
      .send(
        'Expected a built playground, found none. Run `npm run build`. POST to this address works without.\n',
      );
  }
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    .header('x-content-type-options', 'nosniff')
    .send(page);
}

/** How much an Accept header wants a media type, from 0 to 1: its most specific range decides (RFC 9110, 12.5.1). */
function quality(accept: string, type: string): number {
  const ranges = accept.split(',').map((range) => range.split(';').map((part) => part.trim().toLowerCase()));
  for (const name of [type, type.replace(/\/.*/, '/*'), '*/*']) {
    const range = ranges.find((parts) => parts[0] === name);
    if (range) return Number(range.find((part) => part.startsWith('q='))?.slice(2) ?? 1);
  }
  return 0;
}
