import type { Party } from '../domain/party.ts';
import type { Database } from '../store/database.ts';
import { pageParties, partyListing } from '../store/parties.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

export function listParties(database: Database, request: PageRequest): Promise<Connection<Party>> {
  const listing = partyListing();
  return connect(database, listing, request, (db) => pageParties(db, listing, request));
}
