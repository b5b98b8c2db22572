import { Findings } from '../domain/findings.ts';
import type { AssessClaim } from '../domain/input.ts';
import type { Viewer } from '../domain/role.ts';
import { checkText } from '../domain/text.ts';
import { insertAssessment } from '../store/assessments.ts';
import type { Database, Db } from '../store/database.ts';
import { lockEvent, touchEvent } from '../store/events.ts';
import { appendToJournal } from '../store/journal.ts';
import { laterThan } from '../store/stamp.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { References } from './references.ts';
import { requireEvent } from './require-role.ts';

/** Adds somebody's judgement of a claim; says the id of the claim. */
export const assessClaim = (
  database: Database,
  viewer: Viewer,
  input: AssessClaim & Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, 'assessClaim', input, (db) => saveAssessment(db, input, viewer), 'EDITOR');

async function saveAssessment(
  db: Db,
  { id, credibility, note }: AssessClaim,
  viewer: Viewer,
): Promise<string> {
  const findings = new Findings();
  checkText(findings, 'input.note', note, 'sentence');
  const claim = await new References(db, findings).claim('input.id', id, viewer);
  if (claim) requireEvent(viewer, claim.event, 'assessClaim');
  findings.refuse();
  const last = await lockEvent(db, claim!.event);
  const stamp = { at: laterThan(last!), by: viewer.name };
  const assessment = await insertAssessment(db, { claim: id, credibility, note }, stamp);
  await touchEvent(db, claim!.event, stamp.at);
  await appendToJournal(db, 'assessment', [assessment]);
  return id;
}
