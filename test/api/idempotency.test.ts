import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { claimInput, mutationOf, type Recorder, type RecordMutation, recorderOf } from './recorder.ts';

const SELECTIONS: Record<RecordMutation, string> = {
  recordParty: 'party { id }',
  recordSource: 'source { id }',
  recordEvent: 'event { id }',
  recordReport: 'report { id }',
  recordFigureClaim: 'claim { id }',
  recordStatementClaim: 'claim { id }',
  recordResponsibilityClaim: 'claim { id }',
};

describe.each(ENGINES)('idempotency keys, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let record: Recorder;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    record = recorderOf(api);
    await record.source('agency');
    await record.event('tay');
    await record.report('report', 'agency');
  });
  afterAll(() => server.close());

  const said = { event: 'tay', source: 'agency' };
  const INPUTS: Record<RecordMutation, { first: object; other: object }> = {
    recordParty: { first: { slug: 'p', name: 'P' }, other: { slug: 'p', name: 'Q' } },
    recordSource: {
      first: { slug: 's', name: 'S', kind: 'OTHER' },
      other: { slug: 's', name: 'S', kind: 'WITNESS' },
    },
    recordEvent: {
      first: { slug: 'e', title: 'E', startedAt: '2021-04-20T00:00:00Z' },
      other: { slug: 'e', title: 'E', startedAt: '2021-04-20T00:00:00.001Z' },
    },
    recordReport: {
      first: { slug: 'r', title: 'R', publisher: 'agency', publishedAt: '2021-04-20T00:00:00Z' },
      other: { slug: 'r', title: 'R', publisher: 'agency', publishedAt: '2021-04-20T00:00:00Z', text: 'So.' },
    },
    recordFigureClaim: {
      first: claimInput(said, { outcome: 'KILLED', victims: {}, figure: { words: 'three' } }),
      other: claimInput(said, { outcome: 'KILLED', victims: {}, figure: { words: 'four' } }),
    },
    recordStatementClaim: {
      first: claimInput({ ...said, proposition: 'So' }),
      other: claimInput({ ...said, proposition: 'Not so' }),
    },
    recordResponsibilityClaim: {
      first: claimInput({ ...said, act: 'So' }),
      other: claimInput({ ...said, act: 'So', stance: 'DENIES' }),
    },
  };

  const counts = () =>
    api.read(
      '{ parties { totalCount } sources { totalCount } events { totalCount } claims(filter: { statuses: [DRAFT, PUBLISHED] }) { totalCount } }',
    );

  test.each(Object.keys(INPUTS) as RecordMutation[])(
    '%s: the same key with the same input answers the same and writes nothing, with another input it is a CONFLICT',
    async (mutation) => {
      const query = mutationOf(mutation, SELECTIONS[mutation]);
      const { first, other } = INPUTS[mutation];
      const input = { ...first, idempotencyKey: `key of ${mutation}` };
      const answer = await api.read(query, { input });
      const before = await counts();
      expect(await api.read(query, { input })).toEqual(answer);
      const reordered = Object.fromEntries(Object.entries(input).reverse());
      expect(await api.read(query, { input: reordered })).toEqual(answer);
      expect(await counts()).toEqual(before);
      const refused = await api.refusal(query, { input: { ...other, idempotencyKey: input.idempotencyKey } });
      expect(refused).toMatchObject({ code: 'CONFLICT', fields: ['input.idempotencyKey'] });
      expect(await counts()).toEqual(before);
    },
  );

  test('a key is of one input whatever the mutation', async () => {
    const idempotencyKey = 'one for two';
    await api.read(mutationOf('recordParty'), { input: { slug: 'both', name: 'Both', idempotencyKey } });
    const source = { slug: 'both', name: 'Both', kind: 'OTHER', idempotencyKey };
    expect(await api.refusal(mutationOf('recordSource'), { input: source })).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('a default that is spelled out is the same input', async () => {
    const query = mutationOf('recordParty', 'party { id }');
    const input = { slug: 'defaults', name: 'D', idempotencyKey: 'defaults' };
    const answer = await api.read(query, { input });
    expect(await api.read(query, { input: { ...input, aliases: [] } })).toEqual(answer);
  });

  test('a refused write keeps no key: mended, it may come again under the same', async () => {
    const query = mutationOf('recordParty', 'party { slug }');
    const idempotencyKey = 'mended';
    const refused = await api.refusal(query, { input: { slug: 'not a slug', name: 'M', idempotencyKey } });
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['input.slug'] });
    const { recordParty } = await api.read(query, { input: { slug: 'mended', name: 'M', idempotencyKey } });
    expect(recordParty.party.slug).toBe('mended');
  });

  test('many at once under one key record one claim and answer the same', async () => {
    const query = mutationOf('recordStatementClaim', 'claim { id }');
    const input = { ...claimInput({ ...said, proposition: 'At once' }), idempotencyKey: 'at once' };
    const answers = await Promise.all(Array.from({ length: 12 }, () => api.ask(query, { input })));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    expect(new Set(answers.map(({ data }: Json) => data.recordStatementClaim.claim.id)).size).toBe(1);
    const { claims } = await api.read('{ claims(filter: { text: "at once" }) { totalCount } }');
    expect(claims.totalCount).toBe(1);
  });

  test('many inputs at once under one key record one and refuse the rest', async () => {
    const query = mutationOf('recordParty', 'party { slug }');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        api.ask(query, { input: { slug: `racer-${index}`, name: 'R', idempotencyKey: 'race' } }),
      ),
    );
    const recorded = answers.filter(({ errors }) => errors.length === 0);
    expect(recorded).toHaveLength(1);
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array.from({ length: 7 }, () => 'CONFLICT'));
  });

  test('many at once that take one slug record one and refuse the rest as CONFLICT', async () => {
    const query = mutationOf('recordParty', 'party { slug }');
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.ask(query, { input: { slug: 'wanted', name: 'W' } })),
    );
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code));
    expect(codes).toEqual(Array.from({ length: 7 }, () => 'CONFLICT'));
  });

  test('are 1 to 255 characters of text', async () => {
    const query = mutationOf('recordParty', 'party { slug }');
    const keyed = (slug: string, idempotencyKey: string) => ({ input: { slug, name: 'K', idempotencyKey } });
    expect(await api.read(query, keyed('longest', 'ک'.repeat(255)))).toBeTruthy();
    for (const key of ['x'.repeat(256), '', ' ', 'a\0b', '\ud800']) {
      expect(await api.refusal(query, keyed('refused', key))).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: ['input.idempotencyKey'],
      });
    }
    expect(await api.read('{ party(slug: "refused") { id } }')).toEqual({ party: null });
    const both = await api.refusal(query, keyed('not a slug', 'x'.repeat(256)));
    expect(both.fields).toEqual(['input.slug', 'input.idempotencyKey']);
  });
});
