import { DataSource, QueryFailedError } from 'typeorm';
import type { Change } from '../domain/change.ts';
import { Refusal } from '../domain/refusal.ts';
import { turns } from '../turns.ts';
import { refusalOf } from './contention.ts';
import type { Database, DatabaseOptions, Db } from './database.ts';
import { DIALECTS } from './dialect.ts';
import { Lane } from './lane.ts';
import { CLOSED, Listeners } from './listeners.ts';
import { ReadingThread } from './reading-thread.ts';
import { dbOf } from './typeorm-db.ts';
import { connect, migrate, revert, SOURCE_OPTIONS } from './typeorm-source.ts';

/**
 * TypeORM's SQLite driver shares one query runner: a second transaction that overlaps becomes a savepoint
 * inside the first and is lost when that rolls back. So all writes go through one lane, and reads have a
 * connection of their own, which sees committed rows only. A database in memory has one connection: there
 * reads take the lane too.
 */
export async function openSqlite(path: string, { observer }: DatabaseOptions): Promise<Database> {
  const inMemory = path === ':memory:';
  const writer = sqliteSource(path, { enableWAL: !inMemory });
  await connect(writer, path);
  // Only now: opening waits for a process that recovers the file, or that writes it all back at its end.
  await writer.query('PRAGMA busy_timeout = 0');
  const reader = inMemory ? null : await sqliteSource(path, { readonly: true }).initialize();
  const lane = new Lane((waited) => observer?.laneWaited?.(waited));
  const listeners = new Listeners();
  const thread = new ReadingThread(path);
  const readInLane: Database['read'] = (work, signal) =>
    lane.run(() => work(dbOf(writer.manager, DIALECTS.sqlite, { signal, turns })));
  return {
    dialect: DIALECTS.sqlite,
    read: reader
      ? (work, signal) => work(dbOf(reader.manager, DIALECTS.sqlite, { signal, turns }))
      : readInLane,
    readLong: reader
      ? (work, signal) => {
          const run = (sql: string, values: readonly unknown[]) => thread.rows(sql, values, signal);
          return work(dbOf(reader.manager, DIALECTS.sqlite, { signal, run }));
        }
      : readInLane,
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
    work(dbOf(source.manager, DIALECTS.sqlite, { announced, signal, turns })),
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

/** As SQLite waits by itself: nobody is served yet. */
async function patiently(source: DataSource, work: (source: DataSource) => Promise<void>): Promise<void> {
  await source.query('PRAGMA busy_timeout = 5000');
  try {
    await work(source);
  } finally {
    await source.query('PRAGMA busy_timeout = 0');
  }
}

function sqliteSource(path: string, options: { enableWAL?: boolean; readonly?: boolean }): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: path,
    ...SOURCE_OPTIONS,
    ...options,
    // FULL: with WAL's NORMAL a power loss takes acknowledged writes with it.
    prepareDatabase: (connection) => {
      if (!options.readonly) connection.pragma('synchronous = FULL');
    },
  });
}
