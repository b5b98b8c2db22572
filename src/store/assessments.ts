import type { Assessment } from '../domain/assessment.ts';
import { type Instant, OPEN_END } from '../domain/time.ts';
import type { Db } from './database.ts';
import { newId } from './ids.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import type { Stamp } from './stamp.ts';
import { type AssessmentRow, assessmentTable } from './tables.ts';

const COLUMNS = 'assessment.*';

const assessmentOf = (row: AssessmentRow): Assessment => ({
  id: row.id,
  claim: row.claim,
  credibility: row.credibility as Assessment['credibility'],
  note: row.note,
  assessedBy: row.assessed_by,
  assessedAt: row.assessed_at,
});

export async function assessmentById(db: Db, id: string): Promise<Assessment | null> {
  const rows = await db.rows<AssessmentRow>(`SELECT ${COLUMNS} FROM assessment WHERE assessment.id = :id`, {
    id,
  });
  return rows[0] ? assessmentOf(rows[0]) : null;
}

export const assessmentsOfClaim = (claim: string, recordedBy: Instant | null): Listing => ({
  columns: COLUMNS,
  from: 'FROM assessment',
  where: ['assessment.claim = :claim', 'assessment.assessed_at <= :until'],
  parameters: { claim, until: recordedBy ?? OPEN_END },
  order: ['assessment.assessed_at', 'assessment.id'],
  descending: false,
});

export const pageAssessments = (db: Db, listing: Listing, request: PageRequest): Promise<Page<Assessment>> =>
  pageOf(db, listing, request, (row: AssessmentRow) => ({
    value: assessmentOf(row),
    position: [row.assessed_at, row.id],
  }));

/** Says the id. */
export async function insertAssessment(
  db: Db,
  { claim, credibility, note }: Pick<Assessment, 'claim' | 'credibility' | 'note'>,
  stamp: Stamp,
): Promise<string> {
  const id = newId('assessment');
  const row = { id, claim, credibility, note, assessed_by: stamp.by, assessed_at: stamp.at };
  await db.insert(assessmentTable, [row]);
  return id;
}
