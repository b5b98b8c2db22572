import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ANYBODY } from '../../src/domain/role.ts';
import type { Database } from '../../src/store/database.ts';
import { recordFigureClaim } from '../../src/use-cases/record-claim.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordOnce } from '../../src/use-cases/record-once.ts';
import { recordParty, saveParty } from '../../src/use-cases/record-party.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import {
  CONTRIBUTOR,
  claimOf,
  EDITOR,
  event,
  figure,
  openClash,
  openForTest,
  party,
  report,
  source,
} from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const countOf = async (database: Database, table: string): Promise<number> =>
  (await database.read((db) => db.rows(`SELECT 1 AS found FROM ${table}`))).length;

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));

describe.each(ENGINES)('recording on %s', (engine) => {
  test('one slug by many at once records one and refuses the others with CONFLICT', async () => {
    const database = await openClash(engine);
    const same: [string, () => Promise<string>][] = [
      ['party', () => recordParty(database, EDITOR, party('same'))],
      ['source', () => recordSource(database, EDITOR, source('same'))],
      ['event', () => recordEvent(database, EDITOR, event('same', { sides: [{ parties: ['army'] }] }))],
      ['report', () => recordReport(database, EDITOR, report('same'))],
    ];
    for (const [table, record] of same) {
      const before = await countOf(database, table);
      const results = await times(8, record);
      const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(reasons.map(({ code }) => code)).toEqual(Array(7).fill('CONFLICT'));
      expect(await countOf(database, table)).toBe(before + 1);
    }
  });

  test('one ref of an event by many at once records one claim and refuses the others with CONFLICT', async () => {
    const database = await openClash(engine);
    const results = await times(8, () => recordFigureClaim(database, EDITOR, figure({ ref: 'same' })));
    const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons.map(({ code }) => code)).toEqual(Array(7).fill('CONFLICT'));
    expect(await countOf(database, 'claim')).toBe(1);
  });

  test('with one idempotency key at once records one thing and gives everybody the same answer', async () => {
    const database = await openClash(engine);
    const input = { ...figure(), idempotencyKey: 'مفتاح 1' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => recordFigureClaim(database, EDITOR, input)),
    );
    expect(new Set(answers).size).toBe(1);
    expect(await countOf(database, 'claim')).toBe(1);
    expect(await countOf(database, 'idempotency')).toBe(1);
  });

  test('that is repeated while the first is under way waits for its answer', async () => {
    const database = await openForTest(engine);
    const input = { ...party('army'), idempotencyKey: 'key' };
    const first = recordOnce(database, EDITOR, 'recordParty', input, async (db) => {
      const slug = await saveParty(db, input, EDITOR.name);
      await pause(100);
      return slug;
    });
    await pause(50);
    const second = recordOnce(database, EDITOR, 'recordParty', input, async (db) => {
      // Were this to run, the slug would be taken.
      await first;
      return saveParty(db, input, EDITOR.name);
    });
    expect(await Promise.all([first, second])).toEqual(['army', 'army']);
  });

  test('with a key again answers as the first time, whatever the order of the fields', async () => {
    const database = await openForTest(engine);
    const first = { slug: 'army', name: 'Army', aliases: ['a'], idempotencyKey: 'key' };
    const again = { idempotencyKey: 'key', aliases: ['a'], name: 'Army', slug: 'army' };
    expect(await recordParty(database, EDITOR, first)).toBe('army');
    expect(await recordParty(database, EDITOR, again)).toBe('army');
    expect(await countOf(database, 'party')).toBe(1);
  });

  test('with a key that was used for something else is a conflict, and writes nothing', async () => {
    const database = await openForTest(engine);
    await recordParty(database, EDITOR, { ...party('army'), idempotencyKey: 'key' });
    const other = recordParty(database, EDITOR, { ...party('rebels'), idempotencyKey: 'key' });
    await expect(other).rejects.toMatchObject({
      code: 'CONFLICT',
      problems: [{ field: 'input.idempotencyKey' }],
    });
    const noun = recordSource(database, EDITOR, { ...source('army'), idempotencyKey: 'key' });
    await expect(noun).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await countOf(database, 'party')).toBe(1);
    // Everybody has keys of their own.
    expect(await recordParty(database, CONTRIBUTOR, { ...party('tribe'), idempotencyKey: 'key' })).toBe(
      'tribe',
    );
  });

  test('that is refused leaves its key free', async () => {
    const database = await openForTest(engine);
    const refused = recordParty(database, EDITOR, { ...party('no slug!'), idempotencyKey: 'key' });
    await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await recordParty(database, EDITOR, { ...party('army'), idempotencyKey: 'key' })).toBe('army');
  });

  test('refuses keys that are empty, too long or not storable', async () => {
    const database = await openForTest(engine);
    for (const idempotencyKey of ['', 'x'.repeat(256), 'a\u0000b', 'a\ud800b']) {
      const refused = recordParty(database, EDITOR, { ...party('army'), idempotencyKey });
      await expect(refused).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        problems: [{ field: 'input.idempotencyKey' }],
      });
    }
  });

  test('needs a key, and a role for what is published', async () => {
    const database = await openClash(engine);
    await expect(recordParty(database, ANYBODY, party('x'))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    const reader = { ...CONTRIBUTOR, name: 'reader', role: 'READER' } as const;
    await expect(recordParty(database, reader, party('x'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const published = recordFigureClaim(database, CONTRIBUTOR, figure({ status: 'PUBLISHED' }));
    await expect(published).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const draft = await recordFigureClaim(database, CONTRIBUTOR, figure());
    expect((await claimOf(database, draft)).status).toBe('DRAFT');
  });
});
