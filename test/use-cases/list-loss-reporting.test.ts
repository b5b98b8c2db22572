import { describe, expect, test } from 'vitest';
import type { LossReporting } from '../../src/domain/loss-reporting.ts';
import type { Database } from '../../src/store/database.ts';
import { listLossReporting } from '../../src/use-cases/list-loss-reporting.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import {
  day,
  EDITOR,
  event,
  openClash,
  recordAct,
  recordFigure,
  revise,
  saidBy,
  source,
} from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const ARMY = saidBy('army');
const lossesOf = (parties: string[]) => ({
  victims: { parties, status: 'COMBATANT', demographic: 'ANY', unit: 'PERSON' } as const,
});

const told = async (database: Database, slug = 'army') =>
  (await listLossReporting(database, slug)).map(words);

const words = ({ party, perspective, shared, comparisons, ...one }: LossReporting) =>
  `${party} ${perspective}: ${shared} in ${comparisons}, ${one.lower} ${one.equal} ${one.higher} ${one.overlapping}`;

describe.each(ENGINES)('the reporting of losses on %s', (engine) => {
  test('holds a source’s figures against everybody’s, by party', async () => {
    const database = await openClash(engine);
    await recordFigure(database, { ...ARMY, figure: { words: 'two' } });
    await recordFigure(database, {});
    await recordFigure(database, { ...saidBy('agency'), figure: { words: 'one' } });
    await recordFigure(database, { ...ARMY, ...lossesOf(['rebels']), figure: { words: 'at least nine' } });
    await recordFigure(database, {
      ...saidBy('agency'),
      ...lossesOf(['rebels']),
      figure: { words: 'dozens' },
    });
    await recordFigure(database, { ...lossesOf(['tribe']) });
    expect(await told(database)).toEqual([
      'army OWN_LOSSES: 1 in 2, 1 0 1 0',
      'rebels OPPONENT_LOSSES: 1 in 1, 0 0 0 1',
    ]);
    expect(await told(database, 'monitor')).toEqual(['army THIRD_PARTY: 1 in 2, 0 0 2 0']);
  });

  test('sees what is published and stands: no drafts, rejected or retracted claims, nor earlier revisions', async () => {
    const database = await openClash(engine);
    await recordFigure(database, ARMY);
    await recordFigure(database, { status: 'DRAFT' });
    const rejected = await recordFigure(database, { ...saidBy('agency') });
    await revise(database, rejected, () => ({ status: 'REJECTED' }));
    expect(await told(database)).toEqual([]);
    const monitor = await recordFigure(database, { figure: { words: 'six' } });
    expect(await told(database)).toEqual(['army OWN_LOSSES: 1 in 1, 1 0 0 0']);
    await revise(
      database,
      monitor,
      (claim) => ({ figure: { ...(claim as never as { figure: object }).figure, min: 3, max: 3 } }) as never,
    );
    expect(await told(database)).toEqual(['army OWN_LOSSES: 1 in 1, 0 1 0 0']);
    await revise(database, monitor, () => ({ status: 'RETRACTED', retractedAt: day(26) }));
    expect(await told(database)).toEqual([]);
  });

  test('leaves out what is not of one party’s losses, and what only repeats', async () => {
    const database = await openClash(engine);
    await recordSource(database, EDITOR, source('book', { kind: 'COMPILER' }));
    for (const own of [ARMY, saidBy('monitor')]) {
      await recordFigure(database, { ...own, ...lossesOf(['army', 'rebels']) });
      await recordFigure(database, { ...own, victims: { ...lossesOf([]).victims, scope: 'ALL' } });
      await recordAct(database, own);
    }
    await recordFigure(database, { ...ARMY, outcome: 'WOUNDED' });
    await recordFigure(database, { ...saidBy('book'), outcome: 'WOUNDED' });
    const followed = { ...saidBy('agency').attribution, follows: 'army' };
    await recordFigure(database, { attribution: followed, outcome: 'WOUNDED' });
    expect(await told(database)).toEqual([]);
  });

  test('takes few statements, however many questions there are', async () => {
    const database = await openClash(engine);
    const slugs = Array.from({ length: 25 }, (_, number) => `clash-${number + 10}`);
    for (const slug of slugs) {
      await recordEvent(database, EDITOR, event(slug, { sides: [{ parties: ['army'] }] }));
      for (const own of [ARMY, saidBy('monitor')]) await recordFigure(database, { ...own, event: slug });
    }
    let statements = 0;
    const counting: Database = {
      ...database,
      read: (work) =>
        database.read((db) =>
          work({
            ...db,
            rows: (sql, parameters) => {
              statements += 1;
              return db.rows(sql, parameters);
            },
          }),
        ),
    };
    expect(await told(counting)).toEqual(['army OWN_LOSSES: 25 in 25, 0 25 0 0']);
    expect(statements).toBeLessThanOrEqual(4);
  });
});
