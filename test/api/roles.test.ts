import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { PATHS } from '../../src/paths.ts';
import { type Api, apiOf } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { subscribe } from '../support/subscriber.ts';
import { type Recorder, recorderOf } from './recorder.ts';

const COLUMNS = ['no key', 'READER', 'CONTRIBUTOR', 'EDITOR', 'ADMIN'];

/** The README's table: for each operation as it stands there, the columns that may do it. */
const ALLOWED = new Map(
  tableUnder('## Who may do what').flatMap(([operations, ...cells]) => {
    expect(cells.map((cell) => ['✓', '–'].includes(cell))).toEqual(COLUMNS.map(() => true));
    const columns = COLUMNS.filter((_, index) => cells[index] === '✓');
    return [...operations!.matchAll(/`([^`]+)`/g)].map(([, operation]) => [operation!, columns] as const);
  }),
);

/** The rows of the only table between a heading of the README and the next. */
function tableUnder(heading: string): string[][] {
  const readme = readFileSync(join(PATHS.package, '..', 'README.md'), 'utf8');
  const section = readme.split(/^(?=## )/m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  const [header, , ...body] = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(header).toEqual(['operation', ...COLUMNS]);
  return body;
}

describe('the table of who may do what', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let record: Recorder;
  let claim: string;
  let count = 0;
  /** By column; null: no key. */
  const keys = new Map<string, string | null>([['no key', null]]);

  beforeAll(async () => {
    server = await startServer({ demo: false });
    const admin = apiOf(server);
    record = recorderOf(admin);
    await record.party('reds');
    for (const slug of ['agency', 'daily']) await record.source(slug);
    await record.event('tay');
    await record.report('report', 'agency');
    claim = await record.figure({ event: 'tay', source: 'agency' });
    for (const role of COLUMNS.slice(1)) keys.set(role, await keyOf(admin, `the-${role}`, role));
    await keyOf(admin, 'spare', 'READER');
  });
  afterAll(() => server.close());

  const keyOf = async (api: Api, name: string, role: string): Promise<string> =>
    (
      await api.read('mutation ($input: CreateKeyInput!) { createKey(input: $input) { secret } }', {
        input: { name, role },
      })
    ).createKey.secret;

  const fresh = (): string => `fresh-${++count}`;
  const statement = (status = 'PUBLISHED') =>
    record.statement({ event: 'tay', source: 'agency', proposition: fresh(), status });
  const mutation = (name: string, input: string): string =>
    `mutation { ${name}(input: { ${input} }) { __typename } }`;
  const recorded = (name: string, content: string): string =>
    mutation(
      name,
      `event: "tay", citation: { report: "report", paraphrase: "So." }, attribution: { source: "agency" },
       assertedAt: "2021-04-24T00:00:00Z", ${content}`,
    );
  const decided = (name: string, id: string, more = ''): string =>
    mutation(name, `id: "${id}", expectedRevision: 1, reason: "So.", ${more}`);
  const figure = 'outcome: KILLED, victims: {}, figure: { words: "three" }';

  /** An operation that whoever may do it can do, over and over. */
  const samples: Record<string, () => string | Promise<string>> = {
    viewer: () => '{ viewer { name role } }',
    node: () => `{ node(id: "${claim}") { id } }`,
    nodes: () => `{ nodes(ids: ["${claim}"]) { id } }`,
    party: () => '{ party(slug: "reds") { id } }',
    parties: () => '{ parties { totalCount } }',
    source: () => '{ source(slug: "agency") { claims { totalCount } } }',
    sources: () => '{ sources { totalCount } }',
    event: () => '{ event(slug: "tay") { claims { totalCount } journal { totalCount } } }',
    events: () => '{ events { totalCount } }',
    report: () => '{ report(slug: "report") { claims { totalCount } } }',
    claim: () => `{ claim(id: "${claim}") { id history { revision } } }`,
    claims: () => '{ claims(filter: { statuses: [PUBLISHED, RETRACTED] }) { totalCount } }',
    comparison: () => '{ comparison(event: "tay") { rowCount } }',
    sourceComparison: () => '{ sourceComparison(sources: ["agency", "daily"]) { pairs { shared } } }',
    readFigure: () => '{ readFigure(words: "three") { min } }',
    claimChanged: () => 'subscription { claimChanged { kind } }',
    agreementChanged: () => 'subscription { agreementChanged { after } }',
    'claims(filter: { statuses: [DRAFT, REJECTED] })': () =>
      '{ claims(filter: { statuses: [DRAFT, REJECTED] }) { totalCount } }',
    'comparison(includeDrafts: true)': () => '{ comparison(event: "tay", includeDrafts: true) { rowCount } }',
    recordParty: () => mutation('recordParty', `slug: "${fresh()}", name: "P"`),
    recordSource: () => mutation('recordSource', `slug: "${fresh()}", name: "S", kind: OTHER`),
    recordEvent: () =>
      mutation('recordEvent', `slug: "${fresh()}", title: "E", startedAt: "2021-04-20T00:00:00Z"`),
    recordReport: () =>
      mutation(
        'recordReport',
        `slug: "${fresh()}", title: "R", publisher: "agency", publishedAt: "2021-04-20T00:00:00Z"`,
      ),
    recordFigureClaim: () => recorded('recordFigureClaim', figure),
    recordStatementClaim: () => recorded('recordStatementClaim', 'proposition: "So"'),
    recordResponsibilityClaim: () => recorded('recordResponsibilityClaim', 'act: "The raid"'),
    'recordFigureClaim(status: PUBLISHED)': () =>
      recorded('recordFigureClaim', `${figure}, status: PUBLISHED`),
    'recordStatementClaim(status: PUBLISHED)': () =>
      recorded('recordStatementClaim', 'proposition: "So", status: PUBLISHED'),
    'recordResponsibilityClaim(status: PUBLISHED)': () =>
      recorded('recordResponsibilityClaim', 'act: "The raid", status: PUBLISHED'),
    publishClaim: async () => decided('publishClaim', await statement('DRAFT')),
    rejectClaim: async () => decided('rejectClaim', await statement()),
    retractClaim: async () =>
      decided('retractClaim', await statement(), 'retractedAt: "2021-04-28T00:00:00Z"'),
    reviseFigureClaim: async () =>
      decided('reviseFigureClaim', await record.figure({ event: 'tay', source: 'daily' }), 'note: "So."'),
    reviseStatementClaim: async () => decided('reviseStatementClaim', await statement(), 'note: "So."'),
    reviseResponsibilityClaim: async () =>
      decided(
        'reviseResponsibilityClaim',
        await record.act({ event: 'tay', source: 'daily', act: 'The raid' }),
        'note: "So."',
      ),
    assessClaim: () => mutation('assessClaim', `id: "${claim}", credibility: DOUBTFUL, note: "So."`),
    reviseSource: () => mutation('reviseSource', 'slug: "daily", reason: "So.", reliability: B'),
    'viewer { keys }': () => '{ viewer { keys { name } } }',
    createKey: () => mutation('createKey', `name: "${fresh()}", role: READER`),
    revokeKey: () => mutation('revokeKey', 'name: "spare"'),
  };

  /** What came of it: 'done', or the codes of its errors. */
  async function outcomeOf(operation: string, key: string | null): Promise<string> {
    if (operation.startsWith('subscription')) return outcomeOfStream(operation, key);
    const { errors } = await apiOf(server, key).ask(operation);
    return errors.map(({ extensions }) => extensions.code).join() || 'done';
  }

  async function outcomeOfStream(operation: string, key: string | null): Promise<string> {
    const heard = await subscribe('graphql-sse', server.url, operation, key);
    onTestFinished(heard.stop);
    await statement();
    await eventually(() => expect(heard.data.length + heard.errors.length).toBeGreaterThan(0));
    return heard.errors.map(({ extensions }) => extensions.code).join() || 'done';
  }

  test('has every field of Query, Mutation and Subscription', () => {
    const schema = buildSchema(server.service.sdl);
    const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
    const fields = roots.flatMap((root: GraphQLObjectType) => Object.keys(root.getFields()));
    const operations = [...ALLOWED.keys()];
    expect(operations.filter((operation) => /^\w+$/.test(operation)).sort()).toEqual(fields.sort());
    expect(fields).toEqual(expect.arrayContaining(operations.map((operation) => /^\w+/.exec(operation)![0])));
    expect(Object.keys(samples).sort()).toEqual(operations.sort());
  });

  test.each([...ALLOWED])('holds: %s is for %j', async (operation, columns) => {
    for (const [column, key] of keys) {
      const refusal = key === null ? ['UNAUTHENTICATED', 'FORBIDDEN'] : ['FORBIDDEN'];
      const outcome = await outcomeOf(await samples[operation]!(), key);
      if (columns.includes(column)) expect([column, outcome]).toEqual([column, 'done']);
      else expect(refusal, `${column}: ${outcome}`).toContain(outcome);
    }
  });
});

describe('roles', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let reader: Api;

  beforeAll(async () => {
    server = await startServer({ demo: false });
    reader = apiOf(server, null);
  });
  afterAll(() => server.close());

  const withHeader = async (authorization: string, query = '{ viewer { name role } }') => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
    });
    return { status: response.status, body: await response.json() };
  };

  test('without a key one is a READER, with the admin key an ADMIN', async () => {
    const query = '{ viewer { name role } }';
    expect(await reader.read(query)).toEqual({ viewer: { name: 'anybody', role: 'READER' } });
    expect(await apiOf(server).read(query)).toEqual({ viewer: { name: 'admin', role: 'ADMIN' } });
    expect(await withHeader(`bearer   ${ADMIN_KEY} `)).toMatchObject({
      status: 200,
      body: { data: { viewer: { role: 'ADMIN' } } },
    });
  });

  test('a refused write says how to send a key, answers null and records nothing', async () => {
    const { status, data, errors } = await reader.ask(
      'mutation { a: recordParty(input: { slug: "a", name: "A" }) { __typename } b: recordParty(input: { slug: "b", name: "B" }) { __typename } }',
    );
    expect({ status, data }).toEqual({ status: 200, data: { a: null, b: null } });
    expect(errors.map(({ path }) => path)).toEqual([['a'], ['b']]);
    for (const { message, extensions } of errors) {
      expect(extensions.code).toBe('UNAUTHENTICATED');
      expect(message).toContain('Authorization: Bearer KEY');
    }
    expect(await reader.read('{ parties { totalCount } }')).toEqual({ parties: { totalCount: 0 } });
  });

  test.each(['Bearer not-the-key', `Bearer ${ADMIN_KEY}x`, `Bearer ${ADMIN_KEY.toUpperCase()}`])(
    'an unknown key, %s, is refused with 401 even for reading',
    async (authorization) => {
      const { status, body } = await withHeader(authorization);
      expect(status).toBe(401);
      expect(body).toEqual({
        errors: [{ message: expect.stringContaining('not known'), extensions: { code: 'UNAUTHENTICATED' } }],
      });
      expect(JSON.stringify(body)).not.toContain(authorization.slice(7));
    },
  );

  test.each([ADMIN_KEY, `Basic ${ADMIN_KEY}`, 'Bearer', 'Bearer a b'])(
    'another header, %s, is refused with 401',
    async (header) => {
      const { status, body } = await withHeader(header);
      expect(status).toBe(401);
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    },
  );
});
