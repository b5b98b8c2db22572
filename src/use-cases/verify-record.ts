import { CHAIN_START, endFault, entryFault, type JournalRecord } from '../domain/journal.ts';
import type { Database } from '../store/database.ts';
import { sha256 } from '../store/ids.ts';
import { entriesAfter, type PlacedEntry } from '../store/journal.ts';
import { firstGap } from '../store/journal-gaps.ts';
import { recordsBySubject } from '../store/journal-records.ts';
import { reportById } from '../store/reports.ts';

/** What of a record was verified, and the first place where it does not fit; null where all of it does. */
export interface Verification {
  readonly chains: number;
  readonly entries: number;
  readonly reports: number;
  readonly fault: string | null;
}

/** Entries held in memory at a time. */
const PAGE = 500;

/** Recomputes all chains, contents and report hashes; stops at the first entry that does not fit. */
export async function verifyRecord(database: Database): Promise<Verification> {
  const counts = { chains: 0, entries: 0, reports: 0 };
  let last: PlacedEntry | null = null;
  for (;;) {
    const entries = await database.read((db) => entriesAfter(db, last, PAGE));
    const records = await recordsOf(database, entries);
    for (const entry of entries) {
      const begins: boolean = last?.chain !== entry.chain;
      const fault =
        (begins && lastFault(last)) || (await faultOf(database, entry, begins ? null : last, records));
      if (fault) return { ...counts, fault };
      if (begins) counts.chains += 1;
      counts.entries += 1;
      if (isReport(entry)) counts.reports += 1;
      last = entry;
    }
    if (entries.length < PAGE) break;
  }
  return { ...counts, fault: lastFault(last) ?? (await gapOf(database)) };
}

const recordsOf = (
  database: Database,
  entries: readonly PlacedEntry[],
): Promise<Map<string, JournalRecord>> =>
  database.read((db) =>
    recordsBySubject(
      db,
      entries.map(({ subject }) => subject),
    ),
  );

async function faultOf(
  database: Database,
  entry: PlacedEntry,
  before: PlacedEntry | null,
  records: ReadonlyMap<string, JournalRecord>,
): Promise<string | null> {
  const record = records.get(entry.subject) ?? null;
  const fault =
    entryFault(entry, before ?? CHAIN_START, record, sha256) ?? (await textFault(database, entry));
  return fault && `${placeOf(entry)}: ${fault}`;
}

/** One text at a time: they may be long. */
async function textFault(database: Database, entry: PlacedEntry): Promise<string | null> {
  if (!isReport(entry)) return null;
  const report = await database.read((db) => reportById(db, entry.subject));
  const hash = report?.text == null ? null : sha256(report.text);
  return hash === (report?.sha256 ?? null) ? null : "the report's text has another hash than was recorded";
}

const isReport = ({ subject }: PlacedEntry): boolean => subject.startsWith('report_');

function lastFault(last: PlacedEntry | null): string | null {
  const fault = last && endFault(last, last.end);
  return fault && `${placeOf(last)}: ${fault}`;
}

async function gapOf(database: Database): Promise<string | null> {
  const gap = await database.read(firstGap);
  return gap && `${chainName(gap.chain)}, ${gap.subject}: ${gap.reason}`;
}

const placeOf = ({ chain, sequence, subject }: PlacedEntry): string =>
  `${chainName(chain)}, entry ${sequence} (${subject})`;

const chainName = (chain: string): string =>
  chain === '' ? 'records of no event' : `event ${JSON.stringify(chain)}`;
