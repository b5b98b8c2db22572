import { createClient as createEventStream } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Json, PublicError } from './api.ts';
import { ADMIN_KEY } from './server.ts';

export const TRANSPORTS = ['graphql-ws', 'graphql-sse'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** What came of one subscription so far. */
export interface Heard {
  readonly data: Json[];
  readonly errors: PublicError[];
  /** How it ended: 'complete', or with which error. */
  readonly ends: unknown[];
  stop(): void;
}

/** Subscribes, and resolves once the server listens for changes. key null: nobody in particular. */
export async function subscribe(
  transport: Transport,
  url: string,
  query: string,
  key: string | null = ADMIN_KEY,
): Promise<Heard> {
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  const [data, errors, ends]: [Json[], PublicError[], unknown[]] = [[], [], []];
  const sink = {
    next: (result: Json) => {
      if (result.data) data.push(result.data);
      errors.push(...(result.errors ?? []));
    },
    error: (error: unknown) => {
      if (Array.isArray(error)) errors.push(...error);
      ends.push(error);
    },
    complete: () => ends.push('complete'),
  };
  if (transport === 'graphql-sse') {
    return new Promise((resolve) => {
      const client = createEventStream({
        url: `${url}/graphql`,
        headers: authorization,
        retryAttempts: 0,
        on: { connected: () => resolve(heard) },
      });
      const end = client.subscribe(
        { query },
        {
          ...sink,
          error: (error) => {
            sink.error(error);
            resolve(heard);
          },
        },
      );
      const heard: Heard = { data, errors, ends, stop: end };
    });
  }
  const client = socketClient(url, authorization);
  client.subscribe({ query }, sink);
  // Answered after the server has taken what came before.
  await client
    .iterate({ query: '{ viewer { role } }' })
    .next()
    .catch(() => undefined);
  return { data, errors, ends, stop: () => void client.dispose() };
}

export const socketClient = (url: string, connectionParams: Record<string, unknown>) =>
  createSocket({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: 0,
  });
