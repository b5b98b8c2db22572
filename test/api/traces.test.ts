import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { subscribe } from '../support/subscriber.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';
const NAME = 'a name that no trace may have';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Record<string, string>;
}

describe('traces', () => {
  let collector: Server;
  const bodies: string[] = [];

  beforeAll(async () => {
    collector = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(chunks).toString());
      response.setHeader('content-type', 'application/json').end('{}');
    }).listen(0, '127.0.0.1');
    await once(collector, 'listening');
  });
  afterAll(() => {
    collector.closeAllConnections();
    collector.close();
  });

  /** What a server that has ended by then has sent. */
  async function traced(work: (api: Api) => Promise<unknown>): Promise<readonly Span[]> {
    bodies.length = 0;
    const { port } = collector.address() as AddressInfo;
    const server = await startServer({
      traces: `http://127.0.0.1:${port}/`,
      serviceName: 'records-of-tests',
    });
    await work(apiOf(server)).finally(() => server.close());
    return bodies.flatMap((body) => (JSON.parse(body) as Json).resourceSpans.flatMap(spansOf));
  }

  const spansOf = ({ scopeSpans, resource }: Json): Span[] => {
    expect(attributesOf(resource.attributes)).toMatchObject({ 'service.name': 'records-of-tests' });
    return scopeSpans.flatMap(({ spans }: Json) =>
      spans.map((span: Json) => ({ ...span, attributes: attributesOf(span.attributes) })),
    );
  };
  const attributesOf = (attributes: Json): Record<string, string> =>
    Object.fromEntries(attributes.map(({ key, value }: Json) => [key, value.stringValue]));

  test('an operation is a span of the trace that its client began, its statements are spans within it', async () => {
    const spans = await traced(async ({ url }) => {
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${ADMIN_KEY}`,
          traceparent: `00-${TRACE}-${PARENT}-01`,
        },
        body: JSON.stringify({
          query:
            'mutation Client($name: String!) { recordParty(input: { slug: "traced", name: $name }) { party { name } } }',
          variables: { name: NAME },
        }),
      });
      await fetch(`${url}/healthz`);
    });
    const [operation, ...others] = spans.filter(({ parentSpanId }) => parentSpanId === PARENT);
    expect(others).toEqual([]);
    expect(operation).toMatchObject({
      traceId: TRACE,
      name: 'mutation recordParty',
      attributes: { 'graphql.operation.type': 'mutation' },
    });
    const statements = spans.filter(({ parentSpanId }) => parentSpanId === operation?.spanId);
    expect(statements.map(({ name }) => name)).toContain('INSERT party');
    expect(statements[0]?.attributes).toMatchObject({
      'db.system': 'sqlite',
      'db.operation': expect.any(String),
    });
    // Nothing else was asked that is an operation.
    expect(spans).toHaveLength(statements.length + 1);
    expect(bodies.join()).not.toContain(NAME);
    expect(bodies.join()).not.toContain('Client');
  });

  test('operations over streams are spans too, and a malformed traceparent begins a trace of its own', async () => {
    const spans = await traced(async ({ url }) => {
      await fetch(`${url}/graphql?query={viewer{role}}`, {
        headers: { 'apollo-require-preflight': 'true', traceparent: `00-${'0'.repeat(32)}-${PARENT}-01` },
      });
      for (const transport of ['graphql-ws', 'graphql-sse'] as const) {
        (await subscribe(transport, url, 'subscription { claimChanged { kind } }')).stop();
      }
      await new Promise((later) => setTimeout(later, 50));
    });
    const roots = spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name);
    expect(roots.sort()).toEqual([
      'query viewer',
      'query viewer',
      'subscription claimChanged',
      'subscription claimChanged',
    ]);
  });
});
