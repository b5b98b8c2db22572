import { copyRecord } from './copy-record.ts';
import { type Database, type Db, openDatabase } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { schemaVersion } from './schema-version.ts';

/** What a backup holds. */
export interface Holdings {
  readonly events: number;
  readonly claims: number;
}

/**
 * Writes one moment of a database, which others may be writing to, into a new SQLite file that stands by itself.
 * path: in a folder of its own, where what is needed on the way may be left.
 */
export async function backUp(database: Database, path: string): Promise<Holdings> {
  const version = await database.read(schemaVersion);
  if (version === 'NONE')
    throw new DatabaseError('the database holds no record of Counterclaim: nothing to back up');
  if (version === 'NEWER') {
    throw new DatabaseError(
      'the database was written by a newer version of Counterclaim; back it up with that version',
    );
  }
  if (database.dialect.engine === 'sqlite') return vacuumInto(database, path);
  if (version === 'OLDER') {
    throw new DatabaseError(
      'the database is of an older version of Counterclaim; back it up with that version, or run counterclaim migrate first',
    );
  }
  const rows = await openDatabase(`sqlite:${path}-rows`);
  try {
    await rows.migrate();
    await database.snapshot((from) => rows.write((to) => copyRecord(from, to)));
    return await vacuumInto(rows, path);
  } finally {
    await rows.close();
  }
}

/** One read transaction beside the writer; the file comes out compact and without a WAL. */
const vacuumInto = (database: Database, path: string): Promise<Holdings> =>
  database.read(async (db) => {
    await db.rows('VACUUM INTO :path', { path });
    await db.rows('ATTACH :path AS backup', { path });
    try {
      return await holdingsOf(db, 'backup');
    } finally {
      await db.rows('DETACH backup');
    }
  });

/** schema: of SQLite. */
export async function holdingsOf(db: Db, schema = 'main'): Promise<Holdings> {
  const rows = await db.rows<Holdings>(
    `SELECT (SELECT COUNT(*) FROM ${schema}.event) AS events, (SELECT COUNT(*) FROM ${schema}.claim) AS claims`,
  );
  return rows[0]!;
}
