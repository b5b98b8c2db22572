import { checkSource } from '../domain/check-records.ts';
import type { RecordSource } from '../domain/input.ts';
import type { Viewer } from '../domain/role.ts';
import type { Database, Db } from '../store/database.ts';
import { appendToJournal } from '../store/journal.ts';
import { insertSource, sourcesBySlug } from '../store/sources.ts';
import { stampNow } from '../store/stamp.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { type Kept, References } from './references.ts';

export const recordSource = (
  database: Database,
  viewer: Viewer,
  input: RecordSource & Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, 'recordSource', input, (db) => saveSource(db, input, viewer.name));

/** Within a transaction; says the slug. */
export async function saveSource(db: Db, input: RecordSource, by: string, kept?: Kept): Promise<string> {
  const findings = checkSource(input);
  const references = new References(db, findings, kept);
  if (input.party != null) await references.party('input.party', input.party);
  if (input.organOf != null) await references.source('input.organOf', input.organOf);
  if ((await sourcesBySlug(db, [input.slug])).size > 0) {
    findings.add('input.slug', `there is a source "${input.slug}" already; take another slug`, 'CONFLICT');
  }
  findings.refuse();
  await insertSource(db, sourceToRecord(input), stampNow(by));
  await appendToJournal(db, 'source', [input.slug]);
  return input.slug;
}

/** Sources without names are always anonymous. */
export const sourceToRecord = (input: RecordSource): RecordSource => ({
  ...input,
  anonymous: input.anonymous || input.kind === 'UNNAMED',
});
