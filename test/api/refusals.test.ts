import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { claimInput, mutationOf } from './recorder.ts';

const EVENT = 'qamishli-tay-2021';

describe('refusals', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let file: string;
  const logged: Json[] = [];

  beforeAll(async () => {
    const databaseUrl = await freshDatabaseUrl('sqlite');
    file = databaseUrl.slice('sqlite:'.length);
    const log = pino({ level: 'error' }, { write: (line) => logged.push(JSON.parse(line)) });
    server = await startServer({ databaseUrl, log });
    api = apiOf(server);
  });
  afterAll(() => server.close());

  test('looking up what is not there gives null and no error', async () => {
    const lookups = ['event', 'source', 'party', 'report'].map((field) => `${field}(slug: "none") { id }`);
    const query = `{ ${lookups.join(' ')} claim(id: "none") { id } node(id: "none") { id } comparison(event: "none") { rowCount } }`;
    const nothing = {
      event: null,
      source: null,
      party: null,
      report: null,
      claim: null,
      node: null,
      comparison: null,
    };
    expect(await api.read(query)).toEqual(nothing);
    expect(await api.read(query.replaceAll('"none"', '""'))).toEqual(nothing);
  });

  test('filters by what is not there find nothing', async () => {
    const filters = [
      'events: ["none"]',
      'sources: ["none"]',
      'parties: ["none"]',
      'report: "none"',
      'question: "none"',
    ];
    for (const filter of filters) {
      expect(await api.read(`{ claims(filter: { ${filter} }) { totalCount nodes { id } } }`)).toEqual({
        claims: { totalCount: 0, nodes: [] },
      });
    }
  });

  test('a refused field costs no other answer', async () => {
    const { data, errors } = await api.ask(
      '{ claims(first: -1) { totalCount } events { totalCount } nodes(ids: []) { id } }',
    );
    expect(data).toEqual({ claims: null, events: { totalCount: 1 }, nodes: [] });
    expect(errors).toMatchObject([{ path: ['claims'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('everything that its type refuses in a variable is told, each at its field', async () => {
    const input = {
      ...claimInput({
        event: EVENT,
        source: 'sohr',
        assertedAt: 'yesterday',
        assertedPrecision: 'FORTNIGHT',
        nonsense: 1,
      }),
      outcome: 'HURT',
      victims: { parties: 'ndf', unit: null },
      figure: { words: 'three', bounds: { min: 3 } },
      citation: {},
    };
    const { data, errors } = await api.ask(mutationOf('recordFigureClaim'), { input });
    expect(data).toBeUndefined();
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    const fields = errors.flatMap(({ extensions }) => extensions.problems!.map(({ field }) => field));
    expect(fields.sort()).toEqual([
      'input',
      'input.assertedAt',
      'input.assertedPrecision',
      'input.citation',
      'input.figure',
      'input.outcome',
      'input.victims.unit',
    ]);
  });

  test('null for an argument that takes none is the client’s mistake', async () => {
    const queries = [
      [
        'query ($x: Int) { comparison(event: "x", reading: SIMULTANEOUS) { rowCount } event(slug: "E") { claims { nodes { history(last: $x) { revision } } } } }',
        'last',
      ],
      ['query ($x: ClaimOrder) { claims(orderBy: $x) { totalCount } }', 'orderBy'],
      ['query ($x: Boolean) { comparison(event: "E", includeParts: $x) { rowCount } }', 'includeParts'],
      ['query ($x: Int) { comparison(event: "E") { rows(first: $x) { agreement } } }', 'first'],
      [
        'query ($x: Boolean) { comparison(event: "E") { rows(first: 1) { cells(silent: $x) { claimCount } } } }',
        'silent',
      ],
    ] as const;
    for (const [query, field] of queries) {
      const { data, errors } = await api.ask(query.replaceAll('"E"', `"${EVENT}"`), { x: null });
      expect(errors.length, query).toBeGreaterThan(0);
      for (const { extensions } of errors) {
        expect(extensions, query).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ field }] });
      }
      expect(data, query).toBeDefined();
    }
  });

  test.each([
    ['{ evnt(slug: "x") { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ event(slg: "x") { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ claims(filter: { outcomes: [KILED] }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ claims(filter: { outcome: [KILLED] }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['query ($x: ClaimFiltr) { claims(filter: $x) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ node(id: "x") { ... on Evnt { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('hint at nothing of the schema: %s', async (query, code) => {
    const { errors } = await api.ask(query);
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error.message).not.toContain('Did you mean');
      expect(error.extensions).toEqual({ code });
    }
  });

  test('hint at nothing of the schema in variables either', async () => {
    const query = 'query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }';
    const { errors } = await api.ask(query, { filter: { outcomes: ['KILED'], outcome: 'KILLED' } });
    expect(errors).toHaveLength(2);
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });

  test('a request that cannot be run says why by its code', async () => {
    const codeOf = async (body: object): Promise<unknown> => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      return errors[0]!.extensions.code;
    };
    expect(await codeOf({ query: '{ events {' })).toBe('GRAPHQL_PARSE_FAILED');
    expect(await codeOf({ query: '{ nothing }' })).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await codeOf({ query: 'query A { viewer { name } } query B { viewer { name } }' })).toBe(
      'OPERATION_RESOLUTION_FAILURE',
    );
    expect(await codeOf({ query: '{ viewer { name } }', operationName: 'C' })).toBe(
      'OPERATION_RESOLUTION_FAILURE',
    );
    expect(await codeOf({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } })).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
    expect(await codeOf({ variables: {} })).toBe('BAD_REQUEST');
    expect(await codeOf({ query: 7 })).toBe('BAD_REQUEST');
  });

  // The last of this file: it breaks the database under the service.
  test('what nobody expected is masked, and found in the log by its requestId', async () => {
    const database = await new DataSource({ type: 'better-sqlite3', database: file }).initialize();
    await database.query('ALTER TABLE party RENAME TO party_gone');
    await database.destroy();
    const { status, data, errors } = await api.ask('{ parties { totalCount } viewer { role } }');
    expect({ status, data }).toEqual({ status: 200, data: { parties: null, viewer: { role: 'ADMIN' } } });
    expect(errors).toHaveLength(1);
    const [{ message, extensions }] = errors as [(typeof errors)[number]];
    expect(message).toBe('something went wrong here; the operator finds it in the log under the requestId');
    expect(extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
    expect(logged.map(({ requestId }) => requestId)).toEqual([extensions.requestId]);
    expect(logged[0].err.message).toContain('no such table: party');
  });
});
