import DataLoader from 'dataloader';
import type { Claim, FigureClaim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import { oldestFirst } from '../domain/claim-order.ts';
import type { Event, EventSummary } from '../domain/event.ts';
import { groupBy } from '../domain/group-by.ts';
import type { Party } from '../domain/party.ts';
import type { Report } from '../domain/report.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import type { Source } from '../domain/source.ts';
import { type Supersession, supersessionOf } from '../domain/supersession.ts';
import { claimsById, claimsByQuestion, claimsByWhole } from '../store/claims.ts';
import type { Database, Db } from '../store/database.ts';
import { eventsBySlug, summariesBySlug } from '../store/events.ts';
import { partiesBySlug } from '../store/parties.ts';
import { reportsBySlug } from '../store/reports.ts';
import { sourcesBySlug } from '../store/sources.ts';
import type { Recorded } from './parents.ts';

/** What every resolver of one request shares. */
export interface Context {
  readonly database: Database;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
}

export type Loaders = ReturnType<typeof loadersOf>;

export const contextOf = (database: Database, viewer: Viewer): Context => ({
  database,
  viewer,
  loaders: loadersOf(database, viewer),
});

/** One loader a noun, so that a list's rows cost one statement a noun and not one a row. Keys are slugs or ids. */
function loadersOf(database: Database, viewer: Viewer) {
  const byKey = <T>(
    lookup: (db: Db, keys: readonly string[]) => Promise<Map<string, T>>,
  ): DataLoader<string, T | null> =>
    new DataLoader(async (keys) => {
      const found = await database.read((db) => lookup(db, keys));
      return keys.map((key) => found.get(key) ?? null);
    });
  return {
    party: byKey<Party>(partiesBySlug),
    source: byKey<Source>(sourcesBySlug),
    event: byKey<Event>(eventsBySlug),
    summary: byKey<EventSummary>(summariesBySlug),
    report: byKey<Report>(reportsBySlug),
    claim: byKey<Claim>(claimsById),
    parts: byKey<FigureClaim[]>((db, wholes) => partsOf(db, wholes, viewer)),
    supersession: new DataLoader<Claim, Supersession, string>(
      (claims) => database.read((db) => supersessions(db, claims)),
      { cacheKeyFn: saidBy },
    ),
  };
}

/** A value that a row refers to and that foreign keys keep there. */
export async function expected<T>(value: Promise<T | null>, what: string): Promise<T> {
  const found = await value;
  if (found === null) throw new Error(`${what} is referred to and not there`);
  return found;
}

/** What a mutation recorded. What was loaded before it is forgotten: the request's next mutation reads anew. */
export async function recorded({ loaders }: Context, subject: Promise<string>): Promise<Recorded> {
  const answer = { subject: await subject };
  for (const loader of Object.values(loaders)) loader.clearAll();
  return answer;
}

/** Every value of these keys, in their order. */
export const all = async <T>(loader: DataLoader<string, T | null>, keys: readonly string[]): Promise<T[]> =>
  Promise.all(keys.map((key) => expected(loader.load(key), key)));

async function partsOf(
  db: Db,
  wholes: readonly string[],
  viewer: Viewer,
): Promise<Map<string, FigureClaim[]>> {
  const parts = (await claimsByWhole(db, wholes))
    .filter(isFigureClaim)
    .filter((part) => part.status !== 'REJECTED' && mayRead(viewer, part))
    .sort(oldestFirst);
  return groupBy(parts, (part) => part.partOf!);
}

/** What one source said to one question. */
const saidBy = (claim: Claim): string => `${claim.attribution.source} ${claim.questionKey}`;

async function supersessions(db: Db, claims: readonly Claim[]): Promise<Supersession[]> {
  const said = await claimsByQuestion(db, [...new Set(claims.map((claim) => claim.questionKey))]);
  const shown = said.filter((claim) => claim.status === 'PUBLISHED' || claim.status === 'RETRACTED');
  const groups = groupBy(shown, saidBy);
  return claims.map((claim) => supersessionOf(groups.get(saidBy(claim)) ?? []));
}
