import type { Db } from './database.ts';
import { sha256 } from './ids.ts';
import type { Stamp } from './stamp.ts';
import { idempotencyTable } from './tables.ts';

/** What a key holder first recorded under an idempotency key. */
export interface FirstAnswer {
  readonly digest: string;
  /** The slug or id of what was recorded. */
  readonly subject: string;
}

/** Of an operation's name and its input, whatever the order of the input's fields. */
export const digestOf = (operation: string, input: unknown): string =>
  sha256(`${operation}\n${JSON.stringify(input, sortedFields)}`);

const sortedFields = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export async function firstAnswer(db: Db, holder: string, key: string): Promise<FirstAnswer | null> {
  const rows = await db.rows<FirstAnswer>(
    'SELECT idempotency.digest, idempotency.subject FROM idempotency WHERE holder = :holder AND key = :key',
    { holder, key },
  );
  return rows[0] ?? null;
}

/** Takes the key before there is an answer: whoever else comes with it waits until this transaction ends. */
export const takeKey = (db: Db, holder: string, key: string, digest: string, stamp: Stamp): Promise<void> =>
  db.insert(idempotencyTable, [{ holder, key, digest, subject: '', recorded_at: stamp.at }]);

export async function keepAnswer(db: Db, holder: string, key: string, subject: string): Promise<void> {
  await db.rows('UPDATE idempotency SET subject = :subject WHERE holder = :holder AND key = :key', {
    subject,
    holder,
    key,
  });
}
