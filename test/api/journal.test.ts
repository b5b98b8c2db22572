import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { recorderOf } from './recorder.ts';

const ENTRY = 'sequence at actor operation subject digest previous hash';
const ask = (page: string, event = 'clash'): string => `{ event(slug: "${event}") { id journal${page} {
  totalCount nodes { ${ENTRY} } edges { cursor node { sequence } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
} } }`;

describe.each(ENGINES)('the journal of an event, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let claims: string[];

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    const record = recorderOf(api);
    await record.source('agency');
    await record.event('clash');
    await record.event('other');
    await record.report('report', 'agency');
    claims = [];
    for (let index = 0; index < 11; index += 1) {
      const status = index === 3 ? 'DRAFT' : 'PUBLISHED';
      claims.push(
        await record.statement({ event: 'clash', source: 'agency', proposition: `p${index}`, status }),
      );
    }
  });
  afterAll(() => server.close());

  const journal = async (page = ''): Promise<Json> => (await api.read(ask(page))).event.journal;
  const sequences = ({ nodes }: Json): number[] => nodes.map(({ sequence }: Json) => sequence);

  test('tells of the event and each of its claims in the order of writing, to readers too', async () => {
    const { event } = await apiOf(server, null).read(ask(''));
    expect(event.journal.nodes.map(({ subject }: Json) => subject)).toEqual([
      event.id,
      ...claims.map((id) => `${id.split('~')[0]}~1`),
    ]);
    expect(event.journal.totalCount).toBe(12);
    for (const entry of event.journal.nodes) {
      expect(entry).toMatchObject({ actor: 'admin', operation: 'RECORDED' });
    }
    expect((await api.read(ask('', 'other'))).event.journal.totalCount).toBe(1);
  });

  test('can be recomputed by whoever reads it', async () => {
    let previous = '0'.repeat(64);
    for (const entry of (await journal()).nodes) {
      const { sequence, at, actor, operation, subject, digest, hash } = entry;
      expect(entry.previous).toBe(previous);
      const text = JSON.stringify([
        'journal 1',
        'clash',
        sequence,
        at,
        actor,
        operation,
        subject,
        digest,
        previous,
      ]);
      expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
      previous = hash;
    }
  });

  test('pages forwards and backwards, past the tenth entry too', async () => {
    const forwards: number[] = [];
    for (let page = await journal('(first: 5)'); ; ) {
      forwards.push(...sequences(page));
      if (!page.pageInfo.hasNextPage) break;
      page = await journal(`(first: 5, after: "${page.pageInfo.endCursor}")`);
      expect(page.pageInfo.hasPreviousPage).toBe(true);
    }
    const all = Array.from({ length: 12 }, (_, index) => index + 1);
    expect(forwards).toEqual(all);
    const backwards: number[] = [];
    for (let page = await journal('(last: 5)'); ; ) {
      backwards.unshift(...sequences(page));
      if (!page.pageInfo.hasPreviousPage) break;
      page = await journal(`(last: 5, before: "${page.pageInfo.startCursor}")`);
    }
    expect(backwards).toEqual(all);
  });

  test('refuses cursors that it did not give', async () => {
    const { events } = await api.read('{ events { pageInfo { endCursor } } }');
    const forged = (...values: string[]): string => {
      const text = JSON.stringify(values);
      const seal = createHash('sha256').update(text).digest('base64url').slice(0, 8);
      return Buffer.from(seal + text).toString('base64url');
    };
    for (const cursor of [
      events.pageInfo.endCursor,
      'x',
      forged('journal', 'x'),
      forged('journal', '1', '2'),
    ]) {
      const { code, message } = await api.refusal(ask(`(after: "${cursor}")`));
      expect(code).toBe('BAD_USER_INPUT');
      expect(message).toMatch(/cursor/);
    }
    expect((await api.refusal(ask('(first: 101)'))).fields).toEqual(['first']);
  });
});
