import type { Database } from '../store/database.ts';
import { keysInForce } from '../store/keys.ts';

/** Which of these keys, by their ids, are revoked, expired or gone. */
export async function endedKeys(database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const inForce = await database.read((db) => keysInForce(db, ids, new Date().toISOString()));
  return new Set(ids.filter((id) => !inForce.has(id)));
}
