import type { EntitySchema, ObjectLiteral } from 'typeorm';
import type { Change } from '../domain/change.ts';
import { DatabaseError } from './database-error.ts';
import type { Dialect } from './dialect.ts';
import type { Listener } from './listeners.ts';
import type { DatabaseObserver } from './observer.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import { withoutPassword } from './typeorm-source.ts';

/** What statements run on: a connection, or a transaction, which is just another `db`. */
export interface Db {
  readonly dialect: Dialect;
  /** Runs one statement; `:name` stands for a parameter, `:...names` for a list of them. */
  rows<Row>(sql: string, parameters?: ObjectLiteral): Promise<Row[]>;
  insert<Row extends ObjectLiteral>(table: EntitySchema<Row>, rows: readonly Row[]): Promise<void>;
  /** Tells all who listen, once the transaction has committed; where it is rolled back nobody hears of it. */
  announce(changes: readonly Change[]): void;
}

/** An open database. Inside a callback use only the `db` that it was handed. */
export interface Database {
  readonly dialect: Dialect;
  /** Committed rows only, beside whatever is being written. signal: ends it early, with its reason. */
  read<T>(work: (db: Db) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** As read, for statements that take longer the larger the record is: nothing else waits for them. */
  readLong<T>(work: (db: Db) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The committed rows of one moment, through all that the callback reads, however long it takes. */
  snapshot<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * One transaction: all of the callback's writes or none. The callback may be run again. signal: ends it early,
   * with its reason; nothing is written then.
   */
  write<T>(work: (db: Db) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Tells the listener of whatever is announced from now on: on PostgreSQL by any process, on SQLite by this
   * one. Resolves to what ends it.
   */
  listen(listener: Listener): Promise<() => void>;
  /** Brings the schema up to this version; refuses a database of a newer one. */
  migrate(): Promise<void>;
  /** Takes the latest migration back. */
  revert(): Promise<void>;
  /** null: SQLite. */
  pool(): Pool | null;
  close(): Promise<void>;
}

/** Connections to PostgreSQL. */
export interface Pool {
  readonly total: number;
  readonly idle: number;
  /** Work that waits for a connection. */
  readonly waiting: number;
}

export interface DatabaseOptions {
  /** That one statement may take on PostgreSQL; else as long as it takes. */
  readonly statementSeconds?: number;
  readonly observer?: DatabaseObserver;
}

/** url: sqlite:PATH, sqlite::memory: or postgres://… */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  if (/^sqlite:./s.test(url)) return openSqlite(url.slice('sqlite:'.length), options);
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url, options);
  throw new DatabaseError(
    `DATABASE_URL: expected sqlite:PATH, sqlite::memory: or postgres://…, got ${JSON.stringify(withoutPassword(url))}`,
  );
}
