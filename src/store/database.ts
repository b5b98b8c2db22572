import {
  DataSource,
  type EntityManager,
  type EntitySchema,
  type ObjectLiteral,
  QueryFailedError,
} from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.ts';
import type { Change } from '../domain/change.ts';
import { Refusal } from '../domain/refusal.ts';
import { cancelled } from './cancelled.ts';
import { chunksOf } from './chunks.ts';
import { refusalOf, untilUncontended } from './contention.ts';
import { DIALECTS, type Dialect } from './dialect.ts';
import { Lane } from './lane.ts';
import { type Listener, Listeners } from './listeners.ts';
import { Notifications, notify } from './notifications.ts';
import type { DatabaseObserver } from './observer.ts';
import { ReadingThread } from './reading-thread.ts';
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

/** A database that cannot be opened or used; the message is one line for whoever started the program. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
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

/**
 * TypeORM's SQLite driver shares one query runner: a second transaction that overlaps becomes a savepoint
 * inside the first and is lost when that rolls back. So all writes go through one lane, and reads have a
 * connection of their own, which sees committed rows only. A database in memory has one connection: there
 * reads take the lane too.
 */
async function openSqlite(path: string, { observer }: DatabaseOptions): Promise<Database> {
  const inMemory = path === ':memory:';
  const writer = sqliteSource(path, { enableWAL: !inMemory });
  await connect(writer, path);
  // Only now: opening waits for a process that recovers the file, or that writes it all back at its end.
  await writer.query('PRAGMA busy_timeout = 0');
  const reader = inMemory ? null : await sqliteSource(path, { readonly: true }).initialize();
  const lane = new Lane((waited) => observer?.laneWaited?.(waited));
  const listeners = new Listeners();
  const thread = new ReadingThread(path);
  return {
    dialect: DIALECTS.sqlite,
    read: reader
      ? (work, signal) => work(dbOf(reader.manager, DIALECTS.sqlite, { signal }))
      : (work, signal) => lane.run(() => work(dbOf(writer.manager, DIALECTS.sqlite, { signal }))),
    readLong: reader
      ? (work, signal) =>
          work(
            dbOf(reader.manager, DIALECTS.sqlite, {
              signal,
              run: (sql, values) => thread.rows(sql, values, signal),
            }),
          )
      : (work, signal) => lane.run(() => work(dbOf(writer.manager, DIALECTS.sqlite, { signal }))),
    snapshot: (work) =>
      inMemory ? lane.run(() => work(dbOf(writer.manager, DIALECTS.sqlite))) : sqliteSnapshot(path, work),
    write: (work, signal) => lane.run(() => sqliteTransaction(writer, listeners, work, signal)),
    listen: async (listener) => listeners.add(listener),
    migrate: () => lane.run(() => patiently(writer, migrate)),
    revert: () => lane.run(() => patiently(writer, revert)),
    pool: () => null,
    close: () =>
      lane.run(async () => {
        listeners.lose(CLOSED);
        await thread.close();
        await reader?.destroy();
        await writer.destroy();
      }),
  };
}

/** On a connection of its own: the readers' shares its statements with others. */
async function sqliteSnapshot<T>(path: string, work: (db: Db) => Promise<T>): Promise<T> {
  const source = await sqliteSource(path, { readonly: true }).initialize();
  try {
    await source.query('BEGIN');
    return await work(dbOf(source.manager, DIALECTS.sqlite));
  } finally {
    await source.destroy();
  }
}

/** IMMEDIATE: takes the write lock first, so that another process's write in between cannot fail this one half-way. */
async function sqliteTransaction<T>(
  source: DataSource,
  listeners: Listeners,
  work: (db: Db) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const announced: Change[] = [];
  await begin(source, signal);
  const result = await committed(source, () =>
    work(dbOf(source.manager, DIALECTS.sqlite, { announced, signal })),
  );
  listeners.tell(announced);
  return result;
}

/** In milliseconds, for another process that writes, such as a long import. */
const LONGEST_WAIT = 60_000;
const LOOK_AGAIN_AFTER = 10;

/** Waits for other processes without holding this one up, as SQLite's own waiting would. */
async function begin(source: DataSource, signal: AbortSignal | undefined): Promise<void> {
  const end = Date.now() + LONGEST_WAIT;
  for (;;) {
    signal?.throwIfAborted();
    try {
      await source.query('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error)) throw refusalOf(error);
      if (Date.now() > end) throw BUSY;
    }
    await new Promise((later) => setTimeout(later, LOOK_AGAIN_AFTER));
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof QueryFailedError &&
  /^SQLITE_BUSY/.test((error.driverError as { code?: string }).code ?? '');

const BUSY = new Refusal(
  'UNAVAILABLE',
  `another process has been writing to the database for ${LONGEST_WAIT / 1_000} s; nothing was recorded, try again later`,
);

async function committed<T>(source: DataSource, work: () => Promise<T>): Promise<T> {
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

async function openPostgres(url: string, { statementSeconds }: DatabaseOptions): Promise<Database> {
  const source = postgresSource(url, { statement_timeout: (statementSeconds ?? 0) * 1_000 });
  await connect(source, withoutPassword(url));
  const listeners = new Listeners();
  const notifications = new Notifications(source, listeners);
  const transaction = <T>(work: (db: Db) => Promise<T>, signal?: AbortSignal): Promise<T> =>
    source.transaction(async (manager) => {
      const announced: Change[] = [];
      const db = dbOf(manager, DIALECTS.postgres, { announced, signal });
      return cancelled(source, manager.queryRunner!, signal, async () => {
        const result = await work(db);
        await notify(db, announced);
        return result;
      });
    });
  return {
    dialect: DIALECTS.postgres,
    read: (work, signal) => postgresRead(source, work, signal),
    readLong: (work, signal) => postgresRead(source, work, signal),
    snapshot: (work) =>
      source.transaction('REPEATABLE READ', async (manager) => {
        await manager.query('SET TRANSACTION READ ONLY');
        return work(dbOf(manager, DIALECTS.postgres));
      }),
    write: (work, signal) => untilUncontended(() => transaction(work, signal)),
    listen: async (listener) => {
      await notifications.begin();
      return listeners.add(listener);
    },
    migrate: () => alone(url, migrate),
    revert: () => alone(url, revert),
    pool: () => poolOf(source),
    close: async () => {
      listeners.lose(CLOSED);
      await notifications.end();
      await source.destroy();
    },
  };
}

/** On one connection, where a statement that runs too long can be cancelled. */
async function postgresRead<T>(
  source: DataSource,
  work: (db: Db) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work(dbOf(source.manager, DIALECTS.postgres));
  const runner = source.createQueryRunner();
  try {
    return await cancelled(source, runner, signal, () =>
      work(dbOf(runner.manager, DIALECTS.postgres, { signal })),
    );
  } finally {
    await runner.release();
  }
}

const CLOSED = new Error('the database was closed');

/** TypeORM's driver keeps pg's pool. */
function poolOf(source: DataSource): Pool {
  const { master } = source.driver as unknown as {
    master: { totalCount: number; idleCount: number; waitingCount: number };
  };
  return { total: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
}

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
  await source.runMigrations({ transaction: 'all' }).catch((error) => {
    throw refusalOf(error);
  });
}

async function revert(source: DataSource): Promise<void> {
  await refuseNewer(source);
  await source.undoLastMigration({ transaction: 'all' });
}

/** As SQLite waits by itself: nobody is served yet. */
async function patiently(source: DataSource, work: (source: DataSource) => Promise<void>): Promise<void> {
  await source.query('PRAGMA busy_timeout = 5000');
  try {
    await work(source);
  } finally {
    await source.query('PRAGMA busy_timeout = 0');
  }
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

/** Processes that start at once on one PostgreSQL migrate one after another, each as long as it takes. */
async function alone(url: string, work: (source: DataSource) => Promise<void>): Promise<void> {
  const source = await postgresSource(url, {}).initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock(4242)');
    await work(source);
  } finally {
    await runner.query('SELECT pg_advisory_unlock(4242)');
    await runner.release();
    await source.destroy();
  }
}

/** extra: pg's settings of a connection. */
const postgresSource = (url: string, extra: object): DataSource =>
  new DataSource({ type: 'postgres', url, entities: TABLES, extra, ...COMMON });

/** Rows a statement, of some forty values each. */
const ROWS = 500;

interface Within {
  /** Takes what is announced. */
  readonly announced?: Change[];
  readonly signal?: AbortSignal | undefined;
  /** Runs statements elsewhere than on the manager's connection. */
  readonly run?: (sql: string, values: readonly unknown[]) => Promise<unknown[]>;
}

function dbOf(manager: EntityManager, dialect: Dialect, { announced = [], signal, run }: Within = {}): Db {
  return {
    dialect,
    rows: async <Row>(sql: string, parameters: ObjectLiteral = {}) => {
      signal?.throwIfAborted();
      const [query, given] = manager.dataSource.driver.escapeQueryWithParameters(sql, parameters);
      const values = given.map(withoutNul);
      return (run ? await run(query, values) : await manager.query(query, values)) as Row[];
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
