import { describe, expect, test } from 'vitest';
import { ANYBODY } from '../../src/domain/role.ts';
import { assessmentsOfClaim } from '../../src/store/assessments.ts';
import { newId } from '../../src/store/ids.ts';
import { countOf } from '../../src/store/page.ts';
import { assessmentTable } from '../../src/store/tables.ts';
import { findNode } from '../../src/use-cases/find-node.ts';
import { listAssessments } from '../../src/use-cases/list-assessments.ts';
import { ENGINES } from '../support/databases.ts';
import { day, EDITOR, FIRST_PAGE, openClash, recordFigure } from './small-record.ts';

describe.each(ENGINES)('assessments on %s', (engine) => {
  test('are listed for their claim, oldest first, and found by id by those who may read the claim', async () => {
    const database = await openClash(engine);
    const claim = await recordFigure(database);
    const draft = await recordFigure(database, { status: 'DRAFT' });
    const assessment = (of: string, at: string, note: string) => ({
      id: newId('assessment'),
      claim: of,
      credibility: 'PROBABLY_TRUE' as const,
      note,
      assessed_by: 'maryam',
      assessed_at: at,
    });
    const second = assessment(claim, day(2), 'second');
    const first = assessment(claim, day(1), 'first');
    const hidden = assessment(draft, day(1), 'of a draft');
    await database.write((db) => db.insert(assessmentTable, [second, first, hidden]));
    const { page } = await listAssessments(database, claim, null, FIRST_PAGE);
    expect(page.items.map(({ value }) => value)).toEqual([
      {
        id: first.id,
        claim,
        credibility: 'PROBABLY_TRUE',
        note: 'first',
        assessedBy: 'maryam',
        assessedAt: day(1),
      },
      {
        id: second.id,
        claim,
        credibility: 'PROBABLY_TRUE',
        note: 'second',
        assessedBy: 'maryam',
        assessedAt: day(2),
      },
    ]);
    expect(await database.read((db) => countOf(db, assessmentsOfClaim(claim, null)))).toBe(2);
    expect(await findNode(database, ANYBODY, first.id)).toMatchObject({ note: 'first' });
    expect(await findNode(database, ANYBODY, hidden.id)).toBeNull();
    expect(await findNode(database, EDITOR, hidden.id)).toMatchObject({ note: 'of a draft' });
    expect(await findNode(database, EDITOR, newId('assessment'))).toBeNull();
  });
});
