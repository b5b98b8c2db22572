import type { ComparisonRow } from '../domain/comparison.ts';
import { once } from '../domain/once.ts';
import type { Sources } from '../domain/origin.ts';
import { Refusal } from '../domain/refusal.ts';
import {
  type ComparisonScope,
  pairsOf,
  rowOf,
  type SharedQuestion,
  type SourcePair,
  sharedQuestions,
} from '../domain/source-comparison.ts';
import type { TimeReading } from '../domain/vocabulary.ts';
import type { Database, Db } from '../store/database.ts';
import type { Listing } from '../store/page.ts';
import { allSaid, pageSaid } from '../store/said.ts';
import { rarestFirst, sharedQuestionListings } from '../store/shared-questions.ts';
import { sourcesBySlug } from '../store/sources.ts';
import { checkFilter } from './check-filter.ts';
import type { Connection, Page, PageItem, PageRequest } from './connection.ts';

const FEWEST = 2;
const MOST = 10;

/** Sources held against each other; each part is read where it is asked for. */
export interface SourceComparison {
  /** Slugs, each once, in the order asked. */
  readonly sources: readonly string[];
  pairs(): Promise<readonly SourcePair[]>;
  questions(request: PageRequest): Promise<Connection<SharedRow>>;
}

/** A shared question and what each of the sources said to it. */
export interface SharedRow {
  /** Slugs, in the order asked. */
  readonly columns: readonly string[];
  /** These sources, those that they follow here, and the roots of their chains. */
  readonly sources: Sources;
  readonly row: ComparisonRow;
}

export interface SourceComparisonRequest {
  readonly sources: readonly string[];
  readonly scope: ComparisonScope;
  readonly reading: TimeReading;
}

/** How two to ten sources answered the questions that they share, across all events. */
export async function compareSources(
  database: Database,
  request: SourceComparisonRequest,
): Promise<SourceComparison> {
  const { scope, reading } = request;
  const sources = [...new Set(request.sources)];
  checkCount(sources);
  checkFilter(scope, 'scope.');
  await database.read((db) => checkKnown(db, request.sources));
  const listings = once(async () => {
    const ordered = await database.read((db) => rarestFirst(db, sources));
    return sharedQuestionListings(database.dialect, ordered, scope);
  });
  const all = once(async () => {
    const shared: SharedQuestion[] = [];
    for await (const claims of allSaid(database, await listings(), sources)) {
      for (const question of sharedQuestions(claims, scope)) shared.push(question);
    }
    return shared;
  });
  return {
    sources,
    pairs: async () => pairsOf(sources, await all(), reading),
    questions: async (page) => {
      const found = await listings();
      return {
        request: page,
        page: await database.read((db) => pageShared(db, found, { sources, scope, reading }, page)),
        count: async () => (await all()).length,
      };
    },
  };
}

function checkCount(sources: readonly string[]): void {
  if (sources.length >= FEWEST && sources.length <= MOST) return;
  const message = `expected ${FEWEST} to ${MOST} different sources, got ${sources.length}`;
  throw Refusal.ofProblems([{ field: 'sources', message }]);
}

async function checkKnown(db: Db, sources: readonly string[]): Promise<void> {
  const known = await sourcesBySlug(db, sources);
  const problems = sources.flatMap((source, index) =>
    known.has(source) ? [] : [{ field: `sources[${index}]`, message: `there is no source "${source}"` }],
  );
  if (problems.length > 0) throw Refusal.ofProblems(problems, 'NOT_FOUND');
}

/** Reads on where what was read holds claims that do not stand, so that a page is as full as was asked. */
async function pageShared(
  db: Db,
  listings: readonly Listing[],
  { sources, scope, reading }: SourceComparisonRequest,
  request: PageRequest,
): Promise<Page<SharedRow>> {
  const shared: PageItem<SharedQuestion>[] = [];
  const wanted = request.limit + 1;
  let rest: PageRequest = { ...request, limit: wanted };
  for (let more = true; more && shared.length < wanted; ) {
    const read = await pageSaid(db, listings, sources, rest);
    const items = request.fromEnd ? read.items.toReversed() : read.items;
    for (const { value, position } of items) {
      for (const question of sharedQuestions(value, scope)) shared.push({ value: question, position });
    }
    const last = items.at(-1)?.position ?? null;
    rest = { ...rest, [request.fromEnd ? 'before' : 'after']: last };
    more = read.more;
  }
  const kept = shared.slice(0, request.limit);
  const followed = kept
    .flatMap(({ value }) => [...value.said.values()].flatMap(({ claims }) => claims))
    .flatMap(({ attribution }) => attribution.follows ?? []);
  const known = await withRoots(db, [...sources, ...followed]);
  const items = kept.map(({ value, position }) => ({
    value: { columns: sources, sources: known, row: rowOf(value, known, reading) },
    position,
  }));
  return { items: request.fromEnd ? items.reverse() : items, more: shared.length > request.limit };
}

/** The sources of these slugs and the roots of their chains. */
async function withRoots(db: Db, slugs: readonly string[]): Promise<Sources> {
  const sources = await sourcesBySlug(db, [...new Set(slugs)]);
  const roots = [...sources.values()].map(({ origin }) => origin).filter((slug) => !sources.has(slug));
  return new Map([...sources, ...(await sourcesBySlug(db, [...new Set(roots)]))]);
}
