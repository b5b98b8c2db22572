import type { Report } from '../domain/report.ts';
import type { Database } from '../store/database.ts';
import { pageReports, reportsOfEvent } from '../store/reports.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

/** The reports with a published claim about the event, oldest first. */
export function listReports(
  database: Database,
  event: string,
  request: PageRequest,
): Promise<Connection<Report>> {
  const listing = reportsOfEvent(event);
  return connect(database, listing, request, (db) => pageReports(db, listing, request));
}
