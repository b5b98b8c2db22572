import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { uuidv7 } from 'uuidv7';
import type { Service } from '../service.ts';
import { answerError } from './answer-error.ts';
import { answerStatus } from './answer-status.ts';
import { eventStreams, wantsEvents } from './event-stream.ts';
import { registerPlayground } from './playground.ts';
import { acceptSockets } from './sockets.ts';
import { closeUnusedConnections } from './unused-connections.ts';

/** What the server needs besides the service. */
export interface ServerOptions {
  readonly log: FastifyBaseLogger;
  /** The folder of the built playground. */
  readonly playground: string;
}

/** In bytes: the longest report's text, of characters of three bytes, and what goes with it. */
const BODY_LIMIT = 16 * 1024 * 1024;

/** The service over HTTP: `/graphql`, the playground, `/schema.graphql`, `/sheet.schema.json`. Not listening yet. */
export async function createServer(
  service: Service,
  { log, playground }: ServerOptions,
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    bodyLimit: BODY_LIMIT,
  });
  app.setErrorHandler(answerError);
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    request.log.info(
      { method, path: url.split('?')[0], status: reply.statusCode, ms: reply.elapsedTime },
      'request',
    );
  });
  await registerPlayground(app, playground);
  const apollo = await service.start(fastifyApolloDrainPlugin(app), answerStatus);
  const answer = fastifyApolloHandler(apollo, {
    context: async (request) => service.contextFor(request.headers.authorization),
  });
  const stream = eventStreams(app, service);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler(request, reply) {
      return wantsEvents(request) ? stream(request, reply) : answer.call(this, request, reply);
    },
  });
  acceptSockets(app, service, log);
  closeUnusedConnections(app);
  app.route({ url: '/graphql', method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'], handler: refuseMethod });
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(service.sdl));
  app.get('/sheet.schema.json', (_request, reply) =>
    reply.type('application/schema+json').send(service.sheetSchema),
  );
  return app;
}

function refuseMethod(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `expected GET or POST, got ${request.method}`;
  return reply
    .code(405)
    .header('allow', 'GET, POST')
    .send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
