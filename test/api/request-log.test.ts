import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../support/api.ts';
import { freshDatabaseUrl } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { keptLog } from '../support/log.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { subscribe, TRANSPORTS } from '../support/subscriber.ts';

const WRONG_KEY = 'a-key-that-nobody-gave';
const TEXT = 'Forty-seven words that no log may ever repeat.';
const VARIABLE = 'value-of-a-variable';
const ALIAS = 'aliasInTheQueryText';

const REPORT = `mutation RecordOne($slug: String!, $text: String!) {
  recordReport(input: { slug: $slug, title: "T", publisher: "sohr", publishedAt: "2021-04-24T00:00:00Z", text: $text }) {
    ${ALIAS}: report { slug }
  }
}`;

describe('the log of requests', () => {
  const { log, lines, text } = keptLog();
  let server: Awaited<ReturnType<typeof startServer>>;
  let databaseUrl: string;
  /** Of a key that was made. */
  let secret: string;

  beforeAll(async () => {
    databaseUrl = await freshDatabaseUrl('sqlite');
    server = await startServer({ databaseUrl, log });
  });
  afterAll(() => server.close());

  const post = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}`, ...headers },
      body: JSON.stringify(body),
    });
  const json = async (response: Response) => (await response.json()) as Json;
  /** The line of one request. */
  const lineOf = async (requestId: unknown) => {
    const found = () =>
      lines().filter((line) => line.requestId === requestId && line.msg !== 'unexpected error');
    await eventually(() => expect(found()).toHaveLength(1));
    return found()[0]!;
  };

  test('a request is one line, with what was asked for by whom', async () => {
    const response = await post({ query: `query Named { event(slug: "${VARIABLE}") { ${ALIAS}: slug } }` });
    const line = await lineOf(response.headers.get('x-request-id'));
    expect(line).toMatchObject({
      level: 30,
      msg: 'request',
      method: 'POST',
      path: '/graphql',
      status: 200,
      ms: expect.any(Number),
      operation: 'query event',
      operationName: 'Named',
      cost: expect.any(Number),
      viewer: 'admin',
    });
    expect(line).not.toHaveProperty('codes');
  });

  test("the client's own name is cut, and several root fields are all named", async () => {
    const query = `query ${'N'.repeat(300)} { viewer { role } ${ALIAS}: events { totalCount } __typename }`;
    const line = await lineOf((await post({ query })).headers.get('x-request-id'));
    expect(line.operationName).toBe('N'.repeat(100));
    expect(line).toMatchObject({ operation: 'query several', fields: ['viewer', 'events'] });
  });

  test('refused keys and roles stand out', async () => {
    const unknown = await post({ query: '{ viewer { role } }' }, { authorization: `Bearer ${WRONG_KEY}` });
    expect(unknown.status).toBe(401);
    const first = await lineOf(unknown.headers.get('x-request-id'));
    expect(first).toMatchObject({ level: 40, status: 401, codes: ['UNAUTHENTICATED'] });
    expect(first).not.toHaveProperty('viewer');
    const none = await post(
      { query: REPORT, variables: { slug: VARIABLE, text: TEXT } },
      { authorization: '' },
    );
    expect(await lineOf(none.headers.get('x-request-id'))).toMatchObject({
      level: 40,
      operation: 'mutation recordReport',
      operationName: 'RecordOne',
      viewer: 'anybody',
      codes: ['UNAUTHENTICATED'],
    });
  });

  test('who makes and revokes keys is told, and what their holders may not do', async () => {
    const { data } = await json(
      await post({ query: 'mutation { createKey(input: { name: "reader", role: READER }) { secret } }' }),
    );
    secret = data.createKey.secret;
    const refused = await post(
      { query: REPORT, variables: { slug: VARIABLE, text: TEXT } },
      { authorization: `Bearer ${secret}` },
    );
    expect(await lineOf(refused.headers.get('x-request-id'))).toMatchObject({
      level: 40,
      viewer: 'reader',
      codes: ['FORBIDDEN'],
    });
    await post({ query: 'mutation { revokeKey(input: { name: "reader" }) { key { name } } }' });
    await eventually(() => {
      for (const operation of ['mutation createKey', 'mutation revokeKey']) {
        expect(lines()).toContainEqual(expect.objectContaining({ operation, viewer: 'admin', status: 200 }));
      }
    });
  });

  test.each(TRANSPORTS)('%s: an operation is one line once it has ended', async (transport) => {
    const query = 'subscription Watch { claimChanged { kind } }';
    const heard = await subscribe(transport, server.url, query);
    heard.stop();
    await eventually(() =>
      expect(
        lines()
          .filter(({ operation }) => operation === 'subscription claimChanged')
          .at(-1),
      ).toMatchObject({
        msg: transport === 'graphql-ws' ? 'operation' : 'request',
        path: '/graphql',
        operationName: 'Watch',
        viewer: 'admin',
        cost: expect.any(Number),
        requestId: expect.any(String),
      }),
    );
    const refused = lines().length;
    (await subscribe(transport, server.url, query, WRONG_KEY)).stop();
    await eventually(() =>
      expect(
        lines()
          .slice(refused)
          .filter(({ codes }) => codes?.includes('UNAUTHENTICATED')),
      ).toHaveLength(1),
    );
  });

  test('what went wrong here has the same id for its client, its error and its request', async () => {
    const source = await new DataSource({
      type: 'better-sqlite3',
      database: databaseUrl.slice('sqlite:'.length),
    }).initialize();
    await source.query('ALTER TABLE report RENAME TO gone');
    try {
      const response = await post({ query: REPORT, variables: { slug: VARIABLE, text: TEXT } });
      const requestId = response.headers.get('x-request-id');
      const { errors } = (await response.json()) as { errors: { extensions: object }[] };
      expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId });
      expect(await lineOf(requestId)).toMatchObject({ codes: ['INTERNAL_SERVER_ERROR'] });
      const told = lines().find((line) => line.msg === 'unexpected error' && line.requestId === requestId);
      expect(told?.err).toMatchObject({
        message: expect.stringContaining('report'),
        stack: expect.any(String),
      });
      expect(Object.keys(told?.err)).toEqual(['type', 'message', 'code', 'stack']);
      for (const transport of TRANSPORTS) {
        const since = lines().length;
        const heard = await subscribe(transport, server.url, '{ report(slug: "any") { slug } }');
        await eventually(() => expect(heard.errors).toHaveLength(1));
        const [error] = heard.errors;
        expect(error?.extensions.requestId).toEqual(expect.any(String));
        expect(await lineOf(error?.extensions.requestId)).toMatchObject({ operation: 'query report' });
        expect(
          lines()
            .slice(since)
            .some(({ msg }) => msg === 'unexpected error'),
        ).toBe(true);
        heard.stop();
      }
    } finally {
      await source.query('ALTER TABLE gone RENAME TO report');
      await source.destroy();
    }
  });

  test('no key, variable, query or text is ever in it', async () => {
    const search = new URLSearchParams({ query: `{ ${ALIAS}: viewer { role } }` });
    await fetch(`${server.url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'true' } });
    await fetch(`${server.url}/schema.graphql?key=${WRONG_KEY}`);
    await post({ query: `{ ${ALIAS} "${TEXT}"`, operationName: VARIABLE });
    await post({ query: REPORT, variables: { slug: { [VARIABLE]: TEXT }, text: TEXT } });
    await eventually(() => expect(lines().filter(({ path }) => path === '/schema.graphql')).toHaveLength(1));
    for (const unsaid of [ADMIN_KEY, WRONG_KEY, secret, TEXT, VARIABLE, ALIAS, 'Bearer', 'authorization']) {
      expect(text(), unsaid).not.toContain(unsaid);
    }
  });
});
