import type { Claim } from '../domain/claim.ts';
import { Refusal } from '../domain/refusal.ts';
import { isAtLeast, isPublic, type Viewer } from '../domain/role.ts';
import type { ClaimStatus } from '../domain/vocabulary.ts';
import { type ClaimFilter, type ClaimOrder, claimListing, pageClaims } from '../store/claim-pages.ts';
import type { Database } from '../store/database.ts';
import { checkFilter } from './check-filter.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

export type { ClaimOrder, ClaimOrderField } from '../store/claim-pages.ts';

export type ClaimQuery = Omit<ClaimFilter, 'statuses' | 'hiddenBeyond'> & {
  statuses?: readonly ClaimStatus[] | null | undefined;
};

/** Claims by their latest revision, published ones unless asked otherwise. */
export function listClaims(
  database: Database,
  viewer: Viewer,
  query: ClaimQuery,
  order: ClaimOrder,
  request: PageRequest,
): Promise<Connection<Claim>> {
  checkFilter(query, 'filter.');
  const statuses = query.statuses ?? ['PUBLISHED'];
  const hidden = statuses.find((status) => !isPublic(status));
  if (hidden && !isAtLeast(viewer, 'CONTRIBUTOR')) {
    throw new Refusal('FORBIDDEN', `claims that are ${hidden} are for CONTRIBUTOR and up`);
  }
  const shown = { ...query, statuses, hiddenBeyond: viewer.events };
  const listing = claimListing(database.dialect, shown, order);
  return connect(database, listing, request, (db) => pageClaims(db, listing, order, request));
}
