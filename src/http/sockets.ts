import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Arrival, OperationRequest, RequestNotes, Service } from '../service.ts';
import { isAllowedOrigin } from './allowed-origin.ts';
import { type Clients, ofAddress } from './clients.ts';
import type { Ongoing } from './observation.ts';
import { untilOver } from './until-over.ts';

/** In milliseconds: who does not answer a ping until the next one is not there any more. */
const PING_EVERY = 12_000;

/** In milliseconds, for clients to close their side when the server goes away. */
const LONGEST_GOODBYE = 1_000;

/** As HTTP's 429. */
const TOO_MANY_REQUESTS = 4429;

const tooMany = (limit: number): GraphQLError =>
  new GraphQLError(`expected at most ${limit} operations at once over one connection; end one first`, {
    extensions: { code: 'RATE_LIMITED' },
  });

interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly notes: RequestNotes;
}

/** GraphQL over WebSocket at `/graphql`. https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md */
export function acceptSockets(
  app: FastifyInstance,
  service: Service,
  clients: Clients,
  log: FastifyBaseLogger,
): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: clients.limits.body, handleProtocols });
  const protocol = protocolOf(service, clients);
  const open = new Map<WebSocket, string>();
  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', (error) => log.debug({ err: error }, 'a connection broke'));
    const { notes, end } = clients.observation.begin('connection', request);
    let status = 400;
    stream.once('close', () => end(status));
    const refuse = (refusal: number): void => {
      status = refusal;
      stream.end(
        `HTTP/1.1 ${refusal} ${STATUS_CODES[refusal]}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
      );
    };
    if (request.url?.split('?')[0] !== '/graphql') return refuse(404);
    if (!isAllowedOrigin(request, clients.origins)) return refuse(403);
    const address = clients.addressOf(request);
    if (ofAddress(open, address) >= clients.limits.subscriptions) return refuse(429);
    sockets.handleUpgrade(request, stream, head, (socket) => {
      status = 101;
      open.set(socket, address);
      socket.once('close', () => open.delete(socket));
      serve(protocol, { socket, request, notes }, log);
    });
  });
  app.addHook('preClose', async () => {
    for (const socket of sockets.clients) socket.close(1001, 'Going away');
    const late = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, LONGEST_GOODBYE);
    await new Promise<void>((closed) => sockets.close(() => closed()));
    clearTimeout(late);
  });
}

function protocolOf({ operations, contextFor }: Service, { limits, addressOf, observation }: Clients) {
  const { prepare, format } = operations;
  const running = new WeakMap<object, Ongoing>();
  const arrival = (
    parameters: Record<string, unknown> | undefined,
    request: IncomingMessage,
    notes: RequestNotes,
  ): Arrival => ({
    authorization: keyOf(parameters, request),
    address: addressOf(request),
    notes,
  });
  const run = async (prepared: ExecutionArgs): ReturnType<Service['operations']['run']> => {
    const ongoing = running.get(prepared)!;
    try {
      const result = await ongoing.run(() => operations.run(prepared));
      if (Symbol.asyncIterator in result) return untilOver(result, ongoing.end);
      ongoing.end();
      return result;
    } catch (error) {
      ongoing.end(500);
      throw error;
    }
  };
  return makeServer<Record<string, unknown>, Connection>({
    onConnect: async ({ connectionParams, extra }) => {
      try {
        await contextFor(arrival(connectionParams, extra.request, extra.notes));
        return true;
      } catch (error) {
        if (!(error instanceof GraphQLError) || error.extensions.code === 'INTERNAL_SERVER_ERROR')
          throw error;
        if (error.extensions.code === 'RATE_LIMITED')
          extra.socket.close(TOO_MANY_REQUESTS, 'Too many requests');
        else extra.socket.close(CloseCode.Unauthorized, 'Unauthorized: unknown key');
        return false;
      }
    },
    // A context for each operation: its loaders are its own.
    onSubscribe: async ({ connectionParams, extra, subscriptions }, _id, request) => {
      const ongoing = observation.begin('operation', extra.request);
      const { notes } = ongoing;
      if (Object.keys(subscriptions).length > limits.subscriptions) {
        ongoing.end(429);
        return [tooMany(limits.subscriptions)];
      }
      try {
        const prepared = await ongoing.run(async () => {
          const context = await contextFor(arrival(connectionParams, extra.request, notes));
          return prepare(request as OperationRequest, context);
        });
        if ('length' in prepared) ongoing.end();
        else running.set(prepared, ongoing);
        return prepared as ExecutionArgs;
      } catch (error) {
        ongoing.end(error instanceof GraphQLError ? undefined : 500);
        if (error instanceof GraphQLError) return [error];
        throw error;
      }
    },
    execute: run as never,
    subscribe: run as never,
    onNext: (_context, _id, _request, _prepared, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _request, errors) => format(errors as readonly GraphQLError[]),
  });
}

/** Browsers cannot set headers of a WebSocket: they send the same as a parameter. */
function keyOf(
  parameters: Record<string, unknown> | undefined,
  { headers }: IncomingMessage,
): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  if (given === undefined || given === null) return headers.authorization;
  return typeof given === 'string' ? given : NO_KEY;
}

/** In place of what is no text: refused as any other key of the wrong form. */
const NO_KEY = 'no text';

function serve(
  protocol: ReturnType<typeof protocolOf>,
  connection: Connection,
  log: FastifyBaseLogger,
): void {
  const { socket } = connection;
  let answered = true;
  const ping = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, PING_EVERY);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      // Resolves once it is on its way, so that a slow client's changes wait in its queue, which is bounded.
      send: (message) =>
        new Promise((sent) => {
          socket.send(message, () => sent());
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => {
        socket.on('message', (data) => {
          take(String(data)).catch((error) => {
            log.error({ err: error, requestId: connection.notes.id }, 'unexpected error');
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    connection,
  );
  socket.on('pong', () => {
    answered = true;
  });
  // Such as a message that is too large; ws closes the connection.
  socket.on('error', (error) => log.debug({ err: error }, 'a WebSocket failed'));
  socket.once('close', (code, reason) => {
    clearInterval(ping);
    void closed(code, String(reason));
  });
}
