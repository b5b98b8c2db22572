import type { Database, Db } from '../../src/store/database.ts';
import { clockOf } from './clock.ts';

export interface TimedStatement {
  readonly sql: string;
  readonly milliseconds: number;
}

/** The database, and the statements that were run through it since they were last taken. */
export function timed(database: Database): { database: Database; take(): TimedStatement[] } {
  const now = clockOf(database);
  let statements: TimedStatement[] = [];
  const watched = (db: Db): Db => ({
    ...db,
    rows: async (sql, parameters) => {
      const start = now();
      const rows = await db.rows(sql, parameters);
      statements.push({ sql, milliseconds: now() - start });
      return rows as never;
    },
  });
  return {
    database: { ...database, read: (work, ...rest) => database.read((db) => work(watched(db)), ...rest) },
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
  };
}
