import { Refusal } from '../domain/refusal.ts';
import { isAtLeast, type Viewer } from '../domain/role.ts';
import type { Role } from '../domain/vocabulary.ts';
import type { Database, Db } from '../store/database.ts';
import { digestOf, firstAnswer, keepAnswer } from '../store/idempotency.ts';
import { stampNow } from '../store/stamp.ts';

/** Any input that may carry an idempotency key. */
export interface Repeatable {
  idempotencyKey?: string | null | undefined;
}

const LONGEST_KEY = 255;

/**
 * Runs a write in one transaction; it says the slug or id of what it recorded. The same idempotency key
 * with the same input says that of the first time and writes nothing; with another input it is refused.
 */
export async function recordOnce<Input extends Repeatable>(
  database: Database,
  viewer: Viewer,
  operation: string,
  input: Input,
  work: (db: Db) => Promise<string>,
): Promise<string> {
  requireRole(viewer, 'CONTRIBUTOR', operation);
  const { idempotencyKey: key, ...content } = input;
  if (key === null || key === undefined) return database.write(work);
  if (key === '' || key.length > LONGEST_KEY) {
    const message = `expected 1 to ${LONGEST_KEY} characters, got ${key.length}`;
    throw Refusal.ofProblems([{ field: 'input.idempotencyKey', message }]);
  }
  const digest = digestOf(operation, content);
  return database.write(async (db) => {
    const first = await firstAnswer(db, viewer.name, key);
    if (first === null) {
      const subject = await work(db);
      await keepAnswer(db, viewer.name, key, { digest, subject }, stampNow(viewer.name));
      return subject;
    }
    if (first.digest === digest) return first.subject;
    const message = `the key "${key}" was used with another input before; take a new key for a new input`;
    throw Refusal.ofProblems([{ field: 'input.idempotencyKey', message }], 'CONFLICT');
  });
}

/** Refuses who may not: UNAUTHENTICATED without a key, FORBIDDEN with one of too low a role. */
export function requireRole(viewer: Viewer, role: Role, operation: string): void {
  if (isAtLeast(viewer, role)) return;
  if (viewer.known) {
    throw new Refusal(
      'FORBIDDEN',
      `${operation} is for ${role} and up; the key "${viewer.name}" is ${viewer.role}'s`,
    );
  }
  throw new Refusal('UNAUTHENTICATED', `${operation} needs a key: send it as "Authorization: Bearer KEY"`);
}
