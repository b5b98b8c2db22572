import type { Instant } from './time.ts';

/** PUBLISHED, REJECTED and RETRACTED: a revision of a claim that changed its status to that. */
export type JournalOperation = 'RECORDED' | 'REVISED' | 'PUBLISHED' | 'REJECTED' | 'RETRACTED' | 'ASSESSED';

/** What was written, as the journal tells of it. */
export interface JournalRecord {
  /** The event's slug; '' for records of no event. */
  readonly chain: string;
  readonly at: Instant;
  readonly actor: string;
  readonly operation: JournalOperation;
  /** The record's global id, "~n" after it where the record has revisions. */
  readonly subject: string;
  /** The hash of the record's content text. */
  readonly digest: string;
}

/** Where a chain stands: how many entries it has, and the hash of the last. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** One link of a chain. sequence: from 1. previous: the hash of the entry before it. */
export interface JournalEntry extends JournalRecord, ChainEnd {
  readonly previous: string;
}

/** SHA-256 of UTF-8 text, lower-case hex. */
export type Hash = (text: string) => string;

/** The end of a chain without entries. */
export const CHAIN_START: ChainEnd = { sequence: 0, hash: '0'.repeat(64) };

/**
 * A record's content as the text that is hashed: JSON with sorted fields. A field that is null is left out, so
 * that a later version may add fields and the digests of what is there stay.
 */
export const contentText = (content: unknown): string => JSON.stringify(content, sortedFields);

const sortedFields = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, field]) => field !== null)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      )
    : value;

/** An entry as the text that is hashed; its first value names the form. */
export const entryText = (entry: Omit<JournalEntry, 'hash'>): string =>
  JSON.stringify([
    'journal 1',
    entry.chain,
    entry.sequence,
    entry.at,
    entry.actor,
    entry.operation,
    entry.subject,
    entry.digest,
    entry.previous,
  ]);

/** The entry that follows the end of a chain. */
export function nextEntry(record: JournalRecord, end: ChainEnd, hash: Hash): JournalEntry {
  const entry = { ...record, sequence: end.sequence + 1, previous: end.hash };
  return { ...entry, hash: hash(entryText(entry)) };
}

/** Why an entry does not follow the end of its chain, or its record is not what it tells of; null where all fits. */
export function entryFault(
  entry: JournalEntry,
  end: ChainEnd,
  record: JournalRecord | null,
  hash: Hash,
): string | null {
  if (entry.sequence !== end.sequence + 1) {
    return `expected entry ${end.sequence + 1} here: entries were removed or renumbered`;
  }
  if (entry.previous !== end.hash) {
    return 'the hash of the entry before it is not the one it was chained to: entries were changed, swapped or inserted';
  }
  if (entry.hash !== hash(entryText(entry))) return 'its hash is not that of what it says: it was changed';
  if (record === null) return 'what it tells of is not in the record: it was removed';
  if (record.digest !== entry.digest) return 'what it tells of is not as it was written: it was changed';
  const moved = TOLD.find((field) => record[field] !== entry[field]);
  if (moved) return `expected the ${moved} "${record[moved]}", as the record has it, got "${entry[moved]}"`;
  return null;
}

const TOLD = ['chain', 'at', 'actor', 'operation'] as const;

/** Why a chain cannot end where its last entry stands; null where it does. */
export function endFault(last: ChainEnd, end: ChainEnd | null): string | null {
  if (end === null) return 'the end of its chain is not known: it was removed';
  if (last.sequence === end.sequence && last.hash === end.hash) return null;
  return `expected the chain to end at entry ${end.sequence}, it ends here: entries were removed, added or changed`;
}
