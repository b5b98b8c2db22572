import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, getOperationAST } from 'graphql';
import type { OperationRequest, PublicResult, Service } from '../service.ts';
import { isOwnOrigin } from './own-origin.ts';

/** In milliseconds: so that no one on the way takes the connection for dead. */
const PING_EVERY = 12_000;

/** In milliseconds. A client that takes nothing in all that time is not there any more. */
const LONGEST_STILL = 30_000;

/**
 * GraphQL over server-sent events, in the mode of distinct connections: each operation has its own stream, which the
 * header `Accept: text/event-stream` asks for. https://github.com/graphql/graphql-over-http/blob/main/rfcs/GraphQLOverSSE.md
 */
export function eventStreams(app: FastifyInstance, service: Service) {
  const open = new Set<ServerResponse>();
  // Cut, not completed: clients come back, to whichever server is there.
  app.addHook('preClose', async () => {
    for (const response of open) response.destroy();
  });
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (!isOwnOrigin(request.raw)) return refuse(reply, 403, 'expected a page of this host to ask');
    const operation = operationOf(request);
    if (typeof operation === 'string') return refuse(reply, 400, operation);
    const { prepare, format } = service.operations;
    const viewed = contextOf(service, request);
    if (viewed instanceof GraphQLError) return reply.code(401).send({ errors: format([viewed]) });
    const prepared = prepare(operation, viewed);
    if (request.method === 'GET' && isMutation(prepared)) {
      return refuse(reply.header('allow', 'POST'), 405, 'expected a mutation to be a POST, got a GET');
    }
    const results = 'length' in prepared ? only({ errors: format(prepared) }) : await run(service, prepared);
    reply.hijack();
    const response = reply.raw;
    open.add(response);
    response.once('close', () => {
      open.delete(response);
      void results.return();
    });
    await send(response, results);
    return reply;
  };
}

export const wantsEvents = ({ headers }: FastifyRequest): boolean =>
  (headers.accept ?? '').split(',').some((range) => range.split(';')[0]!.trim() === 'text/event-stream');

function contextOf(service: Service, { headers }: FastifyRequest) {
  try {
    return service.contextFor(headers.authorization);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

type Results = AsyncGenerator<PublicResult, void, void>;
type Prepared = ReturnType<Service['operations']['prepare']>;

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

async function send(response: ServerResponse, results: Results): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    // Asks nginx not to hold events back.
    'x-accel-buffering': 'no',
  });
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

const refuse = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
