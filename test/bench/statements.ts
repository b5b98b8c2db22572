import { assessmentById } from '../../src/store/assessments.ts';
import { claimsById, claimsByQuestion, claimsByWhole } from '../../src/store/claims.ts';
import type { Database } from '../../src/store/database.ts';
import { eventRecord } from '../../src/store/event-record.ts';
import { eventsBySlug, summariesBySlug } from '../../src/store/events.ts';
import { partiesBySlug } from '../../src/store/parties.ts';
import { reportsBySlug } from '../../src/store/reports.ts';
import { sourcesBySlug } from '../../src/store/sources.ts';
import { claimHistory } from '../../src/use-cases/claim-history.ts';
import type { Connection } from '../../src/use-cases/connection.ts';
import { findNode } from '../../src/use-cases/find-node.ts';
import { listAssessments } from '../../src/use-cases/list-assessments.ts';
import { type ClaimOrderField, type ClaimQuery, listClaims } from '../../src/use-cases/list-claims.ts';
import { listEvents } from '../../src/use-cases/list-events.ts';
import { listJournal } from '../../src/use-cases/list-journal.ts';
import { listParties } from '../../src/use-cases/list-parties.ts';
import { listReports } from '../../src/use-cases/list-reports.ts';
import { listSources } from '../../src/use-cases/list-sources.ts';
import { EDITOR, FIRST_PAGE } from '../store/small-record.ts';
import { alphasQuestion, CLAIMS_OF_EVENT, idOf } from './large-record.ts';
import { timed } from './timed-database.ts';

/** What SQLite may hold everything else up for, in milliseconds: half of what no statement may take. */
const LONG = 50;
/** No second look is needed. */
const SURELY_LONG = 500;

type Listed = (page: typeof FIRST_PAGE) => Promise<Connection<unknown>>;

const CLAIM_FILTERS: Readonly<Record<string, ClaimQuery>> = {
  'no filter': {},
  'text: a word of all': { text: 'killed' },
  'text: a word of one in a hundred': { text: '1007' },
  'text: a word of one': { text: 'x500000' },
  'text: two words of all': { text: 'fighters killed' },
  'text: no such word': { text: 'ceasefire' },
  'one party': { parties: ['party-7'] },
  'ten parties': { parties: Array.from({ length: 10 }, (_, number) => `party-${number}`) },
  'no such party': { parties: ['nobody'] },
  'a source of 50,000': { sources: ['alpha'] },
  'a source of 1,000': { sources: ['source-7'] },
  'two sources of 50,000': { sources: ['alpha', 'beta'] },
  'the kind of all sources': { sourceKinds: ['NGO_MONITOR'] },
  'the kind of no source': { sourceKinds: ['MEDICAL'] },
  'one event': { events: ['event-777'] },
  'a hundred events': { events: Array.from({ length: 100 }, (_, number) => `event-${number * 100}`) },
  'one outcome': { outcomes: ['WOUNDED'] },
  'an outcome of none': { outcomes: ['SURRENDERED'] },
  'the victims of all': { victimStatuses: ['COMBATANT'] },
  'the victims of none': { victimStatuses: ['CIVILIAN'] },
  'the stance of all': { stances: ['AFFIRMS'] },
  'the stance of none': { stances: ['DENIES'] },
  drafts: { statuses: ['DRAFT'] },
  retracted: { statuses: ['RETRACTED'] },
  'all statuses': { statuses: ['DRAFT', 'PUBLISHED', 'RETRACTED', 'REJECTED'] },
  'one question': { question: alphasQuestion(777) },
  'one report': { report: idOf('report', 777) },
  'no such report': { report: idOf('report', 9_999_999) },
  'asserted in a month': { assertedFrom: '2015-03-01T00:00:00.000Z', assertedTo: '2015-04-01T00:00:00.000Z' },
  'recorded in a month': { recordedFrom: '2015-03-01T00:00:00.000Z', recordedTo: '2015-04-01T00:00:00.000Z' },
  'changed in a month': { changedFrom: '2015-03-01T00:00:00.000Z', changedTo: '2015-04-01T00:00:00.000Z' },
  'asserted since never': { assertedFrom: '2030-01-01T00:00:00.000Z' },
  'figures of 6 and more': { figureAtLeast: 6 },
  'figures of 900 and more': { figureAtLeast: 900 },
  'figures of 0': { figureAtMost: 0 },
  'a source and a party': { sources: ['alpha'], parties: ['party-7'] },
  'a party and an outcome of none of its': { parties: ['party-7'], outcomes: ['SURRENDERED'] },
  'claims of an event': { ofEvent: 'event-777' },
  'claims of a source of 50,000': { ofSource: 'alpha' },
  'claims of a source of 50,000, an outcome of none': { ofSource: 'alpha', outcomes: ['SURRENDERED'] },
  'claims of a source of 50,000, a word of all': { ofSource: 'alpha', text: 'killed' },
  'claims of an event, a word of all': { ofEvent: 'event-777', text: 'killed' },
  'claims of a report': { ofReport: 'report-777' },
};
/** Those that are read in the other orders, too. */
const REORDERED = new Set([
  'no filter',
  'text: a word of one in a hundred',
  'one party',
  'a source of 1,000',
  'one event',
  'recorded in a month',
  'changed in a month',
]);
const OTHER_ORDERS: readonly ClaimOrderField[] = ['recordedAt', 'revisedAt'];

const EVENT_FILTERS: Readonly<Record<string, Parameters<typeof listEvents>[1]>> = {
  'no filter': {},
  contradictory: { contradictory: true },
  'not contradictory': { contradictory: false },
  'text: a word of all': { text: 'clash' },
  'text: a word of few': { text: '49999' },
  'text: no such word': { text: 'ceasefire' },
  'text: a place': { text: 'place 77' },
  parent: { parent: 'event-770' },
  'one party': { parties: ['party-7'] },
  'no such party': { parties: ['nobody'] },
  'a month': { startedFrom: '2015-03-01T00:00:00.000Z', startedTo: '2015-04-01T00:00:00.000Z' },
};

const SOURCE_FILTERS: Readonly<Record<string, Parameters<typeof listSources>[1]>> = {
  'no filter': {},
  text: { text: 'source' },
  'no such text': { text: 'nobody' },
  kinds: { kinds: ['MEDICAL'] },
  parties: { parties: ['party-0'] },
};

/** The reads that the API's fields cause, by what they are of. */
function readsOf(database: Database): Map<string, () => Promise<unknown>> {
  const reads = new Map<string, () => Promise<unknown>>();
  const page = { ...FIRST_PAGE, limit: 20 };
  const list = (name: string, listed: Listed): void => {
    reads.set(`${name}: first page`, () => listed(page));
    reads.set(`${name}: last page`, () => listed({ ...page, fromEnd: true }));
    reads.set(`${name}: page of 100 after the 20th`, async () => {
      const { page: first } = await listed(page);
      await listed({ ...page, limit: 100, after: first.items.at(-1)?.position ?? null });
    });
    reads.set(`${name}: totalCount`, async () => (await listed({ ...page, limit: 0 })).count());
  };
  for (const [name, filter] of Object.entries(CLAIM_FILTERS)) {
    const listed =
      (field: ClaimOrderField): Listed =>
      (asked) =>
        listClaims(database, EDITOR, filter, { field, descending: true }, asked);
    list(`claims, ${name}`, listed('assertedAt'));
    if (!REORDERED.has(name)) continue;
    for (const field of OTHER_ORDERS)
      reads.set(`claims by ${field}, ${name}: first page`, () => listed(field)(page));
  }
  for (const [name, filter] of Object.entries(EVENT_FILTERS)) {
    list(`events, ${name}`, (page) => listEvents(database, filter, true, page));
  }
  for (const [name, filter] of Object.entries(SOURCE_FILTERS)) {
    list(`sources, ${name}`, (page) => listSources(database, filter, page));
  }
  list('parties', (page) => listParties(database, page));
  list('reports of an event', (page) => listReports(database, 'event-777', page));
  list('journal of an event', (page) => listJournal(database, 'event-777', page));
  list('assessments of a claim', (page) => listAssessments(database, idOf('claim', 777), null, page));
  for (const kind of ['party', 'source', 'event', 'report', 'claim'] as const) {
    reads.set(`node of a ${kind}`, () => findNode(database, EDITOR, idOf(kind, 77)));
  }
  reads.set('history of a claim', () => claimHistory(database, EDITOR, idOf('claim', 777), null, 20));
  const hundred = <T>(of: (number: number) => T): T[] =>
    Array.from({ length: 100 }, (_, number) => of(number * 7));
  const event = (number: number) => `event-${number}`;
  const claims = hundred((number) => idOf('claim', number * CLAIMS_OF_EVENT));
  const loaders: Record<string, (db: Parameters<typeof claimsById>[0]) => Promise<unknown>> = {
    'a hundred events': (db) => eventsBySlug(db, hundred(event)),
    'a hundred event summaries': (db) => summariesBySlug(db, hundred(event)),
    'a hundred reports': (db) =>
      reportsBySlug(
        db,
        hundred((number) => `report-${number}`),
      ),
    'a hundred sources': (db) =>
      sourcesBySlug(
        db,
        hundred((number) => `source-${number + 4}`),
      ),
    'a hundred parties': (db) =>
      partiesBySlug(
        db,
        hundred((number) => `party-${number % 100}`),
      ),
    'a hundred claims': (db) => claimsById(db, claims),
    'what a hundred questions were answered': (db) =>
      claimsByQuestion(
        db,
        hundred((number) => alphasQuestion(number)),
      ),
    'the parts of a hundred claims': (db) => claimsByWhole(db, claims),
    'an assessment': (db) => assessmentById(db, idOf('assessment', 1)),
    'the record of an event': (db) => eventRecord(db, event(777), false),
    'the record of an event with its parts': (db) => eventRecord(db, event(770), true),
    'the record of an event as it was': (db) =>
      eventRecord(db, event(777), false, '2024-06-01T00:00:00.000Z'),
  };
  for (const [name, load] of Object.entries(loaders)) reads.set(name, () => database.read(load));
  return reads;
}

interface SlowRead {
  readonly name: string;
  readonly milliseconds: number;
}

/**
 * Every kind of read that the API causes; says those with a statement that holds SQLite up for long, as they are found and
 * then the slowest first.
 */
export async function measureStatements(large: Database, say: (line: string) => void): Promise<void> {
  const { database, take } = timed(large);
  const slow: SlowRead[] = [];
  const reads = readsOf(database);
  for (const [name, read] of reads) {
    let found = await slowestOf(name, read, take);
    // What else the machine does, and what is read for the first time, is not the statement's fault.
    if (found.milliseconds > LONG && found.milliseconds < SURELY_LONG) {
      const again = await slowestOf(name, read, take);
      if (again.milliseconds < found.milliseconds) found = again;
    }
    if (found.milliseconds > LONG) {
      slow.push(found);
      say(lineOf(found));
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  say(`\n${slow.length} of ${reads.size} reads run a statement of more than ${LONG} ms:\n`);
  for (const read of slow.sort((a, b) => b.milliseconds - a.milliseconds)) say(lineOf(read));
}

const lineOf = ({ name, milliseconds }: SlowRead): string =>
  `${milliseconds.toFixed(0).padStart(7)} ms  ${name}`;

async function slowestOf(
  name: string,
  read: () => Promise<unknown>,
  take: ReturnType<typeof timed>['take'],
): Promise<SlowRead> {
  await read();
  return { name, milliseconds: Math.max(0, ...take().map(({ milliseconds }) => milliseconds)) };
}
