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

export const keepAnswer = (
  db: Db,
  holder: string,
  key: string,
  answer: FirstAnswer,
  stamp: Stamp,
): Promise<void> => db.insert(idempotencyTable, [{ holder, key, ...answer, recorded_at: stamp.at }]);
