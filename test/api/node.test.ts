import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';

describe.each(ENGINES)('global ids, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let known: Json[];

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine) });
    api = apiOf(server, null);
    const data = await api.read(`{
      party(slug: "ndf") { __typename id } source(slug: "sohr") { __typename id }
      event(slug: "qamishli-tay-2021") { __typename id } report(slug: "shafaq-2021-04-24") { __typename id }
      figures: claims(filter: { outcomes: [KILLED] }, first: 1) { nodes { __typename id } }
      acts: claims(filter: { text: "shot" }, first: 100) { nodes { __typename id } }
      statements: claims(filter: { text: "truce" }, first: 1) { nodes { __typename id } }
    }`);
    const act = data.acts.nodes.find(({ __typename }: Json) => __typename === 'ResponsibilityClaim');
    known = [
      data.party,
      data.source,
      data.event,
      data.report,
      data.figures.nodes[0],
      act,
      data.statements.nodes[0],
    ];
  });
  afterAll(() => server.close());

  test('are resolved by node, whatever they are of', async () => {
    expect(known.map(({ __typename }) => __typename)).toEqual([
      'Party',
      'Source',
      'Event',
      'Report',
      'FigureClaim',
      'ResponsibilityClaim',
      'StatementClaim',
    ]);
    for (const value of known) expect(await api.read(NODE, { id: value.id })).toEqual({ node: value });
  });

  test('of claims alone are resolved by claim', async () => {
    const claim = 'query ($id: ID!) { claim(id: $id) { __typename id } }';
    for (const value of known) {
      const expected = value.__typename.endsWith('Claim') ? value : null;
      expect(await api.read(claim, { id: value.id })).toEqual({ claim: expected });
    }
  });

  test('are resolved by nodes in their order, with null for what nothing has and the same twice', async () => {
    const ids = ['bogus', ...known.map(({ id }) => id).toReversed(), known[0].id];
    expect(await api.read(NODES, { ids })).toEqual({ nodes: [null, ...known.toReversed(), known[0]] });
    expect(await api.read(NODES, { ids: [] })).toEqual({ nodes: [] });
  });

  test('that nothing has are null', async () => {
    const [claim] = known.filter(({ __typename }) => __typename === 'FigureClaim');
    const bogus = [
      '',
      'claim',
      'claim_',
      'ndf',
      'party_00000000-0000-7000-8000-000000000000',
      'assessment_00000000-0000-7000-8000-000000000000',
      known[0].id.toUpperCase(),
      `${known[0].id} `,
      `${known[0].id}\n`,
      known[0].id.replace('party', 'source'),
      `${claim.id}~2`,
      `${claim.id}~0`,
      `${claim.id}~99999999999`,
      '__proto__',
      'x'.repeat(10_000),
    ];
    for (const id of bogus) expect(await api.read(NODE, { id }), id).toEqual({ node: null });
    expect(await api.read(NODES, { ids: bogus })).toEqual({ nodes: bogus.map(() => null) });
  });

  test('of earlier revisions are resolved as they were', async () => {
    const sheet = (figure: string) => ({
      file: 'x.claims.yaml',
      text: `claims:
  - { event: qamishli-tay-2021, report: sohr-2021-04-24, ref: revised, paraphrase: So., source: sohr, outcome: MISSING,
      victims: { parties: [ndf] }, figure: ${figure}, assertedAt: 2021-04-24 }
`,
    });
    for (const figure of ['two', 'four']) await server.service.importSheet(sheet(figure), 'somebody');
    const figure =
      '... on FigureClaim { id revision recordedAt figure { min } history { revision recordedBy reason changes { field before after } } }';
    const { claims } = await api.read(`{ claims(filter: { outcomes: [MISSING] }) { nodes { ${figure} } } }`);
    const [latest] = claims.nodes;
    expect(latest).toMatchObject({
      revision: 2,
      figure: { min: 4 },
      history: [
        { revision: 1, recordedBy: 'somebody', reason: null, changes: [] },
        { revision: 2, recordedBy: 'somebody' },
      ],
    });
    const fields = latest.history[1].changes.map(({ field }: Json) => field);
    expect(fields).toEqual(['figure.min', 'figure.max', 'figure.wording']);
    const { node } = await api.read(`query ($id: ID!) { node(id: $id) { ${figure} } }`, {
      id: `${latest.id}~1`,
    });
    expect(node).toMatchObject({
      id: `${latest.id}~1`,
      revision: 1,
      figure: { min: 2 },
      recordedAt: latest.recordedAt,
    });
    expect(await api.read(NODE, { id: `${latest.id}~2` })).toMatchObject({ node: { id: latest.id } });
    expect(await api.read(NODE, { id: `${latest.id}~3` })).toEqual({ node: null });
    const history = (last: number) =>
      `query ($id: ID!) { claim(id: $id) { history(last: ${last}) { revision changes { field } } } }`;
    const variables = { id: latest.id };
    expect((await api.read(history(0), variables)).claim.history).toEqual([]);
    expect((await api.read(history(1), variables)).claim.history).toEqual([
      { revision: 2, changes: fields.map((field: string) => ({ field })) },
    ]);
    expect((await api.read(history(2_147_483_647), variables)).claim.history).toHaveLength(2);
    for (const last of [-1, -2]) {
      expect(await api.refusal(history(last), variables)).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: ['last'],
      });
    }
  });

  test('are 100 at most in one question', async () => {
    const ids = Array.from({ length: 100 }, () => known[0].id);
    expect((await api.read(NODES, { ids })).nodes).toHaveLength(100);
    expect(await api.refusal(NODES, { ids: [...ids, 'x'] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['ids'],
    });
  });
});
