import type { Claim } from '../domain/claim.ts';
import { Refusal } from '../domain/refusal.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import { claimsById } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import { lockEvent } from '../store/events.ts';
import { requireEvent } from './require-role.ts';

/** The claim in the revision that the viewer saw, with its event locked until the transaction ends. */
export async function standingClaim(
  db: Db,
  viewer: Viewer,
  operation: string,
  { id, expectedRevision }: { readonly id: string; readonly expectedRevision: number },
): Promise<Claim> {
  const there = (await claimsById(db, [id])).get(id);
  // What the viewer may not read is not there.
  const found = there && mayRead(viewer, there) ? there : undefined;
  if (found) {
    requireEvent(viewer, found.event, operation);
    await lockEvent(db, found.event);
  }
  // Under the lock: somebody else may have revised it in between.
  const claim = found && (await claimsById(db, [id])).get(id);
  if (!claim) {
    const message = `there is no claim "${id}"; a revision is made of a claim by its own id`;
    throw Refusal.ofProblems([{ field: 'input.id', message }], 'NOT_FOUND');
  }
  if (claim.revision === expectedRevision) return claim;
  const message = `expected revision ${expectedRevision}, but revision ${claim.revision} stands; look at it and decide anew`;
  throw Refusal.ofProblems([{ field: 'input.expectedRevision', message }], 'CONFLICT');
}
