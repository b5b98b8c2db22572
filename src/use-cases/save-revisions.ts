import { NOW } from '../domain/as-of.ts';
import { changesBetween } from '../domain/change.ts';
import { Refusal } from '../domain/refusal.ts';
import { insertRevisions, type NewRevision } from '../store/claim-revisions.ts';
import type { Db } from '../store/database.ts';
import { lockEvent, touchEvent } from '../store/events.ts';
import { appendToJournal } from '../store/journal.ts';
import { putQuestions } from '../store/questions.ts';
import { laterThan, type Stamp } from '../store/stamp.ts';
import { questionStates } from './question-states.ts';

/** A claim's next revision, without the time at which it is recorded, and what it replaces. */
export type UnstampedRevision = Omit<NewRevision, 'revisedAt' | 'recordedAt' | 'latest' | 'asOf'>;

/**
 * Records revisions of claims of one event, and what follows from them. The event is locked from before the
 * time is taken until the commit, and its times strictly increase, so that no reader saw less than a later
 * `recordedBy` says. touched: the questions that earlier revisions answered.
 */
export async function saveRevisions(
  db: Db,
  event: string,
  revisions: readonly UnstampedRevision[],
  touched: readonly string[],
  by: string,
): Promise<void> {
  const last = await lockEvent(db, event);
  if (last === null) throw new Refusal('NOT_FOUND', `there is no event "${event}"`);
  const questions = [...new Set([...touched, ...revisions.map(({ questionKey }) => questionKey)])];
  const before = await questionStates(db, questions);
  const stamp: Stamp = { at: laterThan(last), by };
  await insertRevisions(
    db,
    revisions.map(
      (revision) =>
        ({ ...revision, recordedAt: stamp.at, revisedAt: stamp.at, latest: true, asOf: NOW }) as NewRevision,
    ),
    stamp,
  );
  await touchEvent(db, event, stamp.at);
  await appendToJournal(
    db,
    'claim',
    revisions.map(({ claimId }) => claimId),
  );
  const after = await questionStates(db, questions);
  await putQuestions(
    db,
    questions,
    [...after].map(([key, { agreement }]) => ({ key, event, contradicted: agreement === 'CONTRADICT' })),
  );
  db.announce(changesBetween(before, after, revisions));
}
