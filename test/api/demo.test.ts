import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';

const EVENT = 'qamishli-tay-2021';
const NDF_KILLED = `${EVENT}/KILLED/PARTIES/ndf/COMBATANT/ANY/PERSON//`;

describe.each(ENGINES)('the demo, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let comparison: Json;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine) });
    api = apiOf(server, null);
    comparison = (await api.read(COMPARISON, { event: EVENT })).comparison;
  });
  afterAll(() => server.close());

  const row = (key: string): Json => comparison.rows.find(({ question }: Json) => question.key === key);
  const cell = (source: string): Json =>
    row(NDF_KILLED).cells.find((each: Json) => each.source.slug === source);

  test('contradicts itself on how many of the National Defense Forces were killed', () => {
    expect(row(NDF_KILLED)).toMatchObject({
      question: { label: 'Killed: fighters of National Defense Forces' },
      agreement: 'CONTRADICT',
      envelope: { min: 3, max: 6 },
      common: null,
    });
  });

  test('has three camps there: 3 from two origins, 6 from one, 5 from somebody unnamed', () => {
    const camps = row(NDF_KILLED).camps.map(({ bounds, corroboration }: Json) => ({
      bounds: [bounds.min, bounds.max],
      origins: corroboration.origins.map(({ slug }: Json) => slug),
      independentOrigins: corroboration.independentOrigins,
      anonymousSources: corroboration.anonymousSources,
    }));
    expect(camps).toEqual([
      { bounds: [3, 3], origins: ['al-monitor', 'ndf'], independentOrigins: 2, anonymousSources: 0 },
      { bounds: [6, 6], origins: ['sohr'], independentOrigins: 1, anonymousSources: 0 },
      { bounds: [5, 5], origins: [], independentOrigins: 0, anonymousSources: 1 },
    ]);
  });

  test("counts SouthFront's relay of the six as a report, not as an origin", () => {
    const six = row(NDF_KILLED).camps[1];
    const reports = six.claims.map(({ citation }: Json) => citation.report.publisher.slug);
    expect(reports).toEqual(['sohr', 'southfront']);
    expect(six.corroboration.reports).toBe(2);
    expect(cell('southfront')).toBeUndefined();
  });

  test('marks what the National Defense Forces say of their own as own losses, and nobody else', () => {
    const perspectives = row(NDF_KILLED).cells.map(({ source, current }: Json) => [
      source.slug,
      current.perspective,
    ]);
    expect(perspectives).toEqual([
      ['ndf', 'OWN_LOSSES'],
      ['shafaq-2021-04-21-unnamed', 'THIRD_PARTY'],
      ['sohr', 'THIRD_PARTY'],
      ['al-monitor', 'THIRD_PARTY'],
    ]);
  });

  test("lets SOHR's six supersede its five, which does not contradict it", () => {
    expect(cell('sohr')).toMatchObject({
      claimCount: 3,
      claims: [
        { ref: 'zhyan-sohr-ndf-killed', figure: { min: 5 }, supersedes: null },
        { ref: 'sohr-ndf-killed', figure: { min: 6 }, supersedes: { ref: 'zhyan-sohr-ndf-killed' } },
        {
          ref: 'southfront-sohr-ndf-killed',
          figure: { min: 6 },
          supersedes: { ref: 'zhyan-sohr-ndf-killed' },
        },
      ],
      answers: [{ ref: 'sohr-ndf-killed' }, { ref: 'southfront-sohr-ndf-killed' }],
    });
    expect(cell('sohr').claims[0].supersededBy.figure.min).toBe(6);
    const pairs = row(NDF_KILLED).contradictions.map(({ a, b }: Json) => [a.source.slug, b.source.slug]);
    expect(pairs).toHaveLength(row(NDF_KILLED).contradictionCount);
    expect(pairs).not.toContainEqual(['sohr', 'sohr']);
  });

  test('says of each contradiction who said what when, in a sentence', () => {
    const [{ a, b, gap, basis, explanation }] = row(NDF_KILLED).contradictions;
    expect([a.source.slug, b.source.slug, gap, basis]).toEqual(['ndf', 'sohr', 3, 'WORDS']);
    expect(explanation).toBe(
      'National Defense Forces announced “three” (3) killed on 24 April 2021; Syrian Observatory for Human Rights said “six” (6) killed on 24 April 2021: 3 apart.',
    );
  });

  test('orders rows as outcomes stand, then acts, then propositions', () => {
    const outcomes = comparison.rows.map(({ question }: Json) => question.outcome ?? question.__typename);
    expect([...new Set(outcomes)]).toEqual([
      'KILLED',
      'WOUNDED',
      'CASUALTIES',
      'DISPLACED',
      'BODIES_HANDED_OVER',
      'ResponsibilityQuestion',
      'PropositionQuestion',
    ]);
    expect(comparison.rowCount).toBe(comparison.rows.length);
  });

  test('has its columns by side of the event, then by first assertion', () => {
    const columns = comparison.sources.map(({ slug }: Json) => slug);
    expect(columns.slice(0, 3)).toEqual(['asayish', 'asayish-media-center', 'ndf']);
    expect(columns.indexOf('sohr')).toBeLessThan(columns.indexOf('al-monitor'));
  });

  test('disagrees on who shot the child: nobody named by SNHR, the NDF by SOHR and North Press', () => {
    const act = comparison.rows.find(({ question }: Json) => question.act === 'Fatal shooting of a child');
    expect(act.agreement).toBe('COMPATIBLE');
    const blamed = act.camps.map((camp: Json) => [
      camp.blamed.map(({ slug }: Json) => slug),
      camp.corroboration.origins.map(({ slug }: Json) => slug),
    ]);
    expect(blamed).toEqual([
      [['ndf'], ['north-press', 'sohr']],
      [[], ['snhr']],
    ]);
  });

  test('sums the event up as its comparison reads', async () => {
    const { event } = await api.read(
      `{ event(slug: "${EVENT}") { summary { claims sources reports contradictedQuestions lastAssertedAt } claims { totalCount } reports { totalCount } } }`,
    );
    const contradicted = comparison.rows.filter(({ agreement }: Json) => agreement === 'CONTRADICT');
    expect(event.summary).toEqual({
      claims: event.claims.totalCount,
      sources: comparison.sources.length,
      reports: event.reports.totalCount,
      contradictedQuestions: contradicted.length,
      lastAssertedAt: '2021-04-29T00:00:00.000Z',
    });
    expect(contradicted.length).toBeGreaterThan(0);
  });

  test('reads the same through the event as at the root', async () => {
    const { event } = await api.read(
      `query ($event: String!) { event(slug: $event) { ${FIELDS} } } ${FRAGMENT}`,
      {
        event: EVENT,
      },
    );
    expect(event.comparison).toEqual(comparison);
  });
});

const FIELDS = `comparison { ...Side }`;
const FRAGMENT = `
  fragment Said on Claim {
    ref source { slug } citation { report { publisher { slug } } }
    supersedes { ref } supersededBy { ... on FigureClaim { figure { min } } }
    ... on FigureClaim { figure { min max } perspective }
  }
  fragment Side on Comparison {
    sources { slug } rowCount
    rows {
      question { __typename key label ... on FigureQuestion { outcome } ... on ResponsibilityQuestion { act } }
      agreement envelope { min max } common { min max } contradictionCount
      contradictions { a { ...Said } b { ...Said } gap basis explanation }
      camps { bounds { min max } blamed { slug } claims { ...Said }
        corroboration { origins { slug } independentOrigins anonymousSources reports } }
      cells(silent: false) { source { slug } claimCount claims { ...Said } answers { ...Said } current { ...Said } }
    }
  }`;
const COMPARISON = `query ($event: String!) { comparison(event: $event) { ...Side } } ${FRAGMENT}`;
