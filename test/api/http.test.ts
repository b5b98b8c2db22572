import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { mutationOf } from './recorder.ts';

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';

describe('HTTP', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;

  beforeAll(async () => {
    server = await startServer();
    api = apiOf(server);
  });
  afterAll(() => server.close());

  const get = async (query: string, headers = {}, variables?: object) => {
    const search = new URLSearchParams({ query, ...(variables && { variables: JSON.stringify(variables) }) });
    return answerOf(
      await fetch(`${server.url}/graphql?${search}`, {
        headers: { 'apollo-require-preflight': 'true', ...headers },
      }),
    );
  };
  const post = async (body: string, headers: Record<string, string> = {}) =>
    answerOf(
      await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': JSON_TYPE, ...headers },
        body,
      }),
    );

  test('/schema.graphql is the schema that is served, with its descriptions', async () => {
    const response = await fetch(`${server.url}/schema.graphql`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const published = buildSchema(await response.text());
    const served = buildClientSchema(
      await api.read(getIntrospectionQuery({ oneOf: true, schemaDescription: true })),
    );
    const printed = (schema: typeof served): string => printSchema(lexicographicSortSchema(schema));
    expect(printed(published)).toBe(printed(served));
    expect(printed(published)).toContain('input FigureInput @oneOf');
    expect(published.description).toBe(served.description);
  });

  test('/sheet.schema.json is the JSON Schema of sheets', async () => {
    const response = await fetch(`${server.url}/sheet.schema.json`);
    expect(response.headers.get('content-type')).toContain('application/schema+json');
    const schema = (await response.json()) as Json;
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(['parties', 'sources', 'events', 'reports', 'claims']),
    );
  });

  test('a query may be a GET, with variables', async () => {
    expect(await get('{ viewer { role } }')).toMatchObject({
      status: 200,
      body: { data: { viewer: { role: 'READER' } } },
    });
    const asAdmin = { authorization: `Bearer ${ADMIN_KEY}` };
    expect(await get('{ viewer { role } }', asAdmin)).toMatchObject({
      body: { data: { viewer: { role: 'ADMIN' } } },
    });
    const query = 'query ($slug: String!) { source(slug: $slug) { name } }';
    expect(await get(query, {}, { slug: 'rudaw' })).toMatchObject({
      body: { data: { source: { name: 'Rudaw' } } },
    });
  });

  test('a mutation may not be a GET', async () => {
    const asAdmin = { authorization: `Bearer ${ADMIN_KEY}` };
    const { status, headers, body } = await get(
      'mutation { recordParty(input: { slug: "x", name: "X" }) { __typename } }',
      asAdmin,
    );
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('POST');
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(await api.read('{ party(slug: "x") { id } }')).toEqual({ party: null });
  });

  test('a GET that any page could make a browser send is refused', async () => {
    const { status, body } = await answerOf(await fetch(`${server.url}/graphql?query={viewer{role}}`));
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(body.errors[0].message).toContain('Cross-Site Request Forgery');
  });

  test('an address with a query is answered, even to a browser; without one a browser gets the playground', async () => {
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    expect(await get('{ viewer { role } }', browser)).toMatchObject({
      status: 200,
      body: { data: { viewer: {} } },
    });
    const response = await fetch(`${server.url}/graphql`, { headers: browser });
    expect(response.headers.get('content-type')).toContain('text/');
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is no way to ask', async (method) => {
    const { status, headers, body } = await answerOf(await fetch(`${server.url}/graphql`, { method }));
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, POST');
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  test.each([
    ['{', 400],
    ['', 400],
    ['[]', 400],
    ['null', 400],
    ['{}', 400],
    ['"{ viewer { name } }"', 400],
    ['{"query":"{ viewer { name } }","variables":[]}', 400],
  ])('a body of %s is refused as GraphQL errors are', async (body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(answer.body.data).toBeUndefined();
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('a body of the type %s, which other pages could send, runs nothing', async (type) => {
    const mutation = JSON.stringify({
      query: 'mutation { recordParty(input: { slug: "y", name: "Y" }) { __typename } }',
    });
    const { status, body } = await post(mutation, {
      'content-type': type,
      authorization: `Bearer ${ADMIN_KEY}`,
    });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(await api.read('{ party(slug: "y") { id } }')).toEqual({ party: null });
  });

  test('a body of more than 16 MiB is refused', async () => {
    const { status, body } = await post(
      JSON.stringify({ query: '{ viewer { name } }', variables: { x: 'x'.repeat(17_000_000) } }),
    );
    expect(status).toBe(413);
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
  });

  const UNRUNNABLE = [
    [{ query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    [{ query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [{ query: 'query ($x: Int!) { claims(first: $x) { totalCount } }' }, 'BAD_USER_INPUT'],
    [{ query: '{ viewer { name } }', operationName: 'other' }, 'OPERATION_RESOLUTION_FAILURE'],
  ] as const;

  test.each(UNRUNNABLE)(
    'what cannot be run, %j, has the status that its media type asks for',
    async (body, code) => {
      const ask = (accept: string) => post(JSON.stringify(body), { accept });
      const plain = await ask(JSON_TYPE);
      expect([plain.status, plain.headers.get('content-type')]).toEqual([200, `${JSON_TYPE}; charset=utf-8`]);
      const own = await ask(GRAPHQL_TYPE);
      expect([own.status, own.headers.get('content-type')]).toEqual([400, `${GRAPHQL_TYPE}; charset=utf-8`]);
      for (const answer of [plain, own]) {
        expect(answer.body.errors[0].extensions.code).toBe(code);
        expect(answer.body.data).toBeUndefined();
      }
    },
  );

  test('what is run has the status 200 in either media type, errors or not', async () => {
    for (const accept of [JSON_TYPE, GRAPHQL_TYPE, '*/*']) {
      const { status, body } = await post(JSON.stringify({ query: '{ claims(first: -1) { totalCount } }' }), {
        accept,
      });
      expect([status, body.data, body.errors.length]).toEqual([200, { claims: null }, 1]);
    }
  });

  test.each(['mutation', 'query'])(
    'an unknown key is refused with 401 in either media type, for a %s',
    async (operation) => {
      for (const accept of [JSON_TYPE, GRAPHQL_TYPE]) {
        const { status, body } = await post(JSON.stringify({ query: `${operation} { __typename }` }), {
          accept,
          authorization: 'Bearer other',
        });
        expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      }
    },
  );

  test('a report of five million letters of three bytes fits a request', async () => {
    const input = {
      slug: 'long',
      title: 'Long',
      publisher: 'sohr',
      publishedAt: '2021-04-24T00:00:00Z',
      text: 'ﺀ'.repeat(5_000_000),
    };
    const { recordReport } = await api.read(mutationOf('recordReport', 'report { slug }'), { input });
    expect(recordReport.report.slug).toBe('long');
    const longer = { ...input, slug: 'longer', text: 'a'.repeat(5_000_001) };
    expect(await api.refusal(mutationOf('recordReport'), { input: longer })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input.text'],
    });
  });

  test.each([
    [
      'more than 15',
      { min: 16, max: null, qualifier: 'MORE_THAN', best: null, wording: 'more than 15', rule: 'more-than' },
    ],
    ['dozens', { min: 24, max: null, qualifier: 'VAGUE' }],
    ['three', { min: 3, max: 3, qualifier: 'EXACT' }],
    [' About  Ten ', { min: 9, max: 11, qualifier: 'ABOUT', wording: 'About  Ten' }],
    ['a platoon', null],
    ['', null],
    ['9'.repeat(400), null],
  ])('readFigure reads %j', async (words, expected) => {
    const query =
      'query ($words: String!) { readFigure(words: $words) { min max qualifier best wording rule } }';
    const { readFigure } = await api.read(query, { words });
    if (expected === null) expect(readFigure).toBeNull();
    else expect(readFigure).toMatchObject(expected);
  });
});

async function answerOf(response: Response): Promise<{ status: number; headers: Headers; body: Json }> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
