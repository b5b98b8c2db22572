import type { Assessment } from '../domain/assessment.ts';
import type { Db } from './database.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import type { AssessmentRow } from './tables.ts';

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

export const assessmentsOfClaim = (claim: string): Listing => ({
  columns: COLUMNS,
  from: 'FROM assessment',
  where: ['assessment.claim = :claim'],
  parameters: { claim },
  order: ['assessment.assessed_at', 'assessment.id'],
  descending: false,
});

export const pageAssessments = (db: Db, listing: Listing, request: PageRequest): Promise<Page<Assessment>> =>
  pageOf(db, listing, request, (row: AssessmentRow) => ({
    value: assessmentOf(row),
    position: [row.assessed_at, row.id],
  }));
