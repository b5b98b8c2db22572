import { readSheet } from '../intake/read-sheet.ts';
import type { SheetProblem } from '../intake/sheet-problem.ts';
import type { Located } from '../intake/sheet-records.ts';
import type { Database, Db } from '../store/database.ts';
import { type ImportCount, importClaims } from './import-claims.ts';
import { importRecords } from './import-records.ts';

/** Everything that is wrong with a sheet; nothing of it was recorded. */
export class SheetRefusal extends Error {
  override readonly name = 'SheetRefusal';
  readonly problems: readonly SheetProblem[];

  constructor(problems: readonly SheetProblem[]) {
    super(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}; nothing was recorded`);
    this.problems = problems;
  }
}

/** A file's name, for its problems, and what it holds. */
export interface SheetFile {
  readonly file: string;
  readonly text: string;
}

/** One sheet in one transaction, or none of it. by: the actor's name. */
export const importSheet = (database: Database, sheet: SheetFile, by: string): Promise<ImportCount> =>
  database.write((db) => importInto(db, sheet, by));

/** Within a transaction. */
export async function importInto(db: Db, { file, text }: SheetFile, by: string): Promise<ImportCount> {
  const read = readSheet(text, file);
  if ('problems' in read) throw new SheetRefusal(read.problems);
  const problems: SheetProblem[] = [];
  const report: ReportProblem = (entry, field, message) =>
    problems.push({ file, ...entry.locate(field), message });
  const refused = () => problems.length > 0;
  const kept = await importRecords(writingUntil(refused, db), read.sheet, by, report);
  const count = await importClaims(db, read.sheet.claims, kept, by, report, refused);
  if (problems.length > 0)
    throw new SheetRefusal(problems.sort((a, b) => a.line - b.line || a.column - b.column));
  return count;
}

/** Once something is found fault with, nothing more is written: what it refers to may not be there. */
const writingUntil = (refused: () => boolean, db: Db): Db => ({
  ...db,
  insert: async (table, rows) => {
    if (!refused()) await db.insert(table, rows);
  },
});

/** Notes a problem at an entry's field. */
export type ReportProblem = (entry: Located<unknown>, field: string, message: string) => void;
