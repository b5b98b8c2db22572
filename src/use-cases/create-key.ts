import { randomBytes } from 'node:crypto';
import type { RecordKey } from '../domain/input.ts';
import { checkKey, foldName, type Key, keyText, MOST_EVENTS } from '../domain/key.ts';
import type { Viewer } from '../domain/role.ts';
import { parseInstant } from '../domain/time.ts';
import type { Database, Db } from '../store/database.ts';
import { sha256 } from '../store/ids.ts';
import { everyKey, insertKey, keyByName } from '../store/keys.ts';
import { stampNow } from '../store/stamp.ts';
import { References } from './references.ts';
import { requireRole } from './require-role.ts';

export interface CreatedKey {
  readonly key: Key;
  /** The whole key, which is kept nowhere. */
  readonly secret: string;
}

/** Makes a key; only the answer ever tells it. */
export async function createKey(database: Database, viewer: Viewer, input: RecordKey): Promise<CreatedKey> {
  requireRole(viewer, 'ADMIN', 'createKey');
  return database.write((db) => saveKey(db, input, viewer.name));
}

async function saveKey(db: Db, input: RecordKey, by: string): Promise<CreatedKey> {
  const stamp = stampNow(by);
  const { name, role } = input;
  const events = input.events == null ? null : [...new Set(input.events)];
  const findings = checkKey(input, stamp.at);
  const references = new References(db, findings);
  for (const [index, event] of (events ?? []).slice(0, MOST_EVENTS).entries())
    await references.event(`input.events[${index}]`, event);
  const alike = (await everyKey(db)).find((other) => foldName(other.name) === foldName(name));
  if (alike) {
    const message = `there is or was a key "${alike.name}" already; the record names its writer so, take another name`;
    findings.add('input.name', message, 'CONFLICT');
  }
  findings.refuse();
  const prefix = randomBytes(6).toString('base64url');
  const secret = keyText(prefix, randomBytes(32).toString('base64url'));
  const expiresAt = input.expiresAt == null ? null : parseInstant(input.expiresAt);
  await insertKey(db, { prefix, digest: sha256(secret), name, role, events, expiresAt }, stamp);
  return { key: (await keyByName(db, name))!, secret };
}
