import {
  buildClaim,
  type ClaimContent,
  type ClaimInput,
  checkLists,
  checkWhole,
} from '../domain/build-claim.ts';
import type { Claim } from '../domain/claim.ts';
import { Findings } from '../domain/findings.ts';
import { questionKey } from '../domain/question.ts';
import type { Viewer } from '../domain/role.ts';
import type { ClaimStatus } from '../domain/vocabulary.ts';
import type { Db } from '../store/database.ts';
import { sha256 } from '../store/ids.ts';
import { type Kept, References } from './references.ts';

/** A claim that can be recorded: all that it names is there, and nothing in it is at odds. */
export type PreparedClaim = ClaimContent & { readonly questionKey: string };

interface Preparation {
  readonly kept?: Kept;
  /** What was found already. */
  readonly findings?: Findings;
  /** Who may refer only to what this viewer may read; left out: to anything. */
  readonly reader?: Viewer;
}

/** Checks one input against itself and the record; refuses with every problem at once, those found already too. */
export async function prepareClaim(
  db: Db,
  claim: ClaimInput,
  status: ClaimStatus,
  { kept = new Map(), findings = new Findings(), reader }: Preparation = {},
): Promise<PreparedClaim> {
  checkLists(claim);
  const references = new References(db, findings, kept);
  const report = await lookUp(references, claim);
  const whole =
    claim.kind === 'FIGURE' && claim.input.partOf != null
      ? await references.claim('input.partOf', claim.input.partOf, reader)
      : null;
  const attached = await attachedTo(references, claim);
  const content = buildClaim(claim, { report, status, attached }, findings);
  const key = questionKey(content, sha256);
  if (content.kind === 'FIGURE') checkWhole(content, whole, whole?.questionKey === key, findings);
  findings.refuse();
  return { ...content, questionKey: key };
}

async function lookUp(references: References, { kind, input }: ClaimInput) {
  const { attribution } = input;
  await references.event('input.event', input.event);
  await references.source('input.attribution.source', attribution.source);
  await references.sources('input.attribution.relayedBy', attribution.relayedBy);
  if (attribution.follows != null) await references.source('input.attribution.follows', attribution.follows);
  if (kind === 'FIGURE') {
    await references.parties('input.victims.parties', input.victims.parties);
    await references.parties('input.perpetrators', input.perpetrators);
  }
  if (kind === 'RESPONSIBILITY') await references.parties('input.blamed', input.blamed);
  return references.report('input.citation.report', input.citation.report);
}

async function attachedTo(references: References, { kind, input }: ClaimInput): Promise<Claim | null> {
  if (kind === 'FIGURE' || input.question == null) return null;
  return references.questionClaim('input.question', input.question, input.event, kind);
}
