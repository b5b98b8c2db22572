import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { freshDatabaseUrl } from '../support/databases.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { subscribe, TRANSPORTS } from '../support/subscriber.ts';

const PARTY =
  'mutation M($slug: String!) { recordParty(input: { slug: $slug, name: "A party" }) { party { slug } } }';

describe('metrics', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl('postgres') });
    api = apiOf(server);
  });
  afterAll(() => server.close());

  const metrics = (headers: Record<string, string> = {}, { url } = server) =>
    fetch(`${url}/metrics`, { headers });
  const lines = async (name: string, of = server): Promise<string[]> =>
    (await (await metrics({}, of)).text()).split('\n').filter((line) => line.startsWith(name));
  /** Of one series; 0 where there is none. */
  const value = async (series: string): Promise<number> => {
    const found = (await lines(series)).find((line) => line.startsWith(`${series} `));
    return Number(found?.split(' ').at(-1) ?? 0);
  };
  const requests = (operation: string, outcome: string) =>
    value(`counterclaim_requests_total{operation="${operation}",outcome="${outcome}"}`);
  const refusals = (code: string) => value(`counterclaim_refusals_total{code="${code}"}`);
  const becomes = async (read: () => Promise<number>, expected: number): Promise<void> => {
    for (let tries = 0; (await read()) !== expected && tries < 200; tries += 1) {
      await new Promise((later) => setTimeout(later, 10));
    }
    expect(await read()).toBe(expected);
  };

  test('operations are counted by their kind and root field, whatever clients call theirs', async () => {
    await api.read('query SecretName { renamed: events { totalCount } }');
    await api.read(
      'fragment F on Query { ...G events { totalCount } } fragment G on Query { parties { totalCount } } { ...F }',
    );
    await becomes(() => requests('query events', 'ok'), 1);
    await becomes(() => requests('query several', 'ok'), 1);
    expect(await value('counterclaim_request_duration_seconds_count{operation="query events"}')).toBe(1);
    const text = await (await metrics()).text();
    expect(text).not.toMatch(/SecretName|renamed/);
    for (const name of ['process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds'])
      expect(text).toContain(name);
  });

  test('what is refused is counted by its code', async () => {
    expect((await api.ask('{ nothingOfTheSort }')).status).toBe(200);
    await becomes(() => requests('unparsed', 'refused'), 1);
    expect(await refusals('GRAPHQL_VALIDATION_FAILED')).toBe(1);
    await apiOf(server, null).ask(PARTY, { slug: 'refused-party' });
    await becomes(() => requests('mutation recordParty', 'refused'), 1);
    expect(await refusals('UNAUTHENTICATED')).toBe(1);
    await apiOf(server, 'no-such-key').ask('{ viewer { role } }');
    await becomes(() => refusals('UNAUTHENTICATED'), 2);
    await fetch(`${server.url}/graphql`, { method: 'PUT' });
    await becomes(() => refusals('BAD_REQUEST'), 1);
  });

  test.each(TRANSPORTS)(
    '%s: operations are counted, and subscriptions for as long as they are open',
    async (transport) => {
      const open = () => value('counterclaim_subscriptions');
      const [before, refused] = [
        await requests('subscription claimChanged', 'ok'),
        await refusals('GRAPHQL_PARSE_FAILED'),
      ];
      const [sockets, viewers] = [
        () => value('counterclaim_websockets'),
        () => requests('query viewer', 'ok'),
      ];
      const viewed = await viewers();
      const heard = await subscribe(transport, server.url, 'subscription { claimChanged { kind } }');
      expect(heard.errors).toEqual([]);
      await becomes(open, 1);
      // The query by which the client over a WebSocket knows that it listens.
      if (transport === 'graphql-ws') {
        expect(await sockets()).toBe(1);
        await becomes(viewers, viewed + 1);
      }
      heard.stop();
      await becomes(open, 0);
      await becomes(sockets, 0);
      await becomes(() => requests('subscription claimChanged', 'ok'), before + 1);
      (await subscribe(transport, server.url, 'subscription {')).stop();
      await becomes(() => refusals('GRAPHQL_PARSE_FAILED'), refused + 1);
    },
  );

  test('the pool of PostgreSQL and the lane of SQLite are seen', async () => {
    await api.read(PARTY, { slug: 'pooled' });
    expect(await value('counterclaim_postgres_pool{state="total"}')).toBeGreaterThan(0);
    expect(await value('counterclaim_postgres_pool{state="waiting"}')).toBe(0);
    const sqlite = await startServer({ databaseUrl: await freshDatabaseUrl('sqlite'), demo: false });
    try {
      await apiOf(sqlite).read(PARTY, { slug: 'waited' });
      const [count] = await lines('counterclaim_lane_wait_seconds_count', sqlite);
      expect(Number(count?.split(' ')[1])).toBe(1);
      expect(await lines('counterclaim_postgres_pool{', sqlite)).toEqual([]);
    } finally {
      await sqlite.close();
    }
  });

  test('they are shown to this machine and to holders of keys, and to nobody else through a proxy', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect((await metrics()).status).toBe(200);
    expect((await metrics(proxied)).status).toBe(403);
    expect((await metrics({ ...proxied, authorization: 'Bearer no-such-key' })).status).toBe(403);
    expect((await metrics({ ...proxied, authorization: `Bearer ${ADMIN_KEY}` })).status).toBe(200);
    for (const header of ['via', 'forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto']) {
      expect((await metrics({ [header]: '1.1 proxy' })).status).toBe(403);
    }
  });

  test.each([
    ['localhost', 200],
    ['LOCALHOST:4000', 200],
    ['127.0.0.1:4000', 200],
    ['127.9.9.9', 200],
    ['[::1]:4000', 200],
    ['evil.example.org', 403],
    ['127.0.0.1.evil.example.org:4000', 403],
    ['localhost.evil.example.org', 403],
    ['203.0.113.7', 403],
    ['[2001:db8::1]', 403],
  ])('they are shown to who asks for them at "%s": %i', async (host, status) => {
    const answered = new Promise<number>((resolve, reject) => {
      get(`${server.url}/metrics`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      }).on('error', reject);
    });
    expect(await answered).toBe(status);
  });
});
