import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, getOperationAST } from 'graphql';
import type { Arrival, OperationRequest, Operations, PublicResult, Service } from '../service.ts';
import { isAllowedOrigin } from './allowed-origin.ts';
import { type Clients, ofAddress } from './clients.ts';
import { ongoingOf } from './observe-requests.ts';

/** In milliseconds: so that no one on the way takes the connection for dead. */
const PING_EVERY = 12_000;

/** In milliseconds. A client that takes nothing in all that time is not there any more. */
const LONGEST_STILL = 30_000;

/**
 * GraphQL over server-sent events, in the mode of distinct connections: each operation has its own stream, which the
 * header `Accept: text/event-stream` asks for. https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverSSE.md
 */
export function eventStreams(app: FastifyInstance, service: Service, clients: Clients) {
  const { limits, origins, addressOf } = clients;
  const open = new Map<ServerResponse, string>();
  // Cut, not completed: clients come back, to whichever server is there.
  app.addHook('preClose', async () => {
    for (const response of open.keys()) response.destroy();
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!isAllowedOrigin(request.raw, origins))
      return refuse(reply, 403, 'expected a page of this host to ask');
    const address = addressOf(request.raw);
    if (ofAddress(open, address) >= limits.subscriptions) {
      return refuse(reply, 429, tooMany(limits.subscriptions), 'RATE_LIMITED');
    }
    const operation = operationOf(request);
    if (typeof operation === 'string') return refuse(reply, 400, operation);
    const { prepare, format } = service.operations;
    const viewed = await contextOf(service, {
      authorization: request.headers.authorization,
      address,
      notes: ongoingOf(request).notes,
    });
    if (viewed instanceof GraphQLError) return answerRefusal(reply, viewed, format);
    const prepared = await prepare(operation, viewed);
    if (request.method === 'GET' && isMutation(prepared)) {
      return refuse(reply.header('allow', 'POST'), 405, 'expected a mutation to be a POST, got a GET');
    }
    const results = 'length' in prepared ? only({ errors: format(prepared) }) : await run(service, prepared);
    reply.hijack();
    const response = reply.raw;
    open.set(response, address);
    response.once('close', () => {
      open.delete(response);
      void results.return();
    });
    reply.headers(viewed.allowance?.headers() ?? {});
    await send(response, results, reply.getHeaders() as OutgoingHttpHeaders);
    return reply;
  };
}

export const wantsEvents = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '').split(',').some((range) => range.split(';')[0]!.trim() === 'text/event-stream');

async function contextOf(service: Service, arrival: Arrival) {
  try {
    return await service.contextFor(arrival);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** With the status and headers that it has over HTTP. */
function answerRefusal(
  reply: FastifyReply,
  refused: GraphQLError,
  format: Operations['format'],
): FastifyReply {
  const { status, headers } = refused.extensions.http as { status: number; headers: Map<string, string> };
  return reply
    .code(status)
    .headers(Object.fromEntries(headers))
    .send({ errors: format([refused]) });
}

type Results = AsyncGenerator<PublicResult, void, void>;
type Prepared = Awaited<ReturnType<Operations['prepare']>>;

const isMutation = (prepared: Prepared): boolean =>
  'document' in prepared &&
  getOperationAST(prepared.document, prepared.operationName)?.operation === 'mutation';

async function run(service: Service, prepared: Exclude<Prepared, readonly unknown[]>): Promise<Results> {
  const result = await service.operations.run(prepared);
  return Symbol.asyncIterator in result ? result : only(result);
}

async function* only(result: PublicResult): Results {
  yield result;
}

async function send(response: ServerResponse, results: Results, headers: OutgoingHttpHeaders): Promise<void> {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    // Asks nginx not to hold events back.
    'x-accel-buffering': 'no',
  });
  // Instead of the server's, which may be shorter than a ping takes to come.
  response.setTimeout(LONGEST_STILL);
  response.write(':\n\n');
  const ping = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, PING_EVERY);
  try {
    for await (const result of results) {
      if (response.destroyed) return;
      if (!response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`)) await drained(response);
    }
    response.end('event: complete\ndata:\n\n');
  } finally {
    clearInterval(ping);
  }
}

async function drained(response: ServerResponse): Promise<void> {
  const still = setTimeout(() => response.destroy(), LONGEST_STILL);
  const done = new AbortController();
  const options = { signal: done.signal };
  await Promise.race([once(response, 'drain', options), once(response, 'close', options)]);
  clearTimeout(still);
  done.abort();
}

/** What is asked, or what is wrong with it. */
function operationOf({ method, query, body }: FastifyRequest): OperationRequest | string {
  try {
    const asked = (
      method === 'GET' ? fromQuery(query as Record<string, string>) : body
    ) as OperationRequest | null;
    if (typeof asked?.query !== 'string') return 'expected a query, got none';
    const { operationName, variables } = asked;
    if (operationName != null && typeof operationName !== 'string')
      return 'expected operationName to be a name';
    if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) {
      return 'expected variables to be an object';
    }
    return asked;
  } catch {
    return 'expected variables to be JSON';
  }
}

const fromQuery = ({ query, operationName, variables }: Record<string, string>) => ({
  query,
  operationName: operationName || null,
  variables: variables ? JSON.parse(variables) : null,
});

const refuse = (reply: FastifyReply, status: number, message: string, code = 'BAD_REQUEST'): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { code } }] });

const tooMany = (limit: number): string =>
  `expected at most ${limit} event streams at once from one address; end one first`;
