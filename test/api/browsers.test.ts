import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ADMIN_KEY, startServer } from '../support/server.ts';

const PAGE = 'https://desk.example.org';
const QUERY = '{ event(slug: "qamishli-tay-2021") { title } }';

async function start(settings: Parameters<typeof startServer>[0] = {}): Promise<string> {
  const server = await startServer(settings);
  onTestFinished(server.close);
  return server.url;
}

const get = (url: string, query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { 'apollo-require-preflight': 'true', ...headers },
  });

const preflight = (url: string, origin: string): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,authorization',
    },
  });

const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('pages of other origins', () => {
  test('may do nothing unless the operator allows it', async () => {
    const url = await start({ demo: false });
    expect((await preflight(url, PAGE)).status).toBe(405);
    const answer = await post(url, { query: '{ viewer { name } }' }, { origin: PAGE });
    expect(answer.headers.get('access-control-allow-origin')).toBe(null);
  });

  test('may ask where the operator names their origin, and no other may', async () => {
    const url = await start({ demo: false, cors: [PAGE] });
    const allowed = await preflight(url, PAGE);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(
      (await preflight(url, 'https://other.example.org')).headers.get('access-control-allow-origin'),
    ).toBe(null);
    const stream = (origin: string) =>
      post(url, { query: '{ viewer { name } }' }, { origin, accept: 'text/event-stream' });
    const events = await stream(PAGE);
    expect([events.status, events.headers.get('access-control-allow-origin')]).toEqual([200, PAGE]);
    expect((await stream('https://other.example.org')).status).toBe(403);
  });

  test('are told that what may be kept is for their origin alone', async () => {
    const { headers } = await get(await start({ demo: false, cors: [PAGE] }), '{ viewer { name } }', {
      origin: PAGE,
    });
    expect(headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(headers.get('vary')?.toLowerCase().split(', ').sort()).toEqual([
      'accept',
      'authorization',
      'origin',
    ]);
  });

  test('may all ask where the operator says *, and none with credentials of the browser', async () => {
    const url = await start({ demo: false, cors: ['*'] });
    const { headers } = await preflight(url, PAGE);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBe(null);
  });
});

describe('every answer', () => {
  test.each(['/', '/graphql', '/schema.graphql', '/sheet.schema.json', '/nothing'])(
    'of %s has the headers that keep browsers safe',
    async (path) => {
      const { headers } = await fetch((await start({ demo: false })) + path, { redirect: 'manual' });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-powered-by')).toBe(null);
    },
  );
});

describe('answers to GET', () => {
  test('without a key may be kept, and are asked for again by their ETag', async () => {
    const url = await start();
    const first = await get(url, QUERY);
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    expect(first.headers.get('vary')?.toLowerCase()).toContain('authorization');
    const etag = first.headers.get('etag')!;
    const again = await get(url, QUERY, { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const other = await get(url, '{ viewer { name } }', { 'if-none-match': etag });
    expect(other.status).toBe(200);
  });

  test('alone: an ETag with a POST changes nothing', async () => {
    const url = await start({ demo: false });
    const first = await post(url, { query: '{ viewer { name } }' });
    const again = await post(
      url,
      { query: '{ viewer { name } }' },
      { 'if-none-match': first.headers.get('etag') ?? '' },
    );
    expect([again.status, await again.json()]).toEqual([200, { data: { viewer: { name: 'anybody' } } }]);
  });

  test.each([
    ['with a key', (url: string) => get(url, QUERY, { authorization: `Bearer ${ADMIN_KEY}` })],
    ['that are refused', (url: string) => get(url, '{ nothing }')],
    ['of a POST', (url: string) => post(url, { query: QUERY })],
  ])('%s are kept nowhere', async (_name, ask) => {
    expect((await ask(await start({ demo: false }))).headers.get('cache-control')).toBe('no-store');
  });
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const byHash = (text: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash(text) } } });

describe('persisted queries', () => {
  test('are known by their hash once their text was sent with it', async () => {
    const url = await start();
    expect(await (await post(url, byHash(QUERY))).json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    await post(url, { query: QUERY, ...byHash(QUERY) });
    const answer = await fetch(
      `${url}/graphql?${new URLSearchParams({ extensions: JSON.stringify(byHash(QUERY).extensions) })}`,
      { headers: { 'apollo-require-preflight': 'true' } },
    );
    expect(await answer.json()).toHaveProperty('data.event.title');
  });

  test('of another text are refused', async () => {
    const answer = await post(await start({ demo: false }), {
      query: '{ viewer { name } }',
      ...byHash(QUERY),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  test.each(['x', 7, [], { version: 2, sha256Hash: 'x' }])(
    'that are none are refused: %j',
    async (persistedQuery) => {
      const answer = await post(await start({ demo: false }), {
        query: '{ viewer { name } }',
        extensions: { persistedQuery },
      });
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { errors: [{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }] },
      ]);
    },
  );
});

describe('trusted documents', () => {
  const settings = { trustedDocuments: new Map([[hash(QUERY), QUERY]]) };

  test('may be run by their text and by their hash', async () => {
    const url = await start(settings);
    for (const body of [{ query: QUERY }, byHash(QUERY)]) {
      expect(await (await post(url, body)).json()).toHaveProperty('data.event.title');
    }
  });

  test.each(['application/json', 'text/event-stream'])('are all that may be run, in %s', async (accept) => {
    const url = await start(settings);
    for (const body of [
      { query: '{ viewer { name } }' },
      { query: '{ __typename }' },
      { query: `${QUERY} ` },
    ]) {
      const answer = await post(url, body, { accept });
      expect(await answer.text()).toContain('"code":"FORBIDDEN"');
    }
    const sent = await post(url, { query: '{ __typename }', ...byHash('{ __typename }') }, { accept });
    expect(await sent.text()).toContain('"code":"FORBIDDEN"');
  });

  test('hold for subscriptions', async () => {
    const query = 'subscription { claimChanged { kind } }';
    const answer = await post(await start(settings), { query }, { accept: 'text/event-stream' });
    expect(await answer.text()).toContain('"code":"FORBIDDEN"');
  });
});

describe('a record that is not public', () => {
  test.each(['application/json', 'text/event-stream'])('is not read without a key, in %s', async (accept) => {
    const url = await start({ public: false });
    const answer = await post(url, { query: QUERY }, { accept });
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
    const known = await post(url, { query: QUERY }, { accept, authorization: `Bearer ${ADMIN_KEY}` });
    expect(await known.text()).toContain('"title"');
  });
});
