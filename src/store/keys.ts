import type { Key } from '../domain/key.ts';
import type { Instant } from '../domain/time.ts';
import type { Role } from '../domain/vocabulary.ts';
import { inChunks } from './chunks.ts';
import type { Db } from './database.ts';
import { newId } from './ids.ts';
import { jsonOf } from './json.ts';
import type { Stamp } from './stamp.ts';
import { type AccessKeyRow, accessKeyTable } from './tables.ts';

const keyOf = (row: AccessKeyRow): Key => ({
  id: row.id,
  prefix: row.prefix,
  name: row.name,
  role: row.role as Role,
  events: row.events === null ? null : jsonOf(row.events),
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  lastUsedAt: row.last_used_at,
});

/** A key and the SHA-256 of its whole text, lower-case hex. */
export interface KeptKey {
  readonly key: Key;
  readonly digest: string;
}

export async function keyByPrefix(db: Db, prefix: string): Promise<KeptKey | null> {
  const row = await rowOf(db, 'prefix', prefix);
  return row && { key: keyOf(row), digest: row.digest };
}

export async function keyByName(db: Db, name: string): Promise<Key | null> {
  const row = await rowOf(db, 'name', name);
  return row && keyOf(row);
}

async function rowOf(db: Db, column: 'prefix' | 'name', value: string): Promise<AccessKeyRow | null> {
  const rows = await db.rows<AccessKeyRow>(
    `SELECT access_key.* FROM access_key WHERE access_key.${column} = :value`,
    {
      value,
    },
  );
  return rows[0] ?? null;
}

/** The first made first. */
export async function everyKey(db: Db): Promise<Key[]> {
  const rows = await db.rows<AccessKeyRow>(
    'SELECT access_key.* FROM access_key ORDER BY access_key.created_at, access_key.id',
  );
  return rows.map(keyOf);
}

type NewKey = Pick<Key, 'prefix' | 'name' | 'role' | 'events' | 'expiresAt'> & Pick<KeptKey, 'digest'>;

export const insertKey = (db: Db, { expiresAt, events, ...key }: NewKey, stamp: Stamp): Promise<void> =>
  db.insert(accessKeyTable, [
    {
      ...key,
      id: newId('key'),
      events: events && JSON.stringify(events),
      created_at: stamp.at,
      created_by: stamp.by,
      expires_at: expiresAt,
      revoked_at: null,
      last_used_at: null,
    },
  ]);

/** A key that was revoked before keeps the time of then. */
export async function endKey(db: Db, name: string, at: Instant): Promise<void> {
  await db.rows(
    'UPDATE access_key SET revoked_at = :at WHERE access_key.name = :name AND access_key.revoked_at IS NULL',
    { at, name },
  );
}

/** unlessSince: no second time where a use was noted then or later. */
export async function noteKeyUse(db: Db, id: string, at: Instant, unlessSince: Instant): Promise<void> {
  await db.rows(
    `UPDATE access_key SET last_used_at = :at WHERE access_key.id = :id
     AND (access_key.last_used_at IS NULL OR access_key.last_used_at < :unlessSince)`,
    { at, id, unlessSince },
  );
}

/** Of these ids, those of keys that are in force. */
export async function keysInForce(db: Db, ids: readonly string[], now: Instant): Promise<Set<string>> {
  const rows = await inChunks(ids, (some) =>
    db.rows<{ id: string }>(
      `SELECT access_key.id FROM access_key WHERE access_key.id IN (:...some)
       AND access_key.revoked_at IS NULL AND (access_key.expires_at IS NULL OR access_key.expires_at > :now)`,
      { some, now },
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
