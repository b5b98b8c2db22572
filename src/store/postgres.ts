import { DataSource } from 'typeorm';
import type { Change } from '../domain/change.ts';
import { cancelled } from './cancelled.ts';
import { untilUncontended } from './contention.ts';
import type { Database, DatabaseOptions, Db, Pool } from './database.ts';
import { DIALECTS } from './dialect.ts';
import { CLOSED, Listeners } from './listeners.ts';
import { Notifications, notify } from './notifications.ts';
import { dbOf } from './typeorm-db.ts';
import { connect, migrate, revert, SOURCE_OPTIONS, withoutPassword } from './typeorm-source.ts';

export async function openPostgres(url: string, { statementSeconds }: DatabaseOptions): Promise<Database> {
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
  new DataSource({ type: 'postgres', url, extra, ...SOURCE_OPTIONS });

/** TypeORM's driver keeps pg's pool. */
function poolOf(source: DataSource): Pool {
  const { master } = source.driver as unknown as {
    master: { totalCount: number; idleCount: number; waitingCount: number };
  };
  return { total: master.totalCount, idle: master.idleCount, waiting: master.waitingCount };
}
