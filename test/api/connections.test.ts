import { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ReadingThread } from '../../src/store/reading-thread.ts';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { type Recorder, recorderOf } from './recorder.ts';

/** Every connection that holds enough to be paged: how to ask for it, and how many it holds. */
const LISTS = {
  'Query.claims': (list: string) => `{ list: claims${list} }`,
  'Query.events': (list: string) => `{ list: events${list} }`,
  'Query.sources': (list: string) => `{ list: sources${list} }`,
  'Query.parties': (list: string) => `{ list: parties${list} }`,
  'Event.parts': (list: string) => `{ event(slug: "large") { list: parts${list} } }`,
  'Event.claims': (list: string) => `{ event(slug: "large") { list: claims${list} } }`,
  'Event.reports': (list: string) => `{ event(slug: "large") { list: reports${list} } }`,
  'Source.claims': (list: string) => `{ source(slug: "agency") { list: claims${list} } }`,
  'Report.claims': (list: string) => `{ report(slug: "report-0") { list: claims${list} } }`,
  'Party.sources': (list: string) => `{ party(slug: "reds") { list: sources${list} } }`,
};

const PAGE = `{
  totalCount nodes { id } edges { cursor node { id } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
}`;

describe.each(ENGINES)('connections, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let record: Recorder;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    record = recorderOf(api);
    for (const party of ['reds', 'a', 'B', 'c-1', 'Z', 'd_2']) await record.party(party);
    await record.source('agency');
    for (let index = 0; index < 5; index += 1) await record.source(`radio-${index}`, { party: 'reds' });
    await record.event('large');
    for (let index = 0; index < 5; index += 1) await record.event(`part-${index}`, { parent: 'large' });
    for (let index = 0; index < 5; index += 1) await record.report(`report-${index}`, 'agency');
    for (let index = 0; index < 9; index += 1) {
      // Some said at one instant, so that the order needs more than time.
      await record.figure({
        event: 'large',
        source: 'agency',
        day: 20 + Math.floor(index / 3),
        report: `report-${index % 2 === 0 ? 0 : (index + 1) / 2}`,
        words: String(index + 1),
      });
    }
  });
  afterAll(() => server.close());

  const pageOf = async (list: keyof typeof LISTS, args: string): Promise<Json> =>
    onlyList(await api.read(LISTS[list](`${args && `(${args})`} ${PAGE}`)));

  const refusalOf = (list: keyof typeof LISTS, args: string) => api.refusal(LISTS[list](`(${args}) ${PAGE}`));

  const ids = (page: Json): string[] => page.nodes.map(({ id }: Json) => id);

  describe.each(Object.keys(LISTS) as (keyof typeof LISTS)[])('%s', (list) => {
    test('pages forwards and backwards through the same order, each item once', async () => {
      const all = await pageOf(list, '');
      expect(all.totalCount).toBe(all.nodes.length);
      expect(all.totalCount).toBeGreaterThanOrEqual(5);
      expect(all.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
      const forwards: string[] = [];
      for (let page = await pageOf(list, 'first: 2'); ; ) {
        forwards.push(...ids(page));
        expect(page.totalCount).toBe(all.totalCount);
        expect(page.pageInfo).toMatchObject({
          startCursor: page.edges[0].cursor,
          endCursor: page.edges.at(-1).cursor,
        });
        if (!page.pageInfo.hasNextPage) break;
        expect(page.nodes).toHaveLength(2);
        page = await pageOf(list, `first: 2, after: "${page.pageInfo.endCursor}"`);
        expect(page.pageInfo.hasPreviousPage).toBe(true);
      }
      expect(forwards).toEqual(ids(all));
      const backwards: string[] = [];
      for (let page = await pageOf(list, 'last: 2'); ; ) {
        backwards.unshift(...ids(page));
        if (!page.pageInfo.hasPreviousPage) break;
        page = await pageOf(list, `last: 2, before: "${page.pageInfo.startCursor}"`);
        expect(page.pageInfo.hasNextPage).toBe(true);
      }
      expect(backwards).toEqual(ids(all));
    });

    test('has the same items as edges and as nodes', async () => {
      const page = await pageOf(list, 'first: 100');
      expect(page.edges.map(({ node }: Json) => node)).toEqual(page.nodes);
      expect(new Set(page.edges.map(({ cursor }: Json) => cursor)).size).toBe(page.nodes.length);
    });

    test('takes what is between two cursors', async () => {
      const all = await pageOf(list, '');
      const [from, to] = [all.edges[0].cursor, all.edges[4].cursor];
      const between = await pageOf(list, `after: "${from}", before: "${to}"`);
      expect(ids(between)).toEqual(ids(all).slice(1, 4));
      expect(ids(await pageOf(list, `last: 1, after: "${from}", before: "${to}"`))).toEqual(
        ids(all).slice(3, 4),
      );
    });

    test('gives nothing, and whether there is more, for first: 0', async () => {
      expect(await pageOf(list, 'first: 0')).toMatchObject({
        nodes: [],
        pageInfo: { hasNextPage: true, startCursor: null, endCursor: null },
      });
    });

    test.each([
      ['first: 1, last: 1', ['last']],
      ['first: 101', ['first']],
      ['last: 101', ['last']],
      ['first: -1', ['first']],
      ['last: -1', ['last']],
      ['first: -1, last: 1000, after: "", before: "x"', ['last', 'first', 'last', 'after', 'before']],
      ['after: "YXJyYXljb25uZWN0aW9uOjA="', ['after']],
      ['before: "bnVsbA"', ['before']],
    ])('refuses (%s)', async (args, fields) => {
      expect(await refusalOf(list, args)).toMatchObject({ code: 'BAD_USER_INPUT', fields });
    });

    test('refuses a cursor of which anything was changed', async () => {
      const { cursor } = (await pageOf(list, 'first: 1')).edges[0];
      const [head, rest] = [cursor.slice(0, -3), cursor.slice(-3)];
      const changed = [
        `${cursor}A`,
        `${cursor}=`,
        cursor.slice(1),
        head,
        `${head}${rest.toLowerCase() === rest ? 'AAA' : rest.toLowerCase()}`,
      ];
      const text = Buffer.from(cursor, 'base64url').toString('utf8');
      changed.push(Buffer.from(text.replace(/"\]$/, 'x"]')).toString('base64url'));
      for (const after of changed) {
        expect(await refusalOf(list, `after: "${after}"`), after).toMatchObject({
          code: 'BAD_USER_INPUT',
          fields: ['after'],
        });
      }
    });
  });

  test('refuse cursors of another list or order', async () => {
    const cursorOf = async (query: string): Promise<string> =>
      onlyList(await api.read(query)).edges[0].cursor;
    const cursors = {
      claims: await cursorOf(`{ list: claims ${PAGE} }`),
      claimsAscending: await cursorOf(`{ list: claims(orderBy: ASSERTED_AT_ASC) ${PAGE} }`),
      events: await cursorOf(`{ list: events ${PAGE} }`),
      sources: await cursorOf(`{ list: sources ${PAGE} }`),
      parties: await cursorOf(`{ list: parties ${PAGE} }`),
      reports: await cursorOf(LISTS['Event.reports'](PAGE)),
    };
    for (const list of ['claims', 'events', 'sources', 'parties'] as const) {
      for (const [of, cursor] of Object.entries(cursors)) {
        const answer = await api.ask(`{ ${list}(before: "${cursor}") { nodes { id } } }`);
        expect(
          answer.errors.map(({ extensions }) => extensions.code),
          `${of} on ${list}`,
        ).toEqual(of === list ? [] : ['BAD_USER_INPUT']);
      }
    }
  });

  test('of 21 give 20 unless asked', async () => {
    await record.event('many');
    for (let day = 0; day < 21; day += 1)
      await record.statement({ event: 'many', source: 'agency', proposition: `${day}`, report: 'report-1' });
    const { event } = await api.read(`{ event(slug: "many") { claims ${PAGE} } }`);
    expect(event.claims).toMatchObject({ totalCount: 21, pageInfo: { hasNextPage: true } });
    expect(event.claims.nodes).toHaveLength(20);
  });

  test.each(['ASSERTED_AT', 'RECORDED_AT', 'CHANGED_AT'])(
    'of claims by %s come in either direction',
    async (field) => {
      const by = async (direction: string): Promise<string[]> =>
        ids(
          (
            await api.read(
              `{ event(slug: "large") { claims(orderBy: ${field}_${direction}) { nodes { id } } } }`,
            )
          ).event.claims,
        );
      const ascending = await by('ASC');
      expect(ascending).toHaveLength(9);
      expect(await by('DESC')).toEqual(ascending.toReversed());
    },
  );

  test('count the whole list only where totalCount is selected', async () => {
    // On SQLite counts are read in a thread of their own.
    const spies = [vi.spyOn(EntityManager.prototype, 'query'), vi.spyOn(ReadingThread.prototype, 'rows')];
    const countsOf = async (query: string): Promise<number> => {
      for (const spy of spies) spy.mockClear();
      await api.read(query);
      const statements = spies.flatMap((spy) => spy.mock.calls.map(([sql]) => String(sql)));
      expect(statements).not.toEqual([]);
      return statements.filter((sql) => /COUNT\(\*\)/i.test(sql)).length;
    };
    for (const list of Object.values(LISTS)) {
      expect(await countsOf(list('{ nodes { id } pageInfo { hasNextPage } }'))).toBe(0);
      expect(await countsOf(list('(first: 1) { totalCount }'))).toBe(1);
    }
    for (const spy of spies) spy.mockRestore();
  });

  test('read a list’s events, sources and reports in one statement a noun, not one a row', async () => {
    const spy = vi.spyOn(EntityManager.prototype, 'query');
    const row =
      'event { slug } source { slug party { slug } } citation { report { slug } } question { label } supersedes { id }';
    const statementsOf = async (first: number): Promise<number> => {
      spy.mockClear();
      await api.read(`{ event(slug: "large") { claims(first: ${first}) { nodes { ${row} } } } }`);
      return spy.mock.calls.length;
    };
    expect(await statementsOf(9)).toBe(await statementsOf(1));
    spy.mockRestore();
  });
});

/** The value named `list`, however deep it lies. */
function onlyList(data: Json): Json {
  return 'list' in data ? data.list : onlyList(Object.values(data)[0]);
}
