import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../../src/domain/limits.ts';
import { apiOf } from '../support/api.ts';
import { ALL_TRANSPORTS, askOver } from '../support/ask-over.ts';
import { eventually } from '../support/eventually.ts';
import { startServer } from '../support/server.ts';
import { subscribe, TRANSPORTS } from '../support/subscriber.ts';
import { recorderOf } from './recorder.ts';

async function start(settings: Parameters<typeof startServer>[0]) {
  const server = await startServer(settings);
  onTestFinished(server.close);
  return server;
}

/** A record of one event, on which `agency` has said nothing yet. */
async function startWithClash(settings: Parameters<typeof startServer>[0]) {
  const server = await start({ demo: false, ...settings });
  const record = recorderOf(apiOf(server));
  await record.source('agency');
  await record.event('clash');
  await record.report('report', 'agency');
  return { ...server, record };
}

const COMPARISON =
  '{ comparison(event: "qamishli-tay-2021") { rows { cells { source { name } claims { id assertedAt } } } } }';

describe('an answer that grows beyond what its cost foresaw', () => {
  test.each(ALL_TRANSPORTS)('is refused over %s, whole, and says the limit', async (transport) => {
    const { url } = await start({ limits: { ...LIMITS, fields: 1_000 } });
    const { data, errors } = await askOver(transport, url, { query: COMPARISON });
    expect(data?.comparison ?? null).toBe(null);
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('more than 1000 fields'),
      extensions: { code: 'QUERY_TOO_COMPLEX', limit: 1_000 },
    });
    const small = await askOver(transport, url, {
      query: '{ comparison(event: "qamishli-tay-2021") { rowCount } }',
    });
    expect(small.errors).toBeUndefined();
  });

  test('is answered within the limits that are usual', async () => {
    const { url } = await start({ limits: LIMITS });
    expect((await askOver('http', url, { query: COMPARISON })).errors).toBeUndefined();
  });

  test('counts long texts by their letters, and lists of texts', async () => {
    const { url, record } = await startWithClash({ limits: { ...LIMITS, fields: 500 } });
    await record.report('long', 'agency', { text: 'x'.repeat(60_000) });
    await record.source('many', { aliases: Array.from({ length: 200 }, (_, number) => `alias ${number}`) });
    const refused = (query: string) => apiOf({ url }).refusal(query);
    expect(await refused('{ report(slug: "long") { text } }')).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    const aliases =
      '{ a: source(slug: "many") { aliases } b: source(slug: "many") { aliases } c: source(slug: "many") { aliases } }';
    expect((await apiOf({ url }).ask(aliases)).errors).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ]);
    expect((await apiOf({ url }).ask('{ source(slug: "many") { aliases } }')).errors).toEqual([]);
  });

  test.each(TRANSPORTS)('counts anew for each change that a %s subscription tells of', async (transport) => {
    const { url, record } = await startWithClash({ limits: { ...LIMITS, fields: 20 } });
    const heard = await subscribe(
      transport,
      url,
      'subscription { claimChanged { claim { id note source { name } } } }',
    );
    onTestFinished(heard.stop);
    for (let day = 10; day < 20; day += 1) await record.figure({ event: 'clash', source: 'agency', day });
    await eventually(() => expect(heard.data).toHaveLength(10));
    expect(heard.errors).toEqual([]);
  });
});

describe('who subscribes', () => {
  test.each(TRANSPORTS)(
    'pays for each change over %s, and is dropped when all is spent',
    async (transport) => {
      const { url, record } = await startWithClash({ limits: LIMITS, pointsAMinute: 400 });
      const heard = await subscribe(
        transport,
        url,
        'subscription { claimChanged { claim { source { claims(first: 5) { nodes { id } } } } } }',
        null,
      );
      onTestFinished(heard.stop);
      for (let day = 10; day < 22; day += 1) await record.figure({ event: 'clash', source: 'agency', day });
      await eventually(() => expect(heard.ends).not.toEqual([]));
      expect(heard.data.length).toBeGreaterThan(0);
      expect(heard.data.length).toBeLessThan(10);
      expect(heard.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    },
  );

  test('opens so many WebSockets of one address at once, and another when one has gone', async () => {
    const { url } = await start({ demo: false, limits: { ...LIMITS, subscriptions: 2 } });
    const open = (): WebSocket =>
      new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const sockets = [open(), open()];
    for (const socket of sockets) await once(socket, 'open');
    const [refused] = await once(open(), 'error');
    expect(String(refused)).toContain('429');
    sockets[0]!.terminate();
    await eventually(() => expect(sockets[0]!.readyState).toBe(WebSocket.CLOSED));
    const third = open();
    await once(third, 'open');
    for (const socket of [...sockets, third]) socket.terminate();
  });
});
