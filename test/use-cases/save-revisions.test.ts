import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { summariesBySlug } from '../../src/store/events.ts';
import { importSheet } from '../../src/use-cases/import-sheet.ts';
import { recordFigureClaim } from '../../src/use-cases/record-claim.ts';
import {
  claimOf,
  EDITOR,
  figure,
  openClash,
  recordAct,
  recordFigure,
  recordStatement,
  revise,
  saidBy,
} from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const contradicted = async (database: Database): Promise<number> =>
  (await database.read((db) => summariesBySlug(db, ['clash']))).get('clash')!.contradictedQuestions;

describe.each(ENGINES)('on %s', (engine) => {
  test('the times at which claims of an event are recorded strictly increase, however many record at once', async () => {
    const database = await openClash(engine);
    const ids = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        recordFigureClaim(database, EDITOR, figure({ ref: `claim-${index}` })),
      ),
    );
    await Promise.all(ids.slice(0, 10).map((id) => revise(database, id, () => ({ note: 'again' }))));
    const rows = await database.read((db) =>
      db.rows<{ recorded_from: string }>('SELECT recorded_from FROM claim_revision'),
    );
    expect(rows).toHaveLength(40);
    expect(new Set(rows.map(({ recorded_from }) => recorded_from)).size).toBe(40);
    const claims = await Promise.all(ids.map((id) => claimOf(database, id)));
    // In the order of their commits: what a reader saw, a later time never precedes.
    const last = rows
      .map(({ recorded_from }) => recorded_from)
      .sort()
      .at(-1);
    const [event] = await database.read((db) => db.rows('SELECT last_recorded_at FROM event'));
    expect(event).toEqual({ last_recorded_at: last });
    expect(claims.every(({ recordedAt, revisedAt }) => recordedAt <= revisedAt)).toBe(true);
  });

  test('a time is later than the last even where the clock stands behind it', async () => {
    const database = await openClash(engine);
    const ahead = '2999-01-01T00:00:00.999Z';
    await database.write((db) => db.rows('UPDATE event SET last_recorded_at = :ahead', { ahead }));
    const claim = await claimOf(database, await recordFigure(database));
    expect(claim.recordedAt).toBe('2999-01-01T00:00:01.000Z');
  });

  test('a question is contradicted from the answer that contradicts to the revision that mends it', async () => {
    const database = await openClash(engine);
    await recordFigure(database, { figure: { words: 'three' } });
    expect(await contradicted(database)).toBe(0);
    const other = await recordFigure(database, { ...saidBy('army'), figure: { words: 'four' } });
    expect(await contradicted(database)).toBe(1);
    await recordStatement(database);
    await recordStatement(database, { ...saidBy('army'), stance: 'DENIES' });
    await recordAct(database);
    await recordAct(database, { ...saidBy('army'), blamed: ['tribe'] });
    expect(await contradicted(database)).toBe(3);
    await revise(database, other, (claim) => ({
      figure: { ...(claim as { figure: object }).figure, min: 3, max: 3 } as never,
    }));
    expect(await contradicted(database)).toBe(2);
    await revise(database, other, () => ({ status: 'REJECTED' }));
    expect(await contradicted(database)).toBe(2);
  });

  test('a draft contradicts nothing until it is published', async () => {
    const database = await openClash(engine);
    await recordFigure(database);
    const draft = await recordFigure(database, {
      ...saidBy('army'),
      figure: { words: 'nine' },
      status: 'DRAFT',
    });
    expect(await contradicted(database)).toBe(0);
    await revise(database, draft, () => ({ status: 'PUBLISHED' }));
    expect(await contradicted(database)).toBe(1);
  });

  test('a part contradicts nothing while its whole is in view, and may once the whole is rejected', async () => {
    const database = await openClash(engine);
    await recordFigure(database, { figure: { words: '17' } });
    const whole = await recordFigure(database, { ...saidBy('army'), figure: { words: '17' } });
    await recordFigure(database, { ...saidBy('army'), figure: { words: '9' }, partOf: whole });
    expect(await contradicted(database)).toBe(0);
    await revise(database, whole, () => ({ status: 'REJECTED' }));
    expect(await contradicted(database)).toBe(1);
    await revise(database, whole, () => ({ status: 'PUBLISHED' }));
    expect(await contradicted(database)).toBe(0);
  });

  test('a question that nothing answers any more is not contradicted', async () => {
    const database = await openClash(engine);
    const sheet = (outcome: string) => ({
      file: 'a.claims.yaml',
      text: `claims:
  - { event: clash, report: agency-1, ref: a, paraphrase: p, source: monitor, outcome: ${outcome}, victims: {}, figure: 3, assertedAt: 2021-04-24 }
  - { event: clash, report: agency-1, ref: b, paraphrase: p, source: army, outcome: ${outcome}, victims: {}, figure: 4, assertedAt: 2021-04-24 }
`,
    });
    await importSheet(database, sheet('KILLED'), 'maryam');
    expect(await contradicted(database)).toBe(1);
    await importSheet(database, sheet('DETAINED'), 'maryam');
    expect(await contradicted(database)).toBe(1);
    const keys = await database.read((db) => db.rows<{ key: string }>('SELECT key FROM question'));
    expect(keys.map(({ key }) => key)).toEqual([expect.stringContaining('DETAINED')]);
  });
});
