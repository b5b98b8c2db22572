import type { Claim } from '../domain/claim.ts';
import { groupBy } from '../domain/group-by.ts';
import { byEach, byText } from '../domain/order.ts';
import { OPEN_END } from '../domain/time.ts';
import { CLAIM_FROM, type ClaimJoinRow, claimOf, claimSelect } from './claims.ts';
import type { Database, Db } from './database.ts';
import { type Listing, type Page, type PageItem, type PageRequest, pageOf } from './page.ts';
import type { CandidateRow } from './shared-questions.ts';

/** A page of all the listings' questions, each as what the sources said to it: the claims in view. sources null: all. */
export async function pageSaid(
  db: Db,
  listings: readonly Listing[],
  sources: readonly string[] | null,
  request: PageRequest,
): Promise<Page<readonly Claim[]>> {
  const page = await pageQuestions(db, listings, request);
  const questions = page.items.map((item) => item.value);
  if (questions.length === 0) return { ...page, items: [] };
  const said = groupBy(await claimsInView(db, questions, sources), (claim) => claim.questionKey);
  return { ...page, items: page.items.map((item) => ({ ...item, value: said.get(item.value) ?? [] })) };
}

/** The listings' questions that are shared, each once. */
async function pageQuestions(
  db: Db,
  listings: readonly Listing[],
  request: PageRequest,
): Promise<Page<string>> {
  const found = new Map<string, PageItem<string>>();
  for (const listing of listings) {
    for (const item of await firstShared(db, listing, request)) found.set(item.value, item);
  }
  const ordered = [...found.values()].sort(byPosition);
  if (request.fromEnd) ordered.reverse();
  const items = ordered.slice(0, request.limit);
  return { items: request.fromEnd ? items.reverse() : items, more: ordered.length > request.limit };
}

/** Candidates a statement: few at first, since few may do; never so many that they hold the engine up. */
const FEW = 500;
const MANY = 2_000;

/** In the direction of reading the first that are shared, one more than a page where there are so many. */
async function firstShared(db: Db, listing: Listing, request: PageRequest): Promise<PageItem<string>[]> {
  const shared: PageItem<string>[] = [];
  let rest: PageRequest = { ...request, limit: FEW };
  for (;;) {
    const candidates = await pageOf(db, listing, rest, (row: CandidateRow) => ({
      value: row,
      position: [row.event, row.question],
    }));
    const items = request.fromEnd ? candidates.items.toReversed() : candidates.items;
    for (const { value, position } of items)
      if (value.shared) shared.push({ value: value.question, position });
    if (!candidates.more || shared.length > request.limit) return shared.slice(0, request.limit + 1);
    const last = items.at(-1)!.position;
    rest = { ...rest, limit: Math.min(rest.limit * 2, MANY), [request.fromEnd ? 'before' : 'after']: last };
    await turn();
  }
}

/** SQLite answers on this thread: whoever waits has a turn between two statements. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const byPosition = byEach<PageItem<string>>(
  (a, b) => byText(a.position[0]!, b.position[0]!),
  (a, b) => byText(a.position[1]!, b.position[1]!),
);

/** Questions a statement: no one of them holds the engine up for long. */
const SOME = 200;

/** What the sources said to all of the questions, some questions at a time, each of them whole. */
export async function* allSaid(
  database: Database,
  listings: readonly Listing[],
  sources: readonly string[] | null,
): AsyncGenerator<Claim[]> {
  let request: PageRequest = { order: '', limit: SOME, fromEnd: false, after: null, before: null };
  for (let more = true; more; ) {
    const page = await database.read((db) => pageSaid(db, listings, sources, request));
    yield page.items.flatMap(({ value }) => value);
    request = { ...request, after: page.items.at(-1)?.position ?? null };
    more = page.more;
    if (more) await turn();
  }
}

async function claimsInView(
  db: Db,
  questions: readonly string[],
  sources: readonly string[] | null,
): Promise<Claim[]> {
  // An expression, so that SQLite, which knows of no frequencies, does not read all that these sources ever said.
  const ofSources = sources === null ? '' : "AND (revision.source || '') IN (:...sources)";
  const rows = await db.rows<ClaimJoinRow>(
    `SELECT ${claimSelect(db.dialect)} ${CLAIM_FROM}
     WHERE revision.recorded_to = :open AND revision.status IN ('PUBLISHED', 'RETRACTED')
       AND revision.question IN (:...questions) ${ofSources}`,
    { open: OPEN_END, questions, ...(sources !== null && { sources }) },
  );
  return rows.map((row) => claimOf(row));
}
