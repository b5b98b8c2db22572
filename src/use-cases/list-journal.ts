import type { JournalEntry } from '../domain/journal.ts';
import type { Database } from '../store/database.ts';
import { journalOfEvent, pageJournal } from '../store/journal.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

/** The chain of an event, its first entry first. */
export function listJournal(
  database: Database,
  event: string,
  request: PageRequest,
): Promise<Connection<JournalEntry>> {
  const listing = journalOfEvent(event);
  return connect(database, listing, request, (db) => pageJournal(db, listing, request));
}
