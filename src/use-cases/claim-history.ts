import { Refusal } from '../domain/refusal.ts';
import { type FieldChange, revisionChanges } from '../domain/revision-changes.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import type { Instant } from '../domain/time.ts';
import { revisionsOf } from '../store/claim-revisions.ts';
import type { Database } from '../store/database.ts';

/** One correction or decision of the record. */
export interface ClaimRevision {
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly reason: string | null;
  readonly changes: readonly FieldChange[];
}

/** The last revisions of a claim that the viewer may read, oldest first; recordedBy: those of then. */
export async function claimHistory(
  database: Database,
  viewer: Viewer,
  claimId: string,
  recordedBy: Instant | null,
  last: number,
): Promise<ClaimRevision[]> {
  if (last < 0) throw Refusal.ofProblems([{ field: 'last', message: `expected 0 or more, got ${last}` }]);
  const revisions = await database.read((db) => revisionsOf(db, claimId, recordedBy, last));
  const shown = revisions.filter(({ claim }) => mayRead(viewer, claim));
  return shown
    .map(({ claim, recordedBy, reason }, index) => ({
      revision: claim.revision,
      recordedAt: claim.revisedAt,
      recordedBy,
      reason,
      changes: revisionChanges(shown[index - 1]?.claim ?? null, claim),
    }))
    .slice(Math.max(0, shown.length - last));
}
