import type { DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/index.ts';
import { refusalOf } from './contention.ts';
import { DatabaseError } from './database-error.ts';
import { TABLES } from './tables.ts';

/** What TypeORM is told of either engine's database. */
export const SOURCE_OPTIONS = {
  entities: TABLES,
  migrations: MIGRATIONS,
  migrationsTableName: 'migration',
  synchronize: false,
  logging: false,
};

/** place: the database, for whoever cannot open it. */
export async function connect(source: DataSource, place: string): Promise<void> {
  try {
    await source.initialize();
    await source.query('SELECT 1');
  } catch (error) {
    throw new DatabaseError(`DATABASE_URL: cannot open ${JSON.stringify(place)}: ${reasonOf(error)}`);
  }
}

/** Brings the schema up to this version. */
export async function migrate(source: DataSource): Promise<void> {
  await refuseNewer(source);
  await source.runMigrations({ transaction: 'all' }).catch((error) => {
    throw refusalOf(error);
  });
}

/** Takes the latest migration back. */
export async function revert(source: DataSource): Promise<void> {
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

const reasonOf = (error: unknown): string =>
  (error instanceof AggregateError ? String(error.errors[0]?.message) : (error as Error).message).split(
    '\n',
  )[0]!;

/** Whatever may be one: passwords stand in URLs unescaped, too. */
export const withoutPassword = (url: string): string =>
  url.replace(/:.*@/s, ':…@').replace(/(password=)[^&]*/gi, '$1…');
