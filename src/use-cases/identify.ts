import { createHash, timingSafeEqual } from 'node:crypto';
import { hasExpired, type Key, prefixOf } from '../domain/key.ts';
import { Refusal } from '../domain/refusal.ts';
import { ANYBODY, type Viewer } from '../domain/role.ts';
import type { Database } from '../store/database.ts';
import { keyByPrefix } from '../store/keys.ts';
import { noteKeyUse } from './note-key-use.ts';

const ADMIN: Viewer = { name: 'admin', role: 'ADMIN', known: true, key: null, events: null };

/**
 * Who shows this key; none is a reader. adminKey: the operator's own; null: there is none. Other keys are looked
 * up each time, so that one that is revoked ends at once, whichever process is asked.
 */
export async function identify(
  database: Database,
  key: string | null,
  adminKey: string | null,
): Promise<Viewer> {
  if (key === null) return ANYBODY;
  const digest = digestOf(key);
  if (adminKey !== null && timingSafeEqual(digest, digestOf(adminKey))) return ADMIN;
  const kept = await keyWith(database, key, digest);
  refuseEnded(kept);
  noteKeyUse(database, kept);
  const { id, name, role, events } = kept;
  return { name, role, known: true, key: id, events };
}

/** Digests are of one length, so that the time of comparing tells nothing. */
const digestOf = (key: string): Buffer => createHash('sha256').update(key).digest();

async function keyWith(database: Database, key: string, digest: Buffer): Promise<Key> {
  const prefix = prefixOf(key);
  const kept = prefix === null ? null : await database.read((db) => keyByPrefix(db, prefix));
  if (kept !== null && timingSafeEqual(digest, Buffer.from(kept.digest, 'hex'))) return kept.key;
  throw new Refusal(
    'UNAUTHENTICATED',
    'the key is not known here; ask the operator for one, or send none to read',
  );
}

function refuseEnded(key: Key): void {
  const { name, revokedAt, expiresAt } = key;
  if (revokedAt !== null) {
    throw new Refusal('UNAUTHENTICATED', `the key "${name}" was revoked at ${revokedAt}; ask for another`);
  }
  if (hasExpired(key, new Date().toISOString())) {
    throw new Refusal('UNAUTHENTICATED', `the key "${name}" expired at ${expiresAt}; ask for another`);
  }
}

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/** The key of an Authorization header; null where there is none. */
export function bearerKey(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  const key = BEARER.exec(header)?.[1];
  if (key === undefined) {
    throw new Refusal('UNAUTHENTICATED', 'expected the header "Authorization: Bearer KEY", got another form');
  }
  return key;
}
