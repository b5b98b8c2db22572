import type { Key } from '../domain/key.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from '../store/database.ts';
import { noteKeyUse as saveKeyUse } from '../store/keys.ts';

const MINUTE = 60_000;

/** Of one database: when this process last tried to note each key's use, by the key's id, and what it still writes. */
interface Uses {
  readonly tried: Map<string, Instant>;
  readonly writes: Set<Promise<void>>;
}

const usesOf = new WeakMap<Database, Uses>();

/**
 * Notes that a key was used, once a minute at most. Nobody waits for it, and a database that takes no writes
 * now fails nobody's reading.
 */
export function noteKeyUse(database: Database, { id, lastUsedAt }: Pick<Key, 'id' | 'lastUsedAt'>): void {
  const now = new Date();
  const minuteAgo = new Date(now.getTime() - MINUTE).toISOString();
  const { tried, writes } = usesIn(database);
  const last = [lastUsedAt, tried.get(id)].some((at) => at != null && at >= minuteAgo);
  if (last) return;
  tried.set(id, now.toISOString());
  const write = database
    .write((db) => saveKeyUse(db, id, now.toISOString(), minuteAgo))
    .catch(() => undefined)
    .finally(() => writes.delete(write));
  writes.add(write);
}

/** Resolves once nothing is being noted any more: what to await before the database is closed. */
export async function keyUsesNoted(database: Database): Promise<void> {
  await Promise.all(usesOf.get(database)?.writes ?? []);
}

function usesIn(database: Database): Uses {
  const uses = usesOf.get(database) ?? { tried: new Map(), writes: new Set() };
  usesOf.set(database, uses);
  return uses;
}
