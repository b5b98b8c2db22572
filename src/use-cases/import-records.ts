import { inOrder } from '../domain/in-order.ts';
import type { RecordEvent, RecordParty, RecordReport, RecordSource } from '../domain/input.ts';
import { type Problem, Refusal } from '../domain/refusal.ts';
import type { Located, SheetRecords } from '../intake/sheet-records.ts';
import type { Db } from '../store/database.ts';
import { eventsBySlug } from '../store/events.ts';
import { partiesBySlug } from '../store/parties.ts';
import { reportsBySlug } from '../store/reports.ts';
import { sourcesBySlug } from '../store/sources.ts';
import type { ReportProblem } from './import-sheet.ts';
import { saveEvent } from './record-event.ts';
import { saveParty } from './record-party.ts';
import { saveReport } from './record-report.ts';
import { saveSource, sourceToRecord } from './record-source.ts';
import type { Kept } from './references.ts';

/**
 * Records a sheet's parties, sources, events and reports; one that is there already must be just so. What
 * fails is kept as good as found, so that what names it is not found fault with a second time.
 */
export async function importRecords(
  db: Db,
  sheet: SheetRecords,
  by: string,
  report: ReportProblem,
): Promise<Kept> {
  const kept: Kept = new Map();
  const none = () => null;
  const importer = { db, by, kept, report };
  await importAll(importer, 'party', sheet.parties, none, saveParty, partyAlready);
  await importAll(
    importer,
    'source',
    sheet.sources,
    ({ organOf }) => organOf ?? null,
    saveSource,
    sourceAlready,
  );
  await importAll(importer, 'event', sheet.events, ({ parent }) => parent ?? null, saveEvent, eventAlready);
  await importAll(importer, 'report', sheet.reports, none, saveReport, reportAlready);
  return kept;
}

interface Importer {
  readonly db: Db;
  readonly by: string;
  readonly kept: Kept;
  readonly report: ReportProblem;
}

async function importAll<Input extends { slug: string }>(
  { db, by, kept, report }: Importer,
  noun: string,
  entries: readonly Located<Input>[],
  needs: (input: Input) => string | null,
  save: (db: Db, input: Input, by: string, kept: Kept) => Promise<string>,
  already: (db: Db, input: Input) => Promise<readonly [there: object, given: object] | null>,
): Promise<void> {
  for (const entry of inOrder(
    entries,
    ({ value }) => value.slug,
    ({ value }) => needs(value),
  )) {
    const { slug } = entry.value;
    let pair = await already(db, entry.value);
    const problems = pair ? [] : await problemsOf(() => save(db, entry.value, by, kept));
    // Somebody else may have recorded it since the look: then it is there already, as if found at first.
    if (problems.length > 0) pair = await already(db, entry.value);
    if (pair) {
      for (const field of differences(...pair)) {
        report(
          entry,
          `input.${field}`,
          `the record has ${noun} "${slug}" with another ${field}; a sheet cannot change it`,
        );
      }
      continue;
    }
    for (const { field, message } of problems) report(entry, field, message);
    kept.set(`${noun} ${slug}`, { text: null, ...entry.value });
  }
}

/** Runs a write and says what was wrong with its input. */
export async function problemsOf(write: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await write();
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.problems.length > 0 ? error.problems : [{ field: 'input', message: error.message }];
  }
}

/** The fields in which what the record has differs from what is given. */
const differences = (there: object, given: object): string[] =>
  Object.entries(given)
    .filter(([field, value]) => canonical((there as Record<string, unknown>)[field]) !== canonical(value))
    .map(([field]) => field);

/** Left out and null say the same. */
const canonical = (value: unknown): string => JSON.stringify(value ?? null);

async function partyAlready(db: Db, input: RecordParty) {
  const there = (await partiesBySlug(db, [input.slug])).get(input.slug);
  return there ? ([there, input] as const) : null;
}

async function sourceAlready(db: Db, input: RecordSource) {
  const there = (await sourcesBySlug(db, [input.slug])).get(input.slug);
  if (!there) return null;
  // A sheet's `unnamed` stands for the report's sources, whatever an earlier sheet called them.
  if (there.kind === 'UNNAMED' && input.kind === 'UNNAMED') return [there, { kind: input.kind }] as const;
  return [{ ...there, party: there.ownParty }, sourceToRecord(input)] as const;
}

async function eventAlready(db: Db, input: RecordEvent) {
  const there = (await eventsBySlug(db, [input.slug])).get(input.slug);
  if (!there) return null;
  const { place } = input;
  const given = {
    ...input,
    place: place && {
      name: place.name,
      latitude: place.latitude ?? null,
      longitude: place.longitude ?? null,
    },
    sides: input.sides.map(({ label, parties }) => ({ label: label ?? null, parties })),
  };
  return [there, given] as const;
}

async function reportAlready(db: Db, input: RecordReport) {
  const there = (await reportsBySlug(db, [input.slug])).get(input.slug);
  return there ? ([there, input] as const) : null;
}
