import type { Json, PublicError } from './api.ts';
import { socketClient } from './subscriber.ts';

export const ALL_TRANSPORTS = ['http', 'graphql-ws', 'graphql-sse'] as const;
export type AnyTransport = (typeof ALL_TRANSPORTS)[number];

export interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

interface Told {
  readonly data?: Json;
  readonly errors?: readonly PublicError[];
}

/** The first answer to one operation, over any transport. */
export async function askOver(
  transport: AnyTransport,
  url: string,
  asked: Asked,
  key: string | null = null,
): Promise<Told> {
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  if (transport === 'graphql-ws') return overSocket(url, asked, authorization);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: transport === 'http' ? 'application/json' : 'text/event-stream',
      ...authorization,
    },
    body: JSON.stringify(asked),
  });
  const text = await response.text();
  return JSON.parse(/^data: (.+)$/m.exec(text)?.[1] ?? text) as Told;
}

async function overSocket(url: string, asked: Asked, parameters: Record<string, unknown>): Promise<Told> {
  const client = socketClient(url, parameters);
  try {
    const { value } = await client.iterate(asked).next();
    return value as Told;
  } catch (error) {
    // Refused errors come as a list, a closed connection as an event.
    return Array.isArray(error) ? { errors: error } : { errors: [closed(error)] };
  } finally {
    await client.dispose();
  }
}

const closed = (event: unknown): PublicError => {
  const { code, reason } = event as { code?: number; reason?: string };
  return { message: `closed with ${code}: ${reason}`, extensions: { code: String(code) } };
};
