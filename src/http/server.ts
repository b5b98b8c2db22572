import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { uuidv7 } from 'uuidv7';
import type { Config } from '../config.ts';
import type { Service } from '../service.ts';
import { answerError } from './answer-error.ts';
import { answerStatus } from './answer-status.ts';
import { cacheControl } from './cache-control.ts';
import { clientAddresses } from './client-address.ts';
import type { Clients } from './clients.ts';
import { registerEtags } from './etags.ts';
import { eventStreams, wantsEvents } from './event-stream.ts';
import { registerHealth } from './health.ts';
import { observationOf } from './observation.ts';
import { observeRequests, ongoingOf } from './observe-requests.ts';
import { registerPlayground } from './playground.ts';
import { protect } from './protect.ts';
import { showMetrics } from './show-metrics.ts';
import { acceptSockets } from './sockets.ts';
import type { Tracing } from './tracing.ts';
import { closeUnusedConnections } from './unused-connections.ts';

/** What the server needs besides the service. */
export interface ServerOptions {
  readonly log: FastifyBaseLogger;
  /** The folder of the built playground. */
  readonly playground: string;
  readonly config: Pick<Config, 'limits' | 'cors' | 'trustedProxies' | 'traces' | 'serviceName'>;
}

/**
 * The service over HTTP: `/graphql`, the playground, `/schema.graphql`, `/sheet.schema.json`, and for operators
 * `/healthz`, `/readyz`, `/metrics`. Not listening yet.
 */
export async function createServer(
  service: Service,
  { log, playground, config }: ServerOptions,
): Promise<FastifyInstance> {
  const { limits, cors, trustedProxies } = config;
  const longest = limits.seconds * 1_000;
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    // What comes while it stops is answered still; /readyz says that no more should come.
    return503OnClosing: false,
    bodyLimit: limits.body,
    // Of reading it: who sends a byte now and then holds nothing up.
    requestTimeout: longest,
    http: { headersTimeout: longest, connectionsCheckingInterval: 1_000 },
    // Who takes nothing of an answer; far longer than making one takes. Streams have their own.
    connectionTimeout: 3 * longest,
  });
  app.setErrorHandler(answerError);
  const tracing = await tracingOf(config);
  const observation = observationOf(service, log, tracing);
  observeRequests(app, observation);
  registerHealth(app, service);
  await protect(app, cors);
  await registerEtags(app);
  await registerPlayground(app, playground);
  const clients: Clients = { limits, origins: cors, addressOf: clientAddresses(trustedProxies), observation };
  const apollo = await service.start(fastifyApolloDrainPlugin(app), answerStatus, cacheControl);
  const answer = fastifyApolloHandler(apollo, {
    context: (request) =>
      service.contextFor({
        authorization: request.headers.authorization,
        address: clients.addressOf(request.raw),
        notes: ongoingOf(request).notes,
      }),
  });
  const stream = eventStreams(app, service, clients);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler(request, reply) {
      return ongoingOf(request).run(() =>
        wantsEvents(request) ? stream(request, reply) : answer.call(this, request, reply),
      );
    },
  });
  acceptSockets(app, service, clients, log);
  closeUnusedConnections(app);
  showMetrics(app, service, clients);
  app.addHook('onClose', async () => tracing?.close());
  app.route({ url: '/graphql', method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'], handler: refuseMethod });
  app.get('/schema.graphql', (_request, reply) => reply.type('text/plain; charset=utf-8').send(service.sdl));
  app.get('/sheet.schema.json', (_request, reply) =>
    reply.type('application/schema+json').send(service.sheetSchema),
  );
  return app;
}

/** Loaded only where traces are wanted. */
async function tracingOf({ traces, serviceName }: ServerOptions['config']): Promise<Tracing | null> {
  if (traces === null) return null;
  const { startTracing } = await import('./tracing.ts');
  return startTracing(traces, serviceName);
}

function refuseMethod(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `expected GET or POST, got ${request.method}`;
  return reply
    .code(405)
    .header('allow', 'GET, POST')
    .send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
}
