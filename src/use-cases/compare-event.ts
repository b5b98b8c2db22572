import { type Comparison, type ComparisonRequest, compare } from '../domain/comparison.ts';
import { Refusal } from '../domain/refusal.ts';
import { isAtLeast, mayRead, type Viewer } from '../domain/role.ts';
import type { Database } from '../store/database.ts';
import { eventRecord } from '../store/event-record.ts';
import { sourcesBySlug } from '../store/sources.ts';
import { checkFilter } from './check-filter.ts';
import { requireEvent } from './require-role.ts';

export type CompareRequest = ComparisonRequest & { readonly includeParts: boolean };

/** Who said what about an event, side by side; null where there is no such event. */
export async function compareEvent(
  database: Database,
  viewer: Viewer,
  event: string,
  request: CompareRequest,
): Promise<Comparison | null> {
  if (request.includeDrafts) {
    if (!isAtLeast(viewer, 'CONTRIBUTOR')) {
      throw new Refusal('FORBIDDEN', 'includeDrafts is for CONTRIBUTOR and up');
    }
    requireEvent(viewer, event, 'includeDrafts');
  }
  checkFilter({ sources: request.sources });
  const record = await database.read((db) =>
    eventRecord(db, event, request.includeParts, request.recordedBy),
  );
  if (record === null) return null;
  const silent = (request.sources ?? []).filter((source) => !record.sources.has(source));
  const known = await database.read((db) => sourcesBySlug(db, silent, request.recordedBy));
  const problems = (request.sources ?? []).flatMap((source, index) =>
    record.sources.has(source) || known.has(source)
      ? []
      : [{ field: `sources[${index}]`, message: `there is no source "${source}"` }],
  );
  if (problems.length > 0) throw Refusal.ofProblems(problems, 'NOT_FOUND');
  // Parts of the event may be none of the viewer's.
  const claims = record.claims.filter((claim) => mayRead(viewer, claim));
  return compare({ ...record, claims, sources: new Map([...record.sources, ...known]) }, request);
}
