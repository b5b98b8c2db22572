import type { AgreementChange, Change, ClaimChange } from '../domain/change.ts';
import type { Claim } from '../domain/claim.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import { claimRevision } from '../store/claims.ts';
import type { Database } from '../store/database.ts';
import { ChangeQueue } from './change-queue.ts';
import { checkFilter } from './check-filter.ts';

/** Slugs; null or absent: any. */
interface Watched {
  readonly events?: readonly string[] | null | undefined;
  readonly sources?: readonly string[] | null | undefined;
}

/** Changes of claims that the viewer may read, from now on. */
export const watchClaims = (database: Database, viewer: Viewer, { events, sources }: Watched) => {
  checkFilter({ events, sources });
  const isOf = { event: among(events), source: among(sources) };
  return watch(
    database,
    (change): change is ClaimChange =>
      change.of === 'CLAIM' &&
      mayRead(viewer, change) &&
      isOf.event(change.event) &&
      change.sources.some(isOf.source),
  );
};

/** Changes of rows' agreements, from now on. */
export const watchAgreements = (database: Database, { events }: Pick<Watched, 'events'>) => {
  checkFilter({ events });
  const isOfEvent = among(events);
  return watch(
    database,
    (change): change is AgreementChange => change.of === 'AGREEMENT' && isOfEvent(change.event),
  );
};

/** The revision of a claim that a change names. */
export async function changedClaim(
  database: Database,
  { claim, revision }: Pick<Change, 'claim' | 'revision'>,
): Promise<Claim> {
  const found = await database.read((db) => claimRevision(db, claim, revision));
  if (found === null) throw new Error(`revision ${revision} of ${claim} was announced and is not there`);
  return found;
}

async function watch<Wanted extends Change>(
  database: Database,
  wanted: (change: Change) => change is Wanted,
): Promise<ChangeQueue<Wanted>> {
  const queue = new ChangeQueue(wanted);
  queue.stopWith(await database.listen(queue));
  return queue;
}

function among(slugs: readonly string[] | null | undefined): (slug: string) => boolean {
  const wanted = slugs ? new Set(slugs) : null;
  return (slug) => wanted?.has(slug) ?? true;
}
