import { Findings } from '../domain/findings.ts';
import { type Problem, Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/role.ts';
import { checkText } from '../domain/text.ts';
import type { Role } from '../domain/vocabulary.ts';
import type { Database, Db } from '../store/database.ts';
import { digestOf, firstAnswer, keepAnswer, takeKey } from '../store/idempotency.ts';
import { stampNow } from '../store/stamp.ts';
import { requireRole } from './require-role.ts';

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
  role: Role = 'CONTRIBUTOR',
): Promise<string> {
  requireRole(viewer, role, operation);
  const { idempotencyKey: key, ...content } = input;
  if (key === null || key === undefined) return database.write(work);
  const problems = keyProblems(key);
  if (problems.length > 0) return database.write((db) => refuseWith(problems, () => work(db)));
  const digest = digestOf(operation, content);
  return database.write(async (db) => {
    const first = await firstAnswer(db, viewer.name, key);
    if (first === null) {
      await takeKey(db, viewer.name, key, digest, stampNow(viewer.name));
      const subject = await work(db);
      await keepAnswer(db, viewer.name, key, subject);
      return subject;
    }
    if (first.digest === digest) return first.subject;
    const message = `the key "${key}" was used with another input before; take a new key for a new input`;
    throw Refusal.ofProblems([{ field: FIELD, message }], 'CONFLICT');
  });
}

const FIELD = 'input.idempotencyKey';

function keyProblems(key: string): readonly Problem[] {
  const findings = new Findings();
  checkText(findings, FIELD, key, 'name');
  if (key.length > LONGEST_KEY) {
    findings.add(FIELD, `expected at most ${LONGEST_KEY} characters, got ${key.length}`);
  }
  return findings.problems;
}

/** Refuses with the problems and whatever else is wrong with the work; leaves nothing of it behind. */
async function refuseWith(problems: readonly Problem[], work: () => Promise<string>): Promise<never> {
  const others = await work().then(
    () => [],
    (error) => {
      if (error instanceof Refusal) return error.problems;
      throw error;
    },
  );
  throw Refusal.ofProblems([...others, ...problems]);
}
