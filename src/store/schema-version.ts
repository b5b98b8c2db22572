import { MIGRATIONS } from '../../migrations/index.ts';
import type { Db } from './database.ts';
import { TABLES } from './tables.ts';

/** How a database's schema stands to this version's; NONE: it has none of Counterclaim's. */
export type SchemaVersion = 'NONE' | 'OLDER' | 'CURRENT' | 'NEWER';

export async function schemaVersion(db: Db): Promise<SchemaVersion> {
  const tables = await tablesOf(db);
  const done = tables.has('migration') ? await db.rows<{ name: string }>('SELECT name FROM migration') : [];
  const names = new Set(done.map(({ name }) => name));
  const known: string[] = MIGRATIONS.map((Migration) => new Migration().name);
  if (!names.has(known[0]!)) return 'NONE';
  if ([...names].some((name) => !known.includes(name))) return 'NEWER';
  return known.every((name) => names.has(name)) ? 'CURRENT' : 'OLDER';
}

/** The first table of the record that holds a row; null where none does, or none is there. */
export async function firstHeldTable(db: Db): Promise<string | null> {
  const tables = await tablesOf(db);
  for (const { options } of TABLES) {
    const name = options.tableName!;
    if (tables.has(name) && (await db.rows(`SELECT 1 FROM ${name} LIMIT 1`)).length > 0) return name;
  }
  return null;
}

/** The names of all tables that are there, whoever made them. */
export async function tablesOf(db: Db): Promise<Set<string>> {
  const rows = await db.rows<{ name: string }>(
    db.dialect.engine === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  );
  return new Set(rows.map(({ name }) => name));
}
