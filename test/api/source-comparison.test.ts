import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { recorderOf } from './recorder.ts';

const EVERYTHING = `{
  sources { slug }
  pairs { a { slug } b { slug } shared agree compatible contradict medianRatio }
  questions {
    totalCount
    nodes {
      event { slug } question { label } agreement
      cells { source { slug } standing current { ... on FigureClaim { figure { min } } } relationTo(source: "office") }
    }
  }
}`;

const PAGE =
  '{ totalCount nodes { event { slug } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

describe.each(ENGINES)('sources against sources, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    const record = recorderOf(api);
    await record.party('reds');
    await record.party('blues');
    await record.source('office', { kind: 'ARMED_ACTOR', party: 'reds' });
    for (const slug of ['monitor', 'agency', 'mute']) await record.source(slug);
    await record.source('radio', { organOf: 'office' });
    await record.report('report', 'agency');
    // The office on each event: 2, 3, 4 and 5 killed; the monitor 4, 6, 4 and, days before, 1.
    for (const [index, [event, words, day]] of (
      [
        ['e-1', '4', 24],
        ['e-2', '6', 24],
        ['e-3', '4', 24],
        ['e-4', '1', 21],
      ] as const
    ).entries()) {
      await record.event(event);
      await record.figure({ event, source: 'office', parties: ['reds'], words: String(index + 2) });
      await record.figure({ event, source: 'monitor', parties: ['reds'], words, day });
    }
    await record.figure({ event: 'e-3', source: 'radio', parties: ['reds'], words: '4', day: 28 });
    await record.figure({ event: 'e-1', source: 'agency', parties: ['blues'], words: '7' });
    await record.figure({ event: 'e-1', source: 'office', parties: ['blues'], words: 'at least 5' });
  });
  afterAll(() => server.close());

  const compare = async (args: string, selection = EVERYTHING): Promise<Json> =>
    (await api.read(`{ sourceComparison(${args}) ${selection} }`)).sourceComparison;

  test('counts for each two sources how their answers lie to each other', async () => {
    const { sources, pairs } = await compare('sources: ["monitor", "office", "mute"]');
    expect(sources.map(({ slug }: Json) => slug)).toEqual(['monitor', 'office', 'mute']);
    expect(pairs).toEqual([
      // 4/2, 6/3, 4/4, 1/5
      {
        ...{ a: { slug: 'monitor' }, b: { slug: 'office' }, shared: 4, agree: 1, compatible: 1 },
        ...{ contradict: 2, medianRatio: 1.5 },
      },
      ...['monitor', 'office'].map((slug) => ({
        ...{ a: { slug }, b: { slug: 'mute' }, shared: 0, agree: 0, compatible: 0, contradict: 0 },
        medianRatio: null,
      })),
    ]);
  });

  test('reads figures of different times as it is asked', async () => {
    const { pairs } = await compare('sources: ["monitor", "office"], reading: SIMULTANEOUS');
    expect(pairs).toMatchObject([{ shared: 4, agree: 1, compatible: 0, contradict: 3 }]);
  });

  test('shows each shared question with a cell for each source, in the order asked', async () => {
    const { questions } = await compare('sources: ["office", "agency", "mute"]');
    expect(questions).toEqual({
      totalCount: 1,
      nodes: [
        {
          event: { slug: 'e-1' },
          question: { label: 'Killed: fighters of blues' },
          agreement: 'COMPATIBLE',
          cells: [
            {
              ...{ source: { slug: 'office' }, standing: 'STATED', current: { figure: { min: 5 } } },
              relationTo: 'EQUAL',
            },
            {
              ...{ source: { slug: 'agency' }, standing: 'STATED', current: { figure: { min: 7 } } },
              relationTo: 'CONTAINED',
            },
            { source: { slug: 'mute' }, standing: 'SILENT', current: null, relationTo: null },
          ],
        },
      ],
    });
  });

  test('counts origins in the agreement of a question, and not in a pair', async () => {
    const { pairs, questions } = await compare('sources: ["radio", "office"]');
    expect(pairs).toMatchObject([{ shared: 1, agree: 1 }]);
    expect(questions.nodes).toMatchObject([{ agreement: 'UNCONTESTED' }]);
    const alone = await compare('sources: ["radio", "monitor"]');
    expect(alone.questions.nodes).toMatchObject([{ agreement: 'AGREE' }]);
  });

  test.each([
    ['events: ["e-1", "e-2"]', ['e-1', 'e-2']],
    ['events: []', []],
    ['parties: ["blues"]', []],
    ['parties: ["blues", "reds"]', ['e-1', 'e-2', 'e-3', 'e-4']],
    ['outcomes: [WOUNDED]', []],
    ['assertedFrom: "2021-04-24T00:00:00Z"', ['e-1', 'e-2', 'e-3']],
    ['assertedTo: "2021-04-24T00:00:00Z"', []],
    ['assertedTo: "2021-04-24T00:00:01Z"', ['e-1', 'e-2', 'e-3', 'e-4']],
  ])('keeps to the scope { %s }', async (scope, expected) => {
    const { pairs, questions } = await compare(`sources: ["monitor", "office"], scope: { ${scope} }`);
    expect(questions.nodes.map(({ event }: Json) => event.slug)).toEqual(expected);
    expect([questions.totalCount, pairs[0].shared]).toEqual([expected.length, expected.length]);
  });

  test('pages its questions forwards and backwards through one order', async () => {
    const page = async (args: string): Promise<Json> => {
      const { questions } = await compare('sources: ["office", "monitor"]', `{ questions(${args}) ${PAGE} }`);
      return { ...questions, slugs: questions.nodes.map(({ event }: Json) => event.slug) };
    };
    const first = await page('first: 3');
    expect(first).toMatchObject({ totalCount: 4, slugs: ['e-1', 'e-2', 'e-3'] });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page(`first: 3, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({ totalCount: 4, slugs: ['e-4'] });
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const last = await page('last: 1');
    expect(last.slugs).toEqual(['e-4']);
    const before = await page(`last: 2, before: "${last.pageInfo.startCursor}"`);
    expect(before.slugs).toEqual(['e-2', 'e-3']);
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  test('takes a source that is named twice once', async () => {
    const { sources, pairs } = await compare('sources: ["monitor", "office", "monitor"]');
    expect([sources.length, pairs.length]).toEqual([2, 1]);
  });

  const many = (count: number): string =>
    JSON.stringify(Array.from({ length: count }, (_, index) => `s-${index}`));

  test.each([
    ['no source', 'sources: []', 'BAD_USER_INPUT', 'sources: expected 2 to 10 different sources, got 0'],
    [
      'one source twice',
      'sources: ["office", "office"]',
      'BAD_USER_INPUT',
      'sources: expected 2 to 10 different sources, got 1',
    ],
    [
      'eleven sources',
      `sources: ${many(11)}`,
      'BAD_USER_INPUT',
      'sources: expected 2 to 10 different sources, got 11',
    ],
    [
      'an unknown source',
      'sources: ["office", "nobody"]',
      'NOT_FOUND',
      'sources[1]: there is no source "nobody"',
    ],
    [
      'a scope that is too long',
      `sources: ["office", "monitor"], scope: { events: ${many(1001)} }`,
      'BAD_USER_INPUT',
      'scope.events: expected at most 1000 values, got 1001',
    ],
  ])('refuses %s', async (_, args, code, problem) => {
    const refusal = await api.refusal(`{ sourceComparison(${args}) { sources { slug } } }`);
    expect(refusal).toMatchObject({ code, problems: [problem] });
  });

  test('refuses the cursor of another list', async () => {
    const { claims } = await api.read('{ claims { pageInfo { endCursor } } }');
    const list = `{ questions(after: "${claims.pageInfo.endCursor}") { totalCount } }`;
    const refusal = await api.refusal(`{ sourceComparison(sources: ["office", "monitor"]) ${list} }`);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['after'] });
  });
});
