import { NOW } from '../domain/as-of.ts';
import type { ClaimInput } from '../domain/build-claim.ts';
import type { Claim } from '../domain/claim.ts';
import { groupBy } from '../domain/group-by.ts';
import { inOrder } from '../domain/in-order.ts';
import { revisionChanges } from '../domain/revision-changes.ts';
import type { Located, SheetClaim } from '../intake/sheet-records.ts';
import { claimsByRef } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import { lockEvent } from '../store/events.ts';
import { newId } from '../store/ids.ts';
import { problemsOf } from './import-records.ts';
import type { ReportProblem } from './import-sheet.ts';
import { isPartOfItself } from './is-part-of-itself.ts';
import { type PreparedClaim, prepareClaim } from './prepare-claim.ts';
import type { Kept } from './references.ts';
import { saveRevisions } from './save-revisions.ts';

/** What importing did with the claims of a sheet. */
export interface ImportCount {
  readonly recorded: number;
  readonly revised: number;
  readonly unchanged: number;
}

type Entry = Located<SheetClaim>;

/** Records new claims and revises changed ones; refused: whether something else of the sheet was found fault with. */
export async function importClaims(
  db: Db,
  entries: readonly Entry[],
  kept: Kept,
  by: string,
  report: ReportProblem,
  refused: () => boolean,
): Promise<ImportCount> {
  const byEvent = [...groupBy(entries, ({ value }) => value.input.event)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const total = { recorded: 0, revised: 0, unchanged: 0 };
  for (const [event, own] of byEvent) {
    await lockEvent(db, event);
    const revisions = await revisionsOf(db, event, own, kept, report);
    const changed = revisions.filter(
      (next) => next.before === null || revisionChanges(next.before, next.after).length > 0,
    );
    if (!refused() && changed.length > 0) {
      const touched = changed.flatMap(({ before }) => before?.questionKey ?? []);
      await saveRevisions(
        db,
        event,
        changed.map(({ before, after }) => ({ ...after, reason: before === null ? null : REVISED })),
        touched,
        by,
      );
    }
    total.recorded += changed.filter(({ before }) => before === null).length;
    total.revised += changed.filter(({ before }) => before !== null).length;
    total.unchanged += revisions.length - changed.length;
  }
  return total;
}

interface NextRevision {
  readonly before: Claim | null;
  readonly after: Claim;
}

/** Why a claim was revised, where a sheet says nothing of it. */
const REVISED = 'imported again, changed';

async function revisionsOf(
  db: Db,
  event: string,
  entries: readonly Entry[],
  kept: Kept,
  report: ReportProblem,
): Promise<NextRevision[]> {
  const refs = entries.flatMap(({ value }) => [
    value.ref,
    ...(value.partOfRef === null ? [] : [value.partOfRef]),
  ]);
  const there = await claimsByRef(db, event, [...new Set(refs)]);
  const ids = new Map([...there].map(([ref, claim]) => [ref, claim.claimId]));
  for (const { value } of entries) if (!ids.has(value.ref)) ids.set(value.ref, newId('claim'));
  const wholeOf = ({ partOfRef }: SheetClaim): string | null =>
    partOfRef === null ? null : (ids.get(partOfRef) ?? null);
  const wholes = new Map(entries.map(({ value }) => [ids.get(value.ref)!, wholeOf(value)]));
  const revisions: NextRevision[] = [];
  for (const entry of inOrder(
    entries,
    ({ value }) => value.ref,
    ({ value }) => value.partOfRef,
  )) {
    const { ref, partOfRef } = entry.value;
    const id = ids.get(ref)!;
    if (partOfRef !== null && !ids.has(partOfRef)) {
      report(
        entry,
        'input.partOf',
        `event "${event}" has no claim "${partOfRef}"; name one of this sheet or the record`,
      );
    }
    const ring = await isPartOfItself(db, id, wholes);
    if (ring) {
      const message = `"${ref}" would be a part of itself, by way of "${partOfRef}"; one of them must be the whole`;
      report(entry, 'input.partOf', message);
    }
    const before = there.get(ref) ?? null;
    const problems = await problemsOf(async () => {
      const claim = claimInput(entry.value, ring ? null : wholes.get(id)!);
      const prepared = await prepareClaim(db, claim, claim.input.status ?? 'PUBLISHED', { kept });
      const after = revisionAfter(before, prepared, id);
      kept.set(`claim ${after.claimId}`, after);
      revisions.push({ before, after });
    });
    for (const { field, message } of problems) report(entry, field, message);
    const refusal = before && refusalToRevise(before, entry.value);
    if (refusal) report(entry, 'input.ref', refusal);
    // Its parts are found no fault with for that.
    if (refusal || problems.length > 0) kept.set(`claim ${id}`, null);
  }
  return revisions;
}

function claimInput({ kind, input }: SheetClaim, whole: string | null): ClaimInput {
  return kind === 'FIGURE' ? { kind, input: { ...input, partOf: whole } } : ({ kind, input } as ClaimInput);
}

/** What is decided of a claim stays: a sheet corrects what it says, not whether it stands. */
function revisionAfter(before: Claim | null, prepared: PreparedClaim, claimId: string): Claim {
  const identity = { claimId, recordedAt: '', revisedAt: '', latest: true, asOf: NOW };
  if (before === null) return { ...prepared, ...identity, revision: 1 };
  const { status, retractedAt, revision } = before;
  return { ...prepared, ...identity, status, retractedAt, revision: revision + 1 };
}

function refusalToRevise(before: Claim, { kind, ref }: SheetClaim): string | null {
  if (before.kind !== kind) return `the record has "${ref}" as a claim of another kind; take another ref`;
  return before.status === 'REJECTED' ? `"${ref}" was rejected from the record; take another ref` : null;
}
