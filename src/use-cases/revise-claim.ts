import type { ClaimInput } from '../domain/build-claim.ts';
import type { Claim } from '../domain/claim.ts';
import { claimInputOf } from '../domain/claim-input.ts';
import { Findings } from '../domain/findings.ts';
import type { ReviseFigureClaim, ReviseResponsibilityClaim, ReviseStatementClaim } from '../domain/input.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/role.ts';
import { checkText } from '../domain/text.ts';
import type { Database, Db } from '../store/database.ts';
import { changesOf } from './changes-of.ts';
import { isPartOfItself } from './is-part-of-itself.ts';
import { type PreparedClaim, prepareClaim } from './prepare-claim.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { saveRevisions } from './save-revisions.ts';
import { standingClaim } from './standing-claim.ts';

type Revision = ReviseFigureClaim | ReviseStatementClaim | ReviseResponsibilityClaim;

export const reviseFigureClaim = (
  database: Database,
  viewer: Viewer,
  input: ReviseFigureClaim & Repeatable,
) => revise(database, viewer, 'reviseFigureClaim', 'FIGURE', input);

export const reviseStatementClaim = (
  database: Database,
  viewer: Viewer,
  input: ReviseStatementClaim & Repeatable,
) => revise(database, viewer, 'reviseStatementClaim', 'STATEMENT', input);

export const reviseResponsibilityClaim = (
  database: Database,
  viewer: Viewer,
  input: ReviseResponsibilityClaim & Repeatable,
) => revise(database, viewer, 'reviseResponsibilityClaim', 'RESPONSIBILITY', input);

/** Corrects this record's own mistake; says the id of the claim. */
const revise = (
  database: Database,
  viewer: Viewer,
  operation: string,
  kind: Claim['kind'],
  input: Revision & Repeatable,
): Promise<string> =>
  recordOnce(
    database,
    viewer,
    operation,
    input,
    (db) => saveRevision(db, operation, kind, input, viewer),
    'EDITOR',
  );

/** Fields that a claim may be without. */
const CLEARABLE = new Set(['partOf', 'coversFrom', 'coversTo', 'note']);

async function saveRevision(
  db: Db,
  operation: string,
  kind: Claim['kind'],
  { idempotencyKey: _key, id, expectedRevision, reason, ...given }: Revision & Repeatable,
  viewer: Viewer,
): Promise<string> {
  const before = await standingClaim(db, viewer, operation, { id, expectedRevision });
  if (before.kind !== kind) {
    const message = `expected a claim of the kind ${kind}, got one of ${before.kind}; revise it as such`;
    throw Refusal.ofProblems([{ field: 'input.id', message }]);
  }
  if (before.status === 'REJECTED') {
    throw new Refusal('CONFLICT', 'the claim was rejected from the record; record it anew instead');
  }
  const findings = new Findings();
  checkText(findings, 'input.reason', reason, 'sentence');
  const { changes, uncleared } = changesOf(given, CLEARABLE);
  for (const field of uncleared) {
    findings.add(`input.${field}`, 'a claim cannot be without it; leave it out to keep it as it is');
  }
  await checkPart(db, id, changes.partOf, findings);
  const current = claimInputOf(before);
  const claim = { kind, input: { ...current.input, ...changes } } as ClaimInput;
  const prepared = await prepareClaim(db, claim, before.status, { findings, reader: viewer });
  const after = { ...withFigureOf(before, prepared, 'figure' in changes), retractedAt: before.retractedAt };
  const revision = { ...after, claimId: id, revision: before.revision + 1, reason };
  await saveRevisions(db, before.event, [revision], [before.questionKey], viewer.name);
  return id;
}

async function checkPart(db: Db, id: string, partOf: unknown, findings: Findings): Promise<void> {
  if (typeof partOf !== 'string' || !(await isPartOfItself(db, id, new Map([[id, partOf]])))) return;
  findings.add('input.partOf', 'the claim would be a part of itself; one of them must be the whole');
}

/** A figure that is not given stays as it was read, with its words and rule. */
function withFigureOf(before: Claim, prepared: PreparedClaim, given: boolean): PreparedClaim {
  return !given && before.kind === 'FIGURE' && prepared.kind === 'FIGURE'
    ? { ...prepared, figure: before.figure }
    : prepared;
}
