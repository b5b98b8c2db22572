import type { ClaimInput } from '../domain/build-claim.ts';
import { Findings } from '../domain/findings.ts';
import type { RecordFigureClaim, RecordResponsibilityClaim, RecordStatementClaim } from '../domain/input.ts';
import { Refusal } from '../domain/refusal.ts';
import { isAtLeast, type Viewer } from '../domain/role.ts';
import type { ClaimStatus } from '../domain/vocabulary.ts';
import { claimsByRef } from '../store/claims.ts';
import type { Database, Db } from '../store/database.ts';
import { lockEvent } from '../store/events.ts';
import { newId } from '../store/ids.ts';
import { prepareClaim } from './prepare-claim.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { requireEvent } from './require-role.ts';
import { saveRevisions } from './save-revisions.ts';

export const recordFigureClaim = (
  database: Database,
  viewer: Viewer,
  input: RecordFigureClaim & Repeatable,
) => record(database, viewer, 'recordFigureClaim', { kind: 'FIGURE', input }, input);

export const recordStatementClaim = (
  database: Database,
  viewer: Viewer,
  input: RecordStatementClaim & Repeatable,
) => record(database, viewer, 'recordStatementClaim', { kind: 'STATEMENT', input }, input);

export const recordResponsibilityClaim = (
  database: Database,
  viewer: Viewer,
  input: RecordResponsibilityClaim & Repeatable,
) => record(database, viewer, 'recordResponsibilityClaim', { kind: 'RESPONSIBILITY', input }, input);

/** Says the id of the claim. */
const record = (
  database: Database,
  viewer: Viewer,
  operation: string,
  claim: ClaimInput,
  input: Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, operation, input, (db) => saveClaim(db, operation, claim, viewer));

async function saveClaim(db: Db, operation: string, claim: ClaimInput, viewer: Viewer): Promise<string> {
  const { event, ref } = claim.input;
  requireEvent(viewer, event, operation);
  await lockEvent(db, event);
  const findings = new Findings();
  const status = statusFor(viewer, claim.input.status ?? null, findings);
  if (ref != null && (await claimsByRef(db, event, [ref])).size > 0) {
    findings.add('input.ref', `event "${event}" has a claim "${ref}" already; take another ref`, 'CONFLICT');
  }
  const prepared = await prepareClaim(db, claim, status, { findings, reader: viewer });
  const claimId = newId('claim');
  await saveRevisions(db, event, [{ ...prepared, claimId, revision: 1, reason: null }], [], viewer.name);
  return claimId;
}

/** A contributor records drafts; from EDITOR up a claim is published unless asked otherwise. */
function statusFor(viewer: Viewer, asked: ClaimStatus | null, findings: Findings): ClaimStatus {
  if (asked !== null && asked !== 'DRAFT' && asked !== 'PUBLISHED') {
    findings.add('input.status', `a claim is recorded as DRAFT or PUBLISHED, got ${asked}`);
  }
  const editor = isAtLeast(viewer, 'EDITOR');
  if (asked === 'PUBLISHED' && !editor) {
    throw new Refusal(
      'FORBIDDEN',
      `publishing is for EDITOR and up; the key "${viewer.name}" is ${viewer.role}'s`,
    );
  }
  return asked ?? (editor ? 'PUBLISHED' : 'DRAFT');
}
