import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  CHAIN_START,
  contentText,
  endFault,
  entryFault,
  type JournalEntry,
  type JournalRecord,
  nextEntry,
} from '../../src/domain/journal.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const record = (number: number): JournalRecord => ({
  chain: 'clash',
  at: `2021-04-24T00:00:0${number}.000Z`,
  actor: 'maryam',
  operation: 'RECORDED',
  subject: `claim_${number}~1`,
  digest: hash(`content ${number}`),
});

const RECORDS = [1, 2, 3, 4].map(record);

function chainOf(records: readonly JournalRecord[]): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (const own of records) entries.push(nextEntry(own, entries.at(-1) ?? CHAIN_START, hash));
  return entries;
}

/** The place of the first entry that does not fit, and why. */
function firstFault(entries: readonly JournalEntry[]): string | null {
  for (const [index, entry] of entries.entries()) {
    const found = RECORDS.find(({ subject }) => subject === entry.subject) ?? null;
    const fault = entryFault(entry, entries[index - 1] ?? CHAIN_START, found, hash);
    if (fault) return `${index + 1}: ${fault}`;
  }
  const fault = endFault(entries.at(-1)!, chainOf(RECORDS).at(-1)!);
  return fault && `end: ${fault}`;
}

describe('a chain', () => {
  const chain = chainOf(RECORDS);
  const without = (index: number) => chain.toSpliced(index, 1);
  const changed = (index: number, change: Partial<JournalEntry>) =>
    chain.with(index, { ...chain[index]!, ...change });

  test('fits as it was written', () => {
    expect(firstFault(chain)).toBeNull();
    expect(chain.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['sequence', 9, /^2: expected entry 2 here/],
    ['at', '2021-04-25T00:00:00.000Z', /^2: its hash/],
    ['actor', 'somebody', /^2: its hash/],
    ['operation', 'REVISED', /^2: its hash/],
    ['subject', 'claim_3~1', /^2: its hash/],
    ['digest', hash('another'), /^2: its hash/],
    ['previous', hash('another'), /^2: the hash of the entry before it/],
    ['hash', hash('another'), /^2: its hash/],
    ['chain', 'another', /^2: its hash/],
  ])('shows at its place that the %s of an entry was changed', (field, value, reason) => {
    expect(firstFault(changed(1, { [field]: value }))).toMatch(reason);
  });

  test('shows an entry that was changed and given its own new hash at the next', () => {
    const forged = nextEntry({ ...RECORDS[1]! }, { ...chain[0]!, sequence: 1 }, (text) => hash(`${text} `));
    expect(firstFault(chain.with(1, forged))).toMatch(/^2: its hash/);
    const rewritten = nextEntry({ ...RECORDS[1]!, actor: 'somebody' }, chain[0]!, hash);
    expect(firstFault(chain.with(1, rewritten))).toMatch(/^2: expected the actor "maryam"/);
  });

  test('shows what was removed, wherever it stood', () => {
    expect(firstFault(without(0))).toMatch(/^1: expected entry 1 here/);
    expect(firstFault(without(2))).toMatch(/^3: expected entry 3 here/);
    expect(firstFault(without(3))).toMatch(/^end: expected the chain to end at entry 4/);
  });

  test('shows entries that changed places, with their numbers or without', () => {
    const [a, b, c, d] = chain as [JournalEntry, JournalEntry, JournalEntry, JournalEntry];
    expect(firstFault([a, c, b, d])).toMatch(/^2: expected entry 2 here/);
    expect(firstFault([a, { ...c, sequence: 2 }, { ...b, sequence: 3 }, d])).toMatch(/^2: the hash/);
  });

  test('shows an entry whose record is another, elsewhere or not there', () => {
    const entry = chain[0]!;
    const fault = (found: JournalRecord | null) => entryFault(entry, CHAIN_START, found, hash);
    expect(fault(null)).toMatch(/not in the record/);
    expect(fault({ ...RECORDS[0]!, digest: hash('x') })).toMatch(/not as it was written/);
    expect(fault({ ...RECORDS[0]!, chain: 'other' })).toMatch(/expected the chain "other"/);
  });
});

test('content says the same whatever the order of its fields, and whether a field is null or not there', () => {
  expect(contentText({ b: 1, a: { d: null, c: [2, 1] } })).toBe('{"a":{"c":[2,1]},"b":1}');
  expect(contentText({ a: '' })).not.toBe(contentText({ a: null }));
});
