import type { Event } from '../domain/event.ts';
import type { Database } from '../store/database.ts';
import { type EventFilter, eventListing, pageEvents } from '../store/events.ts';
import { checkFilter } from './check-filter.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

export function listEvents(
  database: Database,
  filter: EventFilter,
  descending: boolean,
  request: PageRequest,
): Promise<Connection<Event>> {
  checkFilter(filter, 'filter.');
  const listing = eventListing(database.dialect, filter, descending);
  return connect(database, listing, request, (db) => pageEvents(db, listing, request));
}
