import type { Key } from '../domain/key.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/role.ts';
import type { Database } from '../store/database.ts';
import { endKey, keyByName } from '../store/keys.ts';
import { stampNow } from '../store/stamp.ts';
import { requireRole } from './require-role.ts';

/** Ends a key at once and for ever; one that was revoked before stays as it is. */
export async function revokeKey(database: Database, viewer: Viewer, name: string): Promise<Key> {
  requireRole(viewer, 'ADMIN', 'revokeKey');
  return database.write(async (db) => {
    await endKey(db, name, stampNow(viewer.name).at);
    const key = await keyByName(db, name);
    if (key !== null) return key;
    const message = `there is no key ${JSON.stringify(name.slice(0, 100))}`;
    throw Refusal.ofProblems([{ field: 'input.name', message }], 'NOT_FOUND');
  });
}
