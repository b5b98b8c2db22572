import { checkEvent } from '../domain/check-records.ts';
import type { RecordEvent } from '../domain/input.ts';
import type { Viewer } from '../domain/role.ts';
import type { Database, Db } from '../store/database.ts';
import { eventsBySlug, insertEvent } from '../store/events.ts';
import { appendToJournal } from '../store/journal.ts';
import { stampNow } from '../store/stamp.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { type Kept, References } from './references.ts';
import { requireEverywhere } from './require-role.ts';

export const recordEvent = (
  database: Database,
  viewer: Viewer,
  input: RecordEvent & Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, 'recordEvent', input, (db) => {
    requireEverywhere(viewer, 'recordEvent');
    return saveEvent(db, input, viewer.name);
  });

/** Within a transaction; says the slug. */
export async function saveEvent(db: Db, input: RecordEvent, by: string, kept?: Kept): Promise<string> {
  const findings = checkEvent(input);
  const references = new References(db, findings, kept);
  for (const [index, side] of input.sides.entries()) {
    await references.parties(`input.sides[${index}].parties`, side.parties);
  }
  if (input.parent != null) await references.event('input.parent', input.parent);
  if ((await eventsBySlug(db, [input.slug])).size > 0) {
    findings.add('input.slug', `there is an event "${input.slug}" already; take another slug`, 'CONFLICT');
  }
  findings.refuse();
  await insertEvent(db, input, stampNow(by));
  await appendToJournal(db, 'event', [input.slug]);
  return input.slug;
}
