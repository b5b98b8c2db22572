import { checkParty } from '../domain/check-records.ts';
import type { RecordParty } from '../domain/input.ts';
import type { Viewer } from '../domain/role.ts';
import type { Database, Db } from '../store/database.ts';
import { appendToJournal } from '../store/journal.ts';
import { insertParty, partiesBySlug } from '../store/parties.ts';
import { stampNow } from '../store/stamp.ts';
import { type Repeatable, recordOnce } from './record-once.ts';

export const recordParty = (
  database: Database,
  viewer: Viewer,
  input: RecordParty & Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, 'recordParty', input, (db) => saveParty(db, input, viewer.name));

/** Within a transaction; says the slug. */
export async function saveParty(db: Db, input: RecordParty, by: string): Promise<string> {
  const findings = checkParty(input);
  if ((await partiesBySlug(db, [input.slug])).size > 0) {
    findings.add('input.slug', `there is a party "${input.slug}" already; take another slug`, 'CONFLICT');
  }
  findings.refuse();
  await insertParty(db, input, stampNow(by));
  await appendToJournal(db, 'party', [input.slug]);
  return input.slug;
}
