import { type Database, openDatabase } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { schemaVersion } from './schema-version.ts';

/**
 * Opens a backup, held against what a Counterclaim database is, and brings it up to this version.
 * path: of a copy, which is changed. Throws what is wrong with it, in words that follow its name.
 */
export async function openBackup(path: string): Promise<Database> {
  const backup = await openDatabase(`sqlite:${path}`).catch(() => {
    throw new DatabaseError(DAMAGED);
  });
  try {
    await check(backup);
    return backup;
  } catch (error) {
    await backup.close();
    throw error instanceof DatabaseError
      ? error
      : new DatabaseError(`${DAMAGED}: ${(error as Error).message}`);
  }
}

const DAMAGED = 'expected a backup, got a damaged SQLite file';

async function check(backup: Database): Promise<void> {
  const version = await backup.read(schemaVersion);
  if (version === 'NONE')
    throw new DatabaseError('expected a backup, got a SQLite database that is not of Counterclaim');
  if (version === 'NEWER') {
    throw new DatabaseError('written by a newer version of Counterclaim; restore it with that version');
  }
  const [integrity] = await backup.read((db) =>
    db.rows<{ integrity_check: string }>('PRAGMA integrity_check'),
  );
  if (integrity?.integrity_check !== 'ok')
    throw new DatabaseError(`${DAMAGED}: ${integrity?.integrity_check}`);
  await backup.migrate();
  const [orphan] = await backup.read((db) => db.rows<{ table: string }>('PRAGMA foreign_key_check'));
  if (orphan) throw new DatabaseError(`${DAMAGED}: a row of ${orphan.table} names another that is not there`);
  await refuseForeignTriggers(backup);
}

/** What else would run at every write from then on, and could alter what is recorded. */
async function refuseForeignTriggers(backup: Database): Promise<void> {
  const model = await openDatabase('sqlite::memory:');
  try {
    await model.migrate();
    const known = new Set((await triggersOf(model)).map(({ sql }) => sql));
    const foreign = (await triggersOf(backup)).find(({ sql }) => !known.has(sql));
    if (foreign) {
      throw new DatabaseError(
        `holds the ${foreign.type} "${foreign.name}", which is not Counterclaim's: it was altered`,
      );
    }
  } finally {
    await model.close();
  }
}

const triggersOf = (database: Database): Promise<{ type: string; name: string; sql: string }[]> =>
  database.read((db) =>
    db.rows("SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"),
  );
