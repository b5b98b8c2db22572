import type { Key } from '../domain/key.ts';
import type { Viewer } from '../domain/role.ts';
import type { Database } from '../store/database.ts';
import { everyKey } from '../store/keys.ts';
import { requireRole } from './require-role.ts';

/** All keys that were ever made, the first made first. */
export async function listKeys(database: Database, viewer: Viewer): Promise<readonly Key[]> {
  requireRole(viewer, 'ADMIN', 'keys');
  return database.read(everyKey);
}
