import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { OperationRequest, Service } from '../service.ts';
import { isOwnOrigin } from './own-origin.ts';

/** In bytes, of one message. */
const LARGEST_MESSAGE = 256 * 1024;

/** In milliseconds: who does not answer a ping until the next one is not there any more. */
const PING_EVERY = 12_000;

/** In milliseconds, for clients to close their side when the server goes away. */
const LONGEST_GOODBYE = 1_000;

/** At once, over one connection. */
const MOST_OPERATIONS = 100;

const TOO_MANY = new GraphQLError(
  `expected at most ${MOST_OPERATIONS} operations at once over one connection; end one first`,
  { extensions: { code: 'RATE_LIMITED' } },
);

interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

/** GraphQL over WebSocket at `/graphql`. https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverWebSocket.md */
export function acceptSockets(app: FastifyInstance, service: Service, log: FastifyBaseLogger): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, handleProtocols });
  const protocol = protocolOf(service);
  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', (error) => log.debug({ err: error }, 'a connection broke'));
    if (request.url?.split('?')[0] !== '/graphql') return refuse(stream, '404 Not Found');
    if (!isOwnOrigin(request)) return refuse(stream, '403 Forbidden');
    sockets.handleUpgrade(request, stream, head, (socket) => serve(protocol, { socket, request }, log));
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

const refuse = (stream: Duplex, status: string): void => {
  stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

function protocolOf({ operations, contextFor }: Service) {
  const { prepare, run, format } = operations;
  return makeServer<Record<string, unknown>, Connection>({
    onConnect: ({ connectionParams, extra }) => {
      try {
        contextFor(keyOf(connectionParams, extra.request));
        return true;
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        extra.socket.close(CloseCode.Unauthorized, 'Unauthorized: unknown key');
        return false;
      }
    },
    // A context for each operation: its loaders are its own.
    onSubscribe: ({ connectionParams, extra, subscriptions }, _id, request) => {
      if (Object.keys(subscriptions).length > MOST_OPERATIONS) return [TOO_MANY];
      const context = contextFor(keyOf(connectionParams, extra.request));
      return prepare(request as OperationRequest, context) as ExecutionArgs;
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
  return given === undefined || given === null ? headers.authorization : String(given);
}

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
            log.error({ err: error }, 'unexpected error');
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
