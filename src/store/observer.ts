import type { Database, Db } from './database.ts';

/** Told what the database is doing, though never of which rows. */
export interface DatabaseObserver {
  /** In milliseconds: what a writer waited for those before it, on SQLite. */
  laneWaited?(waited: number): void;
  /** A statement begins; what comes back is called once it has ended. sql: without its parameters. */
  statement?(engine: Db['dialect']['engine'], sql: string): () => void;
}

/** The same database, of whose statements the observer is told. */
export function observed(database: Database, observer: DatabaseObserver): Database {
  if (!observer.statement) return database;
  return {
    ...database,
    read: (work, signal) => database.read((db) => work(observedDb(db, observer)), signal),
    readLong: (work, signal) => database.readLong((db) => work(observedDb(db, observer)), signal),
    write: (work, signal) => database.write((db) => work(observedDb(db, observer)), signal),
  };
}

const observedDb = (db: Db, { statement }: DatabaseObserver): Db => ({
  ...db,
  rows: async (sql, parameters) => {
    const ended = statement?.(db.dialect.engine, sql);
    return db.rows<never>(sql, parameters).finally(ended);
  },
  insert: async (table, rows) => {
    const ended = statement?.(db.dialect.engine, `INSERT INTO ${table.options.tableName}`);
    return db.insert(table, rows).finally(ended);
  },
});
