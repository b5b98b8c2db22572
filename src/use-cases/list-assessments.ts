import type { Assessment } from '../domain/assessment.ts';
import { assessmentsOfClaim, pageAssessments } from '../store/assessments.ts';
import type { Database } from '../store/database.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

/** What was judged of a claim, oldest first. */
export function listAssessments(
  database: Database,
  claim: string,
  request: PageRequest,
): Promise<Connection<Assessment>> {
  const listing = assessmentsOfClaim(claim);
  return connect(database, listing, request, (db) => pageAssessments(db, listing, request));
}
