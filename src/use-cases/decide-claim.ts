import type { Claim } from '../domain/claim.ts';
import { Findings } from '../domain/findings.ts';
import type { DecideClaim, RetractClaim } from '../domain/input.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/role.ts';
import { checkText } from '../domain/text.ts';
import type { Instant } from '../domain/time.ts';
import type { ClaimStatus } from '../domain/vocabulary.ts';
import type { Database, Db } from '../store/database.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { saveRevisions } from './save-revisions.ts';
import { standingClaim } from './standing-claim.ts';

/** One way of a claim from status to status. */
interface Transition {
  readonly operation: string;
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus;
}

const PUBLISH: Transition = { operation: 'publishClaim', from: ['DRAFT'], to: 'PUBLISHED' };
const REJECT: Transition = { operation: 'rejectClaim', from: ['DRAFT', 'PUBLISHED'], to: 'REJECTED' };
const RETRACT: Transition = { operation: 'retractClaim', from: ['PUBLISHED'], to: 'RETRACTED' };

export const publishClaim = (database: Database, viewer: Viewer, input: DecideClaim & Repeatable) =>
  decide(database, viewer, PUBLISH, input, null);

/** It should not have been recorded. */
export const rejectClaim = (database: Database, viewer: Viewer, input: DecideClaim & Repeatable) =>
  decide(database, viewer, REJECT, input, null);

/** The source withdrew it. */
export const retractClaim = (database: Database, viewer: Viewer, input: RetractClaim & Repeatable) =>
  decide(database, viewer, RETRACT, input, input.retractedAt);

/** Says the id of the claim. */
const decide = (
  database: Database,
  viewer: Viewer,
  transition: Transition,
  input: DecideClaim & Repeatable,
  retractedAt: Instant | null,
): Promise<string> =>
  recordOnce(
    database,
    viewer,
    transition.operation,
    input,
    (db) => saveDecision(db, transition, input, retractedAt, viewer),
    'EDITOR',
  );

async function saveDecision(
  db: Db,
  { operation, from, to }: Transition,
  input: DecideClaim,
  retractedAt: Instant | null,
  viewer: Viewer,
): Promise<string> {
  const claim = await standingClaim(db, viewer, operation, input);
  const reason = input.reason ?? null;
  if (!from.includes(claim.status)) {
    throw new Refusal(
      'CONFLICT',
      `${operation} takes a claim that is ${from.join(' or ')}; this one is ${claim.status}`,
    );
  }
  checkDecision(claim, to, reason, retractedAt).refuse();
  const revision = {
    ...claim,
    status: to,
    retractedAt,
    revision: claim.revision + 1,
    reason,
  };
  await saveRevisions(db, claim.event, [revision], [], viewer.name);
  return input.id;
}

function checkDecision(
  claim: Claim,
  to: ClaimStatus,
  reason: string | null,
  retractedAt: Instant | null,
): Findings {
  const findings = new Findings();
  checkText(findings, 'input.reason', reason, 'sentence');
  if (to === 'REJECTED' && reason === null)
    findings.add('input.reason', 'say why it should not have been recorded');
  if (retractedAt !== null && retractedAt < claim.assertedAt) {
    const message = `the source said it at ${claim.assertedAt} and cannot have withdrawn it at ${retractedAt}, before that`;
    findings.add('input.retractedAt', message);
  }
  return findings;
}
