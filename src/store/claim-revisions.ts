import type { Claim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import { type Instant, OPEN_END } from '../domain/time.ts';
import { CLAIM_FROM, type ClaimJoinRow, claimOf, claimSelect } from './claims.ts';
import type { Db } from './database.ts';
import { wordsOf } from './search.ts';
import type { Stamp } from './stamp.ts';
import {
  type ClaimPartyRow,
  type ClaimRevisionRow,
  claimPartyTable,
  claimRelayTable,
  claimRevisionTable,
  claimTable,
  claimTextTable,
  type PartyRole,
} from './tables.ts';

/** A claim as it is to be recorded: revision 1 of a new one, or the next of one that is there. */
export type NewRevision = Claim & { readonly reason: string | null };

/** Records revisions, each claim once; an earlier one that stood until now ends at the stamp and is never rewritten. */
export async function insertRevisions(db: Db, claims: readonly NewRevision[], stamp: Stamp): Promise<void> {
  const fresh = claims.filter((claim) => claim.revision === 1);
  await db.insert(
    claimTable,
    fresh.map(({ claimId, event, ref, kind }) => ({ id: claimId, event, ref, kind, recorded_at: stamp.at })),
  );
  for (const { claimId } of claims.filter((claim) => claim.revision > 1))
    await endRevision(db, claimId, stamp.at);
  await db.insert(
    claimRevisionTable,
    claims.map((claim) => revisionRow(claim, stamp)),
  );
  await db.insert(claimPartyTable, claims.flatMap(partyRows));
  await db.insert(
    claimRelayTable,
    claims.flatMap(({ claimId, revision, attribution }) =>
      attribution.relayedBy.map((source, position) => ({ claim: claimId, revision, position, source })),
    ),
  );
  await db.insert(
    claimTextTable,
    claims.map((claim) => ({ claim: claim.claimId, body: wordsOf(textToFind(claim)).join(' ') })),
  );
}

async function endRevision(db: Db, claim: string, at: Instant): Promise<void> {
  await db.rows(
    'UPDATE claim_revision SET recorded_to = :at WHERE claim_revision.claim = :claim AND claim_revision.recorded_to = :open',
    { at, claim, open: OPEN_END },
  );
  await db.rows('DELETE FROM claim_text WHERE claim_text.claim = :claim', { claim });
}

function revisionRow(claim: NewRevision, stamp: Stamp): ClaimRevisionRow {
  const { attribution, citation } = claim;
  const figure = isFigureClaim(claim) ? claim : null;
  return {
    claim: claim.claimId,
    revision: claim.revision,
    recorded_from: stamp.at,
    recorded_to: OPEN_END,
    recorded_by: stamp.by,
    reason: claim.reason,
    status: claim.status,
    event: claim.event,
    question: claim.questionKey,
    report: citation.report,
    quote: citation.exact,
    quote_start: citation.start,
    quote_end: citation.end,
    paraphrase: citation.paraphrase,
    source: attribution.source,
    follows: attribution.follows,
    form: attribution.form,
    cue: attribution.cue,
    mode: attribution.mode,
    stance: claim.stance,
    asserted_at: claim.assertedAt,
    asserted_until: claim.assertedUntil,
    retracted_at: claim.retractedAt,
    note: claim.note,
    outcome: figure?.outcome ?? null,
    scope: figure?.victims.scope ?? null,
    victim_status: figure?.victims.status ?? null,
    demographic: figure?.victims.demographic ?? null,
    unit: figure?.victims.unit ?? null,
    description: figure?.victims.description ?? null,
    figure_min: figure?.figure.min ?? null,
    figure_max: figure?.figure.max ?? null,
    figure_best: figure?.figure.best ?? null,
    qualifier: figure?.figure.qualifier ?? null,
    wording: figure?.figure.wording ?? null,
    rule: figure?.figure.rule ?? null,
    extent: figure?.extent ?? null,
    covers_from: figure?.coversFrom ?? null,
    covers_to: figure?.coversTo ?? null,
    part_of: figure?.partOf ?? null,
    proposition: propositionOf(claim),
  };
}

function propositionOf(claim: Claim): string | null {
  if (claim.kind === 'FIGURE') return null;
  return claim.kind === 'STATEMENT' ? claim.proposition : claim.act;
}

function partyRows(claim: Claim): ClaimPartyRow[] {
  const rows = (role: PartyRole, parties: readonly string[]): ClaimPartyRow[] =>
    parties.map((party) => ({ claim: claim.claimId, revision: claim.revision, role, party }));
  if (claim.kind === 'FIGURE') {
    return [...rows('VICTIM', claim.victims.parties), ...rows('PERPETRATOR', claim.perpetrators)];
  }
  return claim.kind === 'RESPONSIBILITY' ? rows('BLAMED', claim.blamed) : [];
}

const textToFind = (claim: Claim): string =>
  [
    claim.citation.exact,
    claim.citation.paraphrase,
    propositionOf(claim),
    isFigureClaim(claim) ? claim.victims.description : null,
  ]
    .filter((text) => text !== null)
    .join('\n');

/** One revision with who recorded it and why. */
export interface RecordedRevision {
  readonly claim: Claim;
  readonly recordedBy: string;
  readonly reason: string | null;
}

/** The last revisions of a claim, oldest first; one more than `last` where there are more, to compare with. */
export async function revisionsOf(
  db: Db,
  claim: string,
  recordedBy: Instant | null,
  last: number,
): Promise<RecordedRevision[]> {
  const rows = await db.rows<ClaimJoinRow & { recorded_by: string; reason: string | null }>(
    `SELECT ${claimSelect(db.dialect)}, revision.recorded_by, revision.reason ${CLAIM_FROM}
     WHERE revision.claim = :claim AND revision.recorded_from <= :until ORDER BY revision.revision DESC LIMIT :limit`,
    { claim, until: recordedBy ?? OPEN_END, limit: last + 1 },
  );
  return rows
    .map((row) => ({ claim: claimOf(row), recordedBy: row.recorded_by, reason: row.reason }))
    .reverse();
}
