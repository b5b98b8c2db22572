import { groupBy } from '../domain/group-by.ts';
import { CHAIN_START, type ChainEnd, type JournalEntry, nextEntry } from '../domain/journal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Db } from './database.ts';
import { type NodeKind, sha256 } from './ids.ts';
import { latestRecords } from './journal-records.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import { type JournalRow, journalTable } from './tables.ts';

/**
 * Appends an entry for each of these records, as they stand in the tables now, to the chain of its event: call
 * it in the transaction that wrote them, after it. keys: slugs; ids of claims and assessments.
 */
export async function appendToJournal(db: Db, kind: NodeKind, keys: readonly string[]): Promise<void> {
  const records = await latestRecords(db, kind, keys);
  for (const [chain, own] of groupBy(records, (record) => record.chain)) {
    let end = await lockChain(db, chain);
    const entries: JournalEntry[] = [];
    for (const record of own) {
      const entry = nextEntry(record, end, sha256);
      entries.push(entry);
      end = entry;
    }
    await db.insert(journalTable, entries);
    await db.rows(
      'UPDATE journal_head SET sequence = :sequence, hash = :hash WHERE journal_head.chain = :chain',
      { chain, sequence: end.sequence, hash: end.hash },
    );
  }
}

/** Keeps every other writer off the chain until this transaction ends. */
async function lockChain(db: Db, chain: string): Promise<ChainEnd> {
  await db.rows(
    'INSERT INTO journal_head (chain, sequence, hash) VALUES (:chain, :sequence, :hash) ON CONFLICT (chain) DO NOTHING',
    { chain, ...CHAIN_START },
  );
  const rows = await db.rows<ChainEnd>(
    `SELECT journal_head.sequence, journal_head.hash FROM journal_head
     WHERE journal_head.chain = :chain ${db.dialect.forUpdate}`,
    { chain },
  );
  return rows[0]!;
}

export const journalOfEvent = (event: string): Listing => ({
  columns: 'journal.*',
  from: 'FROM journal',
  where: ['journal.chain = :event'],
  parameters: { event },
  order: ['journal.sequence'],
  descending: false,
});

export function pageJournal(db: Db, listing: Listing, request: PageRequest): Promise<Page<JournalEntry>> {
  for (const position of [request.after, request.before]) {
    if (position && !/^\d{1,9}$/.test(position[0] ?? '')) {
      throw new Refusal('BAD_USER_INPUT', 'expected a cursor that this list gave, got another');
    }
  }
  return pageOf(db, listing, request, (row: JournalRow) => ({
    value: row as JournalEntry,
    position: [String(row.sequence)],
  }));
}

/** An entry, and where its chain ended when it was read; null where nobody knows. */
export interface PlacedEntry extends JournalEntry {
  readonly end: ChainEnd | null;
}

/** The next entries after one, null for the first, by chain and sequence. */
export async function entriesAfter(
  db: Db,
  after: JournalEntry | null,
  limit: number,
): Promise<PlacedEntry[]> {
  const rows = await db.rows<JournalRow & { end_sequence: number | null; end_hash: string }>(
    `SELECT journal.*, head.sequence AS end_sequence, head.hash AS end_hash
     FROM journal LEFT JOIN journal_head AS head ON head.chain = journal.chain
     ${after ? 'WHERE (journal.chain, journal.sequence) > (:chain, :sequence)' : ''}
     ORDER BY journal.chain, journal.sequence LIMIT :limit`,
    { ...(after && { chain: after.chain, sequence: after.sequence }), limit },
  );
  return rows.map(({ end_sequence, end_hash, ...entry }) => ({
    ...(entry as JournalEntry),
    end: end_sequence === null ? null : { sequence: end_sequence, hash: end_hash },
  }));
}
