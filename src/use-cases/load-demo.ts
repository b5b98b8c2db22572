import type { Database } from '../store/database.ts';
import { isEmpty } from '../store/events.ts';
import { importInto, type SheetFile } from './import-sheet.ts';

/** Loads sheets into an empty database, all or none; says whether it did. They are read only then. */
export const loadDemo = (database: Database, readSheets: () => readonly SheetFile[]): Promise<boolean> =>
  database.write(async (db) => {
    if (!(await isEmpty(db))) return false;
    for (const sheet of readSheets()) await importInto(db, sheet, 'demo');
    return true;
  });
