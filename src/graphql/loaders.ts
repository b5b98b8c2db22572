import DataLoader from 'dataloader';
import type { AsOf } from '../domain/as-of.ts';
import { type Claim, type FigureClaim, isFigureClaim } from '../domain/claim.ts';
import { oldestFirst } from '../domain/claim-order.ts';
import type { Comparison } from '../domain/comparison.ts';
import type { Event, EventSummary } from '../domain/event.ts';
import { groupBy } from '../domain/group-by.ts';
import type { Party } from '../domain/party.ts';
import { assertionsOf } from '../domain/repeats.ts';
import type { Report } from '../domain/report.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import type { Source } from '../domain/source.ts';
import { inView } from '../domain/view.ts';
import { claimsById, claimsByQuestion, claimsByWhole } from '../store/claims.ts';
import type { Database, Db } from '../store/database.ts';
import { within } from '../store/deadline.ts';
import { eventsBySlug, summariesBySlug } from '../store/events.ts';
import { partiesBySlug } from '../store/parties.ts';
import { reportsBySlug } from '../store/reports.ts';
import { sourcesBySlug } from '../store/sources.ts';
import type { Allowance } from './allowance.ts';
import { AnswerSize } from './answer-size.ts';
import { Deadline } from './deadline.ts';
import type { Recorded } from './parents.ts';
import type { RequestNotes } from './request-notes.ts';

/** What every resolver of one request shares. */
export interface Context {
  /** Within the deadline. */
  readonly database: Database;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly deadline: Deadline;
  readonly answer: AnswerSize;
  /** null: of whoever runs the program; no limit holds. */
  readonly allowance: Allowance | null;
  readonly notes: RequestNotes;
}

export type Loaders = ReturnType<typeof loadersOf>;

interface Asking extends Pick<Context, 'viewer' | 'allowance' | 'notes'> {
  /** That the answer may hold. */
  readonly fields: number;
}

export function contextOf(whole: Database, { fields, ...asking }: Asking): Context {
  const deadline = new Deadline();
  const database = within(whole, deadline.signal);
  const loaders = loadersOf(database, asking.viewer);
  return { ...asking, database, loaders, deadline, answer: new AnswerSize(fields) };
}

/** One loader a noun, so that a list's rows cost one statement a noun and not one a row. Keys are slugs or ids. */
function loadersOf(database: Database, viewer: Viewer) {
  const timed = new Map<string, TimedLoaders>();
  const at = (asOf: AsOf): TimedLoaders => {
    const key = `${asOf.assertedBy} ${asOf.recordedBy}`;
    const loaders = timed.get(key) ?? loadersAt(database, viewer, asOf);
    timed.set(key, loaders);
    return loaders;
  };
  const lasting = {
    party: byKey<Party>(database, partiesBySlug),
    event: byKey<Event>(database, eventsBySlug),
    summary: byKey<EventSummary>(database, summariesBySlug),
    report: byKey<Report>(database, reportsBySlug),
  };
  const comparisons = new Map<string, Promise<Comparison | null>>();
  return {
    ...lasting,
    /** What was otherwise at other times. */
    at,
    /** Comparisons by what was asked: several fields of one request may ask for the same. */
    comparisons,
    /** Forgets what was loaded: the next to ask reads anew. */
    clear: () => {
      for (const loader of Object.values(lasting)) loader.clearAll();
      timed.clear();
      comparisons.clear();
    },
  };
}

type TimedLoaders = ReturnType<typeof loadersAt>;

function loadersAt(database: Database, viewer: Viewer, asOf: AsOf) {
  const saidTo = async (db: Db, questions: readonly string[]): Promise<Map<string, Claim[]>> =>
    groupBy(published(await claimsByQuestion(db, questions, recordedBy)), (claim) => claim.questionKey);
  const { recordedBy } = asOf;
  const seen = (claims: readonly Claim[]): Claim[] =>
    inView(
      claims.filter((claim) => mayRead(viewer, claim)),
      { assertedBy: asOf.assertedBy, includeDrafts: true },
    );
  const published = (claims: readonly Claim[]): Claim[] =>
    inView(claims, { assertedBy: asOf.assertedBy, includeDrafts: false });
  return {
    source: byKey<Source>(database, (db, slugs) => sourcesBySlug(db, slugs, recordedBy)),
    claim: byKey<Claim>(database, (db, ids) => claimsById(db, ids, recordedBy)),
    parts: byKey<FigureClaim[]>(database, async (db, wholes) =>
      groupBy(
        seen(await claimsByWhole(db, wholes, recordedBy))
          .filter(isFigureClaim)
          .sort(oldestFirst),
        (part) => part.partOf!,
      ),
    ),
    /** The published claims to a question, by its key. */
    said: byKey<Claim[]>(database, saidTo),
    /** The same by what they assert. */
    assertions: byKey<Map<string, Claim[]>>(
      database,
      async (db, questions) =>
        new Map([...(await saidTo(db, questions))].map(([key, said]) => [key, assertionsOf(said)])),
    ),
  };
}

const byKey = <T>(
  database: Database,
  lookup: (db: Db, keys: readonly string[]) => Promise<Map<string, T>>,
): DataLoader<string, T | null> =>
  new DataLoader(async (keys) => {
    const found = await database.read((db) => lookup(db, keys));
    return keys.map((key) => found.get(key) ?? null);
  });

/** A value that a row refers to and that foreign keys keep there. */
export async function expected<T>(value: Promise<T | null>, what: string): Promise<T> {
  const found = await value;
  if (found === null) throw new Error(`${what} is referred to and not there`);
  return found;
}

/** What a mutation recorded. What was loaded before it is forgotten: the request's next mutation reads anew. */
export async function recorded({ loaders }: Context, subject: Promise<string>): Promise<Recorded> {
  const answer = { subject: await subject };
  loaders.clear();
  return answer;
}

/** Every value of these keys, in their order. */
export const all = async <T>(loader: DataLoader<string, T | null>, keys: readonly string[]): Promise<T[]> =>
  Promise.all(keys.map((key) => expected(loader.load(key), key)));
