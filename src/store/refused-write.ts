import { QueryFailedError } from 'typeorm';
import { Refusal } from '../domain/refusal.ts';

const ROOM =
  'the database has no room left; nothing was recorded, and reading goes on: give its disk room, then send it again';
const READ_ONLY =
  'the database is read-only; nothing was recorded, and reading goes on: let it be written again, then send it again';
const BROKEN =
  'the database could not be written; nothing was recorded, and reading goes on: look after its disk, then send it again';

/**
 * By what a code begins with. https://www.sqlite.org/rescode.html,
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const REASONS: readonly (readonly [prefix: string, reason: string])[] = [
  ['SQLITE_FULL', ROOM],
  ['53100', ROOM],
  ['SQLITE_READONLY', READ_ONLY],
  ['25006', READ_ONLY],
  ['SQLITE_IOERR', BROKEN],
  ['SQLITE_CANTOPEN', BROKEN],
  ['58030', BROKEN],
  // What else a server of PostgreSQL has not enough of: memory, connections.
  ['53', 'the database has not what it needs to record this; nothing was recorded: send it again later'],
];

/** UNAVAILABLE for whoever wrote, where the database itself takes no write now; null for any other error. */
export function refusedWrite(error: unknown): Refusal | null {
  const code = codeOf(error);
  const reason = REASONS.find(([prefix]) => code.startsWith(prefix))?.[1];
  return reason === undefined ? null : new Refusal('UNAVAILABLE', reason);
}

/** The engine's own. */
const codeOf = (error: unknown): string => {
  const { code } = (error instanceof QueryFailedError ? error.driverError : error) as { code?: unknown };
  return typeof code === 'string' ? code : '';
};
