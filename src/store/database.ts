import { DataSource, type EntityManager, type EntitySchema, type ObjectLiteral } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.ts';
import type { Change } from '../domain/change.ts';
import { chunksOf } from './chunks.ts';
import { refusalOf, untilUncontended } from './contention.ts';
import { DIALECTS, type Dialect } from './dialect.ts';
import { Lane } from './lane.ts';
import { type Listener, Listeners } from './listeners.ts';
import { Notifications, notify } from './notifications.ts';
import { TABLES } from './tables.ts';

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
  /** Committed rows only, beside whatever is being written. */
  read<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** One transaction: all of the callback's writes or none. The callback may be run again. */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Tells the listener of whatever is announced from now on: on PostgreSQL by any process, on SQLite by this
   * one. Resolves to what ends it.
   */
  listen(listener: Listener): Promise<() => void>;
  /** Brings the schema up to this version; refuses a database of a newer one. */
  migrate(): Promise<void>;
  /** Takes the latest migration back. */
  revert(): Promise<void>;
  close(): Promise<void>;
}

/** A database that cannot be opened or used; the message is one line for whoever started the program. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}

/** url: sqlite:PATH, sqlite::memory: or postgres://… */
export async function openDatabase(url: string): Promise<Database> {
  if (/^sqlite:./s.test(url)) return openSqlite(url.slice('sqlite:'.length));
  if (/^postgres(ql)?:\/\//.test(url)) return openPostgres(url);
  throw new DatabaseError(
    `DATABASE_URL: expected sqlite:PATH, sqlite::memory: or postgres://…, got ${JSON.stringify(withoutPassword(url))}`,
  );
}

/**
 * TypeORM's SQLite driver shares one query runner: a second transaction that overlaps becomes a savepoint
 * inside the first and is lost when that rolls back. So all writes go through one lane, and reads have a
 * connection of their own, which sees committed rows only. A database in memory has one connection: there
 * reads take the lane too.
 */
async function openSqlite(path: string): Promise<Database> {
  const inMemory = path === ':memory:';
  const writer = sqliteSource(path, { enableWAL: !inMemory });
  await connect(writer, path);
  const reader = inMemory ? null : await sqliteSource(path, { readonly: true }).initialize();
  const lane = new Lane();
  const listeners = new Listeners();
  return {
    dialect: DIALECTS.sqlite,
    read: reader
      ? (work) => work(dbOf(reader.manager, DIALECTS.sqlite))
      : (work) => lane.run(() => work(dbOf(writer.manager, DIALECTS.sqlite))),
    write: (work) => lane.run(() => sqliteTransaction(writer, listeners, work)),
    listen: async (listener) => listeners.add(listener),
    migrate: () => lane.run(() => migrate(writer)),
    revert: () => lane.run(() => revert(writer)),
    close: () =>
      lane.run(async () => {
        listeners.lose(CLOSED);
        await reader?.destroy();
        await writer.destroy();
      }),
  };
}

/** IMMEDIATE: takes the write lock first, so that another process's write in between cannot fail this one half-way. */
async function sqliteTransaction<T>(
  source: DataSource,
  listeners: Listeners,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const announced: Change[] = [];
  const result = await committed(source, () => work(dbOf(source.manager, DIALECTS.sqlite, announced)));
  listeners.tell(announced);
  return result;
}

async function committed<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
  await source.query('BEGIN IMMEDIATE');
  try {
    const result = await work();
    await source.query('COMMIT');
    return result;
  } catch (error) {
    // SQLite has rolled back already where the disk is full: that, not a second error, is to be told.
    await source.query('ROLLBACK').catch(() => undefined);
    throw refusalOf(error);
  }
}

async function openPostgres(url: string): Promise<Database> {
  const source = new DataSource({ type: 'postgres', url, entities: TABLES, ...COMMON });
  await connect(source, withoutPassword(url));
  const listeners = new Listeners();
  const notifications = new Notifications(source, listeners);
  const transaction = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
    source.transaction(async (manager) => {
      const announced: Change[] = [];
      const db = dbOf(manager, DIALECTS.postgres, announced);
      const result = await work(db);
      await notify(db, announced);
      return result;
    });
  return {
    dialect: DIALECTS.postgres,
    read: (work) => work(dbOf(source.manager, DIALECTS.postgres)),
    write: (work) => untilUncontended(() => transaction(work)),
    listen: async (listener) => {
      await notifications.begin();
      return listeners.add(listener);
    },
    migrate: () => alone(source, migrate),
    revert: () => alone(source, revert),
    close: async () => {
      listeners.lose(CLOSED);
      await notifications.end();
      await source.destroy();
    },
  };
}

const CLOSED = new Error('the database was closed');

const COMMON = {
  migrations: MIGRATIONS,
  migrationsTableName: 'migration',
  synchronize: false,
  logging: false,
};

function sqliteSource(path: string, options: { enableWAL?: boolean; readonly?: boolean }): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: path,
    entities: TABLES,
    ...COMMON,
    ...options,
    // FULL: with WAL's NORMAL a power loss takes acknowledged writes with it.
    prepareDatabase: (connection) => {
      if (!options.readonly) connection.pragma('synchronous = FULL');
    },
  });
}

async function connect(source: DataSource, place: string): Promise<void> {
  try {
    await source.initialize();
    await source.query('SELECT 1');
  } catch (error) {
    throw new DatabaseError(`DATABASE_URL: cannot open ${JSON.stringify(place)}: ${reasonOf(error)}`);
  }
}

async function migrate(source: DataSource): Promise<void> {
  await refuseNewer(source);
  await source.runMigrations({ transaction: 'all' });
}

async function revert(source: DataSource): Promise<void> {
  await refuseNewer(source);
  await source.undoLastMigration({ transaction: 'all' });
}

async function refuseNewer(source: DataSource): Promise<void> {
  const known = new Set(source.migrations.map((migration) => migration.name));
  const runner = source.createQueryRunner();
  try {
    const done = (await runner.hasTable('migration'))
      ? ((await source.query('SELECT name FROM migration')) as { name: string }[])
      : [];
    const unknown = done.find(({ name }) => !known.has(name));
    if (unknown) {
      throw new DatabaseError(
        `the database was written by a newer version of Counterclaim (migration ${unknown.name}); start that version`,
      );
    }
  } finally {
    await runner.release();
  }
}

/** Processes that start at once on one PostgreSQL migrate one after another. */
async function alone(source: DataSource, work: (source: DataSource) => Promise<void>): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(4242)');
    await work(source);
  } finally {
    await runner.query('SELECT pg_advisory_unlock(4242)');
    await runner.release();
  }
}

/** Rows a statement, of some forty values each. */
const ROWS = 500;

/** announced: takes what is announced. */
function dbOf(manager: EntityManager, dialect: Dialect, announced: Change[] = []): Db {
  return {
    dialect,
    rows: (sql, parameters = {}) => {
      const [query, values] = manager.dataSource.driver.escapeQueryWithParameters(sql, parameters);
      return manager.query(query, values.map(withoutNul));
    },
    insert: async (table, rows) => {
      for (const some of chunksOf(rows, ROWS)) {
        const insertion = manager.createQueryBuilder().insert().into(table);
        await insertion
          .values([...some])
          .updateEntity(false)
          .execute();
      }
    },
    announce: (changes) => {
      for (const change of changes) announced.push(change);
    },
  };
}

/** PostgreSQL takes no U+0000, which no text of the record holds: with a character that no name has, it is found nowhere. */
const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;

const reasonOf = (error: unknown): string =>
  (error instanceof AggregateError ? String(error.errors[0]?.message) : (error as Error).message).split(
    '\n',
  )[0]!;

/** Whatever may be one: passwords stand in URLs unescaped, too. */
const withoutPassword = (url: string): string =>
  url.replace(/:.*@/s, ':…@').replace(/(password=)[^&]*/gi, '$1…');
