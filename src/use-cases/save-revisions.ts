import { answersOf } from '../domain/answers.ts';
import type { Claim } from '../domain/claim.ts';
import { contradictionsOf } from '../domain/contradiction.ts';
import { groupBy } from '../domain/group-by.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Instant, instantOf } from '../domain/time.ts';
import { inView, withoutParts } from '../domain/view.ts';
import { insertRevisions, type NewRevision } from '../store/claim-revisions.ts';
import { claimsByQuestion } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import { lockEvent, touchEvent } from '../store/events.ts';
import { putQuestions } from '../store/questions.ts';
import type { Stamp } from '../store/stamp.ts';

/** A claim's next revision, without the time at which it is recorded, and what it replaces. */
export type UnstampedRevision = Omit<NewRevision, 'revisedAt' | 'recordedAt' | 'latest'>;

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
  const stamp: Stamp = { at: laterThan(last), by };
  await insertRevisions(
    db,
    revisions.map(
      (revision) => ({ ...revision, recordedAt: stamp.at, revisedAt: stamp.at, latest: true }) as NewRevision,
    ),
    stamp,
  );
  await touchEvent(db, event, stamp.at);
  await updateQuestions(db, [...new Set([...touched, ...revisions.map((revision) => revision.questionKey)])]);
}

function laterThan(last: Instant): Instant {
  const now = new Date().toISOString();
  return now > last ? now : instantOf(Date.parse(last) + 1)!;
}

async function updateQuestions(db: Db, keys: readonly string[]): Promise<void> {
  const claims = groupBy(await claimsByQuestion(db, keys), (claim) => claim.questionKey);
  await putQuestions(
    db,
    keys,
    [...claims].map(([key, own]) => ({ key, event: own[0]!.event, contradicted: isContradicted(own) })),
  );
}

/** As the summary of an event counts them: published claims, reading CUMULATIVE. */
function isContradicted(claims: readonly Claim[]): boolean {
  const seen = withoutParts(inView(claims, { assertedBy: null, includeDrafts: false }));
  const sources = [...groupBy(seen, (claim) => claim.attribution.source).values()].map(answersOf);
  return contradictionsOf(sources, 'CUMULATIVE').length > 0;
}
