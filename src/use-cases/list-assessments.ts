import type { Assessment } from '../domain/assessment.ts';
import type { Instant } from '../domain/time.ts';
import { assessmentsOfClaim, pageAssessments } from '../store/assessments.ts';
import type { Database } from '../store/database.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

/** What was judged of a claim, oldest first; recordedBy: what had been by then. */
export function listAssessments(
  database: Database,
  claim: string,
  recordedBy: Instant | null,
  request: PageRequest,
): Promise<Connection<Assessment>> {
  const listing = assessmentsOfClaim(claim, recordedBy);
  return connect(database, listing, request, (db) => pageAssessments(db, listing, request));
}
