import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { type Recorder, recorderOf } from './recorder.ts';

describe.each(ENGINES)('drafts, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let reader: Api;
  let admin: Api;
  let record: Recorder;
  /** A published whole of 21 April, and drafts: its part, and a later figure of the same and one of another source. */
  let whole: string;
  let drafts: string[];

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    reader = apiOf(server, null);
    admin = apiOf(server);
    record = recorderOf(admin);
    await record.party('reds');
    await record.source('agency');
    await record.source('daily');
    await record.event('tay');
    await record.report('report', 'agency');
    await record.report('secret', 'daily');
    const said = { event: 'tay', source: 'agency', parties: ['reds'] };
    const draft = { status: 'DRAFT', report: 'secret', note: 'a hidden word' };
    whole = await record.figure({ ...said, words: 'three', day: 21 });
    drafts = [
      await record.figure({
        ...said,
        ...draft,
        words: 'one',
        partOf: whole,
        victims: { parties: ['reds'], description: 'hidden men' },
      }),
      await record.figure({ ...said, ...draft, words: 'six', day: 23, ref: 'six' }),
      await record.figure({ ...said, ...draft, source: 'daily', words: 'nine', day: 21 }),
      await record.statement({
        event: 'tay',
        source: 'daily',
        proposition: 'A hidden proposition',
        ...draft,
      }),
    ];
  });
  afterAll(() => server.close());

  const seen = async (api: Api): Promise<Json> => {
    const claims = 'nodes { id } totalCount';
    const data = await api.read(
      `query ($ids: [ID!]!, $id: ID!) {
        claims(first: 100) { ${claims} }
        search: claims(filter: { text: "hidden" }) { ${claims} }
        changed: claims(filter: { changedFrom: "2000-01-01T00:00:00Z" }, orderBy: CHANGED_AT_ASC) { ${claims} }
        event(slug: "tay") {
          claims { ${claims} } reports { nodes { slug } totalCount }
          summary { claims sources reports contradictedQuestions lastAssertedAt }
        }
        source(slug: "daily") { claims { ${claims} } }
        report(slug: "secret") { claims { ${claims} } }
        nodes(ids: $ids) { id }
        whole: claim(id: $id) { supersededBy { id } ... on FigureClaim { parts { id } } }
        comparison(event: "tay") { rowCount sources { slug } rows { agreement cells { claimCount answers { id } } camps { claims { id } } } }
      }`,
      { ids: drafts, id: whole },
    );
    const single = await Promise.all(
      drafts.map((id) => api.read('query ($id: ID!) { claim(id: $id) { id } node(id: $id) { id } }', { id })),
    );
    return { ...data, single };
  };

  test('are nowhere for a reader: not in lists, counts, searches, nodes, comparisons, summaries, parts or successions', async () => {
    const data = await seen(reader);
    expect(data.single).toEqual(drafts.map(() => ({ claim: null, node: null })));
    expect(data.nodes).toEqual(drafts.map(() => null));
    const published = { nodes: [{ id: whole }], totalCount: 1 };
    const nothing = { nodes: [], totalCount: 0 };
    expect(data).toMatchObject({
      claims: published,
      search: nothing,
      changed: published,
      event: {
        claims: published,
        reports: { nodes: [{ slug: 'report' }], totalCount: 1 },
        summary: {
          claims: 1,
          sources: 1,
          reports: 1,
          contradictedQuestions: 0,
          lastAssertedAt: '2021-04-21T00:00:00.000Z',
        },
      },
      source: { claims: nothing },
      report: { claims: nothing },
      whole: { supersededBy: null, parts: [] },
      comparison: { rowCount: 1, sources: [{ slug: 'agency' }] },
    });
    for (const id of drafts) expect(JSON.stringify(data)).not.toContain(id);
  });

  test('are in no comparison, search or succession of anybody who does not ask for them', async () => {
    const data = await seen(admin);
    expect(data.single.map(({ claim }: Json) => claim.id)).toEqual(drafts);
    expect(data.comparison).toMatchObject({ rowCount: 1, sources: [{ slug: 'agency' }] });
    expect(data.search.totalCount).toBe(0);
    expect(data.whole.supersededBy).toBeNull();
    expect(data.event.summary.claims).toBe(1);
  });

  test('are listed and compared for who may ask for them', async () => {
    const { claims, comparison } = await admin.read(`{
      claims(filter: { statuses: [DRAFT] }) { totalCount nodes { id status } }
      comparison(event: "tay", includeDrafts: true) { rowCount sources { slug } rows { agreement cells { claimCount } } }
    }`);
    expect(claims.nodes.map(({ id }: Json) => id).sort()).toEqual([...drafts].sort());
    expect(comparison.sources.map(({ slug }: Json) => slug)).toEqual(['agency', 'daily']);
    expect(comparison.rows[0]).toMatchObject({
      agreement: 'CONTRADICT',
      cells: [{ claimCount: 2 }, { claimCount: 1 }],
    });
  });

  test('are FORBIDDEN to ask for below CONTRIBUTOR', async () => {
    const asked = [
      '{ comparison(event: "tay", includeDrafts: true) { rowCount } }',
      '{ event(slug: "tay") { comparison(includeDrafts: true) { rowCount } } }',
      '{ claims(filter: { statuses: [PUBLISHED, DRAFT] }) { totalCount } }',
      '{ claims(filter: { statuses: [REJECTED] }) { totalCount } }',
      '{ source(slug: "daily") { claims(filter: { statuses: [DRAFT] }) { totalCount } } }',
    ];
    for (const query of asked) expect(await reader.refusal(query)).toMatchObject({ code: 'FORBIDDEN' });
    expect(
      await reader.read('{ claims(filter: { statuses: [RETRACTED, PUBLISHED] }) { totalCount } }'),
    ).toEqual({
      claims: { totalCount: 1 },
    });
  });

  test('are what a claim is recorded as where asked; other statuses are refused', async () => {
    const input = (status: string) => ({
      input: {
        event: 'tay',
        citation: { report: 'report', paraphrase: 'So.' },
        attribution: { source: 'agency' },
        proposition: `So ${status}`,
        assertedAt: '2021-04-24T00:00:00Z',
        status,
      },
    });
    const mutation =
      'mutation ($input: RecordStatementClaimInput!) { recordStatementClaim(input: $input) { claim { status } } }';
    for (const status of ['DRAFT', 'PUBLISHED']) {
      expect(await admin.read(mutation, input(status))).toEqual({
        recordStatementClaim: { claim: { status } },
      });
    }
    for (const status of ['RETRACTED', 'REJECTED']) {
      expect(await admin.refusal(mutation, input(status))).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: ['input.status'],
      });
    }
  });
});
