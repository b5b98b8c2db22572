import { QueryFailedError } from 'typeorm';
import { Refusal } from '../domain/refusal.ts';
import { refusedWrite } from './refused-write.ts';

/** A duplicate, or writers that waited for each other, of whom PostgreSQL fails one. */
const CODES = new Set(['23505', '40P01', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

const isContention = (error: unknown): boolean =>
  error instanceof QueryFailedError && CODES.has((error.driverError as { code?: string }).code ?? '');

const MOST_ATTEMPTS = 3;

/** Somebody else may have recorded the same at the same time: then another look finds it there. */
export async function untilUncontended<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isContention(error)) throw refusalOf(error);
    }
  }
}

/** What contention, or a database that takes no write, is to whoever wrote; any other error as it is. */
export const refusalOf = (error: unknown): unknown =>
  isContention(error)
    ? new Refusal(
        'CONFLICT',
        'somebody recorded something of the same name at the same time; look it up and try again',
      )
    : (refusedWrite(error) ?? error);
