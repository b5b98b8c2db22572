import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { claimInput, mutationOf, type RecordMutation } from './recorder.ts';

const INPUTS: Record<RecordMutation, object> = {
  recordParty: { slug: 'p', name: 'P' },
  recordSource: { slug: 's', name: 'S', kind: 'OTHER' },
  recordEvent: { slug: 'e', title: 'E', startedAt: '2021-04-20T00:00:00Z' },
  recordReport: { slug: 'r', title: 'R', publisher: 'sohr', publishedAt: '2021-04-20T00:00:00Z' },
  recordFigureClaim: claimInput(
    { event: 'e', source: 's' },
    { outcome: 'KILLED', victims: {}, figure: { words: 'three' } },
  ),
  recordStatementClaim: claimInput({ event: 'e', source: 's', proposition: 'So' }),
  recordResponsibilityClaim: claimInput({ event: 'e', source: 's', act: 'So' }),
};
const MUTATIONS = Object.keys(INPUTS) as RecordMutation[];

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

  test.each(MUTATIONS)(
    '%s without a key is UNAUTHENTICATED, says how to send one, and records nothing',
    async (mutation) => {
      const before = await reader.read(
        '{ parties { totalCount } sources { totalCount } events { totalCount } claims { totalCount } }',
      );
      const { status, data, errors } = await reader.ask(mutationOf(mutation), { input: INPUTS[mutation] });
      expect({ status, data }).toEqual({ status: 200, data: { [mutation]: null } });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' }, path: [mutation] }]);
      expect(errors[0]!.message).toContain('Authorization: Bearer KEY');
      expect(
        await reader.read(
          '{ parties { totalCount } sources { totalCount } events { totalCount } claims { totalCount } }',
        ),
      ).toEqual(before);
    },
  );

  test('a refused mutation keeps another of the same request from nothing', async () => {
    const { data, errors } = await reader.ask(
      'mutation { a: recordParty(input: { slug: "a", name: "A" }) { __typename } b: recordParty(input: { slug: "b", name: "B" }) { __typename } }',
    );
    expect(data).toEqual({ a: null, b: null });
    expect(errors.map(({ path }) => path)).toEqual([['a'], ['b']]);
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
