import { claimsById } from '../store/claims.ts';
import type { Db } from '../store/database.ts';

/**
 * Whether a claim would be a part of itself, by way of others or not: each would stand under another, and
 * none be compared. wholes: by claim id, the ids that are to be recorded; beyond them the record's count.
 */
export async function isPartOfItself(
  db: Db,
  claim: string,
  wholes: ReadonlyMap<string, string | null>,
): Promise<boolean> {
  const seen = new Set<string>();
  let whole = wholes.get(claim) ?? null;
  while (whole !== null && whole !== claim && !seen.has(whole)) {
    seen.add(whole);
    whole = wholes.has(whole) ? wholes.get(whole)! : await wholeOnRecord(db, whole);
  }
  return whole === claim;
}

async function wholeOnRecord(db: Db, id: string): Promise<string | null> {
  const claim = (await claimsById(db, [id])).get(id);
  return claim?.kind === 'FIGURE' ? claim.partOf : null;
}
