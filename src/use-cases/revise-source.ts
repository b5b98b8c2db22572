import { checkSource } from '../domain/check-records.ts';
import type { Findings } from '../domain/findings.ts';
import type { RecordSource, ReviseSource } from '../domain/input.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Viewer } from '../domain/role.ts';
import type { Source } from '../domain/source.ts';
import { checkText } from '../domain/text.ts';
import type { Database, Db } from '../store/database.ts';
import { appendToJournal } from '../store/journal.ts';
import { insertSourceRevision, lockSource, sourcesBySlug } from '../store/sources.ts';
import { changesOf } from './changes-of.ts';
import { type Repeatable, recordOnce } from './record-once.ts';
import { sourceToRecord } from './record-source.ts';
import { References } from './references.ts';
import { requireEverywhere } from './require-role.ts';

/** Corrects what the record holds of a source; says its slug. */
export const reviseSource = (
  database: Database,
  viewer: Viewer,
  input: ReviseSource & Repeatable,
): Promise<string> =>
  recordOnce(database, viewer, 'reviseSource', input, (db) => saveRevision(db, input, viewer), 'EDITOR');

/** Fields that a source may be without. */
const CLEARABLE = new Set(['party', 'organOf']);

async function saveRevision(
  db: Db,
  { idempotencyKey: _key, slug, reason, ...given }: ReviseSource & Repeatable,
  viewer: Viewer,
): Promise<string> {
  requireEverywhere(viewer, 'reviseSource');
  await lockSource(db, slug);
  const before = (await sourcesBySlug(db, [slug])).get(slug);
  if (!before) {
    throw Refusal.ofProblems([{ field: 'input.slug', message: `there is no source "${slug}"` }], 'NOT_FOUND');
  }
  const { changes, uncleared } = changesOf(given, CLEARABLE);
  const after = sourceToRecord({ ...recordOf(before), ...changes });
  const findings = checkSource(after);
  for (const field of uncleared) {
    findings.add(`input.${field}`, 'a source cannot be without it; leave it out to keep it as it is');
  }
  checkText(findings, 'input.reason', reason, 'sentence');
  const references = new References(db, findings);
  if (after.party != null) await references.party('input.party', after.party);
  if (after.organOf != null) await references.source('input.organOf', after.organOf);
  await checkCircle(db, after, findings);
  findings.refuse();
  await insertSourceRevision(db, after, before.revision, reason, viewer.name);
  await appendToJournal(db, 'source', [slug]);
  return slug;
}

const recordOf = ({
  slug,
  name,
  kind,
  anonymous,
  aliases,
  ownParty,
  organOf,
  reliability,
}: Source): RecordSource => ({
  slug,
  name,
  kind,
  anonymous,
  aliases,
  party: ownParty,
  organOf,
  reliability,
});

/** A source that is an organ of itself would have no origin. */
async function checkCircle(db: Db, { slug, organOf }: RecordSource, findings: Findings): Promise<void> {
  const seen = new Set<string>();
  for (let above = organOf ?? null; above !== null && !seen.has(above); ) {
    if (above === slug) {
      findings.add('input.organOf', `"${slug}" would be an organ of itself, by way of "${organOf}"`);
      return;
    }
    seen.add(above);
    above = (await sourcesBySlug(db, [above])).get(above)?.organOf ?? null;
  }
}
