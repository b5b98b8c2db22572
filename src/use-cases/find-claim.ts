import type { Claim } from '../domain/claim.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import { claimRevision, claimsById } from '../store/claims.ts';
import type { Database } from '../store/database.ts';

const REVISION_ID = /^(.+)~([1-9]\d{0,8})$/;

/** A claim by its id, or one of its earlier revisions by that one's own; null where there is none for the viewer. */
export async function findClaim(database: Database, viewer: Viewer, id: string): Promise<Claim | null> {
  const match = REVISION_ID.exec(id);
  const claim = await database.read(async (db) =>
    match ? claimRevision(db, match[1]!, Number(match[2])) : ((await claimsById(db, [id])).get(id) ?? null),
  );
  return claim !== null && mayRead(viewer, claim) ? claim : null;
}
