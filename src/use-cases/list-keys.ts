import type { Key } from '../domain/key.ts';
import type { Viewer } from '../domain/role.ts';
import type { Database } from '../store/database.ts';
import { everyKey, keyListing, pageKeys } from '../store/keys.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';
import { requireRole } from './require-role.ts';

/** All keys that were ever made, the first made first. */
export async function listKeys(
  database: Database,
  viewer: Viewer,
  request: PageRequest,
): Promise<Connection<Key>> {
  requireRole(viewer, 'ADMIN', 'keys');
  const listing = keyListing();
  return connect(database, listing, request, (db) => pageKeys(db, listing, request));
}

/** The same at once. */
export async function allKeys(database: Database, viewer: Viewer): Promise<readonly Key[]> {
  requireRole(viewer, 'ADMIN', 'keys');
  return database.read(everyKey);
}
