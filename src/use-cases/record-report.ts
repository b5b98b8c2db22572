import { checkReport } from '../domain/check-records.ts';
import type { RecordReport } from '../domain/input.ts';
import type { Viewer } from '../domain/role.ts';
import { checkText } from '../domain/text.ts';
import type { Database, Db } from '../store/database.ts';
import { appendToJournal } from '../store/journal.ts';
import { insertReport, reportsBySlug } from '../store/reports.ts';
import { stampNow } from '../store/stamp.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { type Kept, References } from './references.ts';

export const recordReport = (
  database: Database,
  viewer: Viewer,
  input: RecordReport & Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, 'recordReport', input, (db) => saveReport(db, input, viewer.name));

/** Within a transaction; says the slug. */
export async function saveReport(db: Db, input: RecordReport, by: string, kept?: Kept): Promise<string> {
  const findings = checkReport(input);
  checkText(findings, 'input.url', input.url, 'sentence');
  const references = new References(db, findings, kept);
  await references.source('input.publisher', input.publisher);
  if ((await reportsBySlug(db, [input.slug])).size > 0) {
    findings.add('input.slug', `there is a report "${input.slug}" already; take another slug`, 'CONFLICT');
  }
  findings.refuse();
  await insertReport(db, input, stampNow(by));
  await appendToJournal(db, 'report', [input.slug]);
  return input.slug;
}
