import type { Database } from './database.ts';

/** The same database, for work that ends early when the signal comes. */
export const within = (database: Database, signal: AbortSignal): Database => ({
  ...database,
  read: (work) => database.read(work, signal),
  readLong: (work) => database.readLong(work, signal),
  write: (work) => database.write(work, signal),
});
