import type { Database } from '../store/database.ts';
import { isEmpty } from '../store/events.ts';
import { importInto, type SheetFile } from './import-sheet.ts';

/** Loads sheets into an empty database, all or none; says whether it did. */
export const loadDemo = (database: Database, sheets: readonly SheetFile[]): Promise<boolean> =>
  database.write(async (db) => {
    if (!(await isEmpty(db))) return false;
    for (const sheet of sheets) await importInto(db, sheet, 'demo');
    return true;
  });
