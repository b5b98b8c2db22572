import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../../src/domain/limits.ts';
import { apiOf } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { socketClient, subscribe, TRANSPORTS } from '../support/subscriber.ts';
import { recorderOf } from './recorder.ts';

/** As wide as a claim can be asked, so that few of them fill what a connection holds. */
const WIDE = `subscription { claimChanged { claim { note ${'abcdefghijklmnopqrstuvwxyz'
  .split('')
  .map((alias) => `${alias}: note`)
  .join(' ')} } } }`;
const NARROW = 'subscription { claimChanged { kind } }';

type Server = Awaited<ReturnType<typeof startServer>>;

const socketTo = (url: string, options = {}): WebSocket =>
  new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);

describe.each(ENGINES)('streams, on %s', (engine) => {
  let server: Server;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    const record = recorderOf(apiOf(server));
    await record.source('agency');
    await record.event('clash');
    await record.report('report', 'agency');
  });
  afterAll(() => server.close());

  test.each(TRANSPORTS)(
    'a subscriber that never reads holds nobody up and is dropped, over %s',
    async (transport) => {
      const request = JSON.stringify({ query: WIDE });
      const stuck = connect(Number(new URL(server.url).port), '127.0.0.1');
      onTestFinished(() => void stuck.destroy());
      await once(stuck, 'connect');
      if (transport === 'graphql-sse') {
        stuck.write(
          `POST /graphql HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${request.length}\r\n\r\n${request}`,
        );
        await once(stuck, 'data');
      } else {
        stuck.write(
          'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
        );
        await once(stuck, 'data');
        stuck.write(frame('{"type":"connection_init"}'));
        await once(stuck, 'data');
        stuck.write(frame(`{"id":"1","type":"subscribe","payload":${request}}`));
      }
      stuck.pause();
      const other = await subscribe(transport, server.url, NARROW);
      onTestFinished(other.stop);
      const note = 'n'.repeat(9_000);
      const rows = (write: number) =>
        Array.from(
          { length: 10 },
          (_, index) =>
            `  - { event: clash, report: report, ref: ${transport}-${write}-${index}, paraphrase: p, source: agency, proposition: "${transport} ${write} ${index}", note: ${note}, assertedAt: 2021-04-24 }`,
        ).join('\n');
      for (let write = 0; write < 130; write += 1) {
        const text = `claims:\n${rows(write)}\n`;
        await server.service.importSheet({ file: 'much.claims.yaml', text }, 'a test');
        await eventually(() => expect(other.data).toHaveLength(10 * (write + 1)));
      }
      expect(other.errors).toEqual([]);
      // What it did not read ends with the reason, though all of it was never sent.
      let read = '';
      stuck.on('data', (chunk: Buffer) => {
        read = (read + chunk.toString('latin1')).slice(-2_000);
      });
      stuck.resume();
      await eventually(() => expect(read).toContain('RATE_LIMITED'));
    },
    60_000,
  );

  test.each(TRANSPORTS)('an open subscription over %s ends with the server', async (transport) => {
    const own = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    const heard = await subscribe(transport, own.url, NARROW);
    const ahead = connect(Number(new URL(own.url).port), '127.0.0.1');
    await once(ahead, 'connect');
    const began = Date.now();
    await own.close();
    expect(Date.now() - began).toBeLessThan(3_000);
    await eventually(() => expect(heard.ends).toHaveLength(1));
    if (transport === 'graphql-ws') expect(heard.ends[0]).toMatchObject({ code: 1001 });
  });
});

describe('connections', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ demo: false, limits: LIMITS });
  });
  afterAll(() => server.close());

  test.each([[{ toString: 1 }], [[`Bearer ${ADMIN_KEY}`]], [7], [true]])(
    'a WebSocket’s key is a text, or refused: %j',
    async (authorization) => {
      const socket = socketTo(server.url);
      socket.on('open', () =>
        socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })),
      );
      const [code, reason] = await once(socket, 'close');
      expect([code, String(reason)]).toEqual([4401, 'Unauthorized: unknown key']);
    },
  );

  test('a WebSocket may show its key in the header as well', async () => {
    const socket = socketTo(server.url, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ viewer { role } }"}}');
    const [answer] = await once(socket, 'message');
    expect(JSON.parse(String(answer))).toEqual({
      id: '1',
      type: 'next',
      payload: { data: { viewer: { role: 'ADMIN' } } },
    });
    socket.terminate();
  });

  test('a message of more than 256 KB ends its connection', async () => {
    const socket = socketTo(server.url);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { x: 'x'.repeat(300_000) } }));
    const [code] = await once(socket, 'close');
    expect(code).toBe(1009);
  });

  test('no page of another host may open one', async () => {
    const origin = 'https://elsewhere.example';
    const socket = socketTo(server.url, { headers: { origin } });
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('403');
    const answer = await fetch(`${server.url}/graphql?query={viewer{role}}`, {
      headers: { accept: 'text/event-stream', origin },
    });
    expect(answer.status).toBe(403);
    const own = socketTo(server.url, { headers: { origin: server.url } });
    await once(own, 'open');
    own.terminate();
  });

  test('a WebSocket is opened at /graphql alone', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
    const [error] = await once(socket, 'error');
    expect(String(error)).toContain('404');
  });

  test('an event stream may be a GET, but not of a mutation', async () => {
    const get = (query: string) =>
      fetch(`${server.url}/graphql?${new URLSearchParams({ query })}`, {
        headers: { accept: 'text/event-stream' },
      });
    expect(await (await get('{ viewer { role } }')).text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"viewer":{"role":"READER"}}}\n\nevent: complete\ndata:\n\n',
    );
    const refused = await get('mutation { recordParty(input: { slug: "x", name: "X" }) { __typename } }');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each([
    ['{}', 'expected a query, got none'],
    ['{"query":1}', 'expected a query, got none'],
    ['{"query":"{ viewer { role } }","variables":[]}', 'expected variables to be an object'],
    ['{"query":"{ viewer { role } }","operationName":1}', 'expected operationName to be a name'],
  ])('an event stream of %s is refused', async (body, message) => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  });

  test('more than 100 subscriptions over one WebSocket are refused', async () => {
    const client = socketClient(server.url, {});
    const refused: unknown[] = [];
    const sink = {
      next: () => undefined,
      error: (error: unknown) => refused.push(error),
      complete: () => undefined,
    };
    for (let count = 0; count < 101; count += 1) client.subscribe({ query: NARROW }, sink);
    await eventually(() => expect(refused).toHaveLength(1));
    expect(refused[0]).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    await client.dispose();
  });
});

/** A text message as clients send it, masked with zeros. */
function frame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255, 0, 0, 0, 0]);
  return Buffer.concat([head, payload]);
}
