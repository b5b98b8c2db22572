import type { Database } from '../store/database.ts';
import { isEmpty } from '../store/events.ts';
import { importInto, type SheetFile } from './import-sheet.ts';

/** Loads sheets into an empty database, all or none; says whether it did. They are read only then. */
export async function loadDemo(database: Database, readSheets: () => readonly SheetFile[]): Promise<boolean> {
  // Looked at before it is written to, which a database that is read-only would refuse.
  if (!(await database.read(isEmpty))) return false;
  return database.write(async (db) => {
    if (!(await isEmpty(db))) return false;
    for (const sheet of readSheets()) await importInto(db, sheet, 'demo');
    return true;
  });
}
