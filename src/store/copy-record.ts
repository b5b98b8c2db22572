import type { EntitySchema, ObjectLiteral } from 'typeorm';
import type { Db } from './database.ts';
import { TABLES } from './tables.ts';

/** Copies every row of every table, from one moment of a record into an empty one of the same version, on any engines. */
export async function copyRecord(from: Db, to: Db): Promise<void> {
  for (const table of TABLES as readonly Table[]) {
    const own = OWN_REFERENCES[nameOf(table)];
    for await (const rows of pagesOf(from, table)) {
      await to.insert(table, own === undefined ? rows : rows.map((row) => ({ ...row, [own]: null })));
    }
    if (own !== undefined) await fillIn(from, to, table, own);
  }
}

type Table = EntitySchema<ObjectLiteral>;

/** Columns that name rows of their own table, which may come later: filled in once all are there. */
const OWN_REFERENCES: Record<string, string> = { event: 'parent' };

async function fillIn(from: Db, to: Db, table: Table, own: string): Promise<void> {
  const keys = keysOf(table);
  const where = keys.map((key) => `${key} = :${key}`).join(' AND ');
  const update = `UPDATE ${nameOf(table)} SET ${own} = :${own} WHERE ${where}`;
  for await (const rows of pagesOf(from, table)) {
    for (const row of rows) if (row[own] !== null) await to.rows(update, row);
  }
}

/** Rows held in memory at a time, and characters of their long texts: a report alone may have five million. */
const PAGE = { rows: 500, characters: 10_000_000 };

/** The rows of a table in the order of its primary key. */
async function* pagesOf(db: Db, table: Table): AsyncGenerator<ObjectLiteral[]> {
  const keys = keysOf(table);
  const order = `ORDER BY ${keys.join(', ')} LIMIT :limit`;
  let after: ObjectLiteral = {};
  let where = '';
  for (;;) {
    const from = `FROM ${nameOf(table)} ${where}`;
    const limit = await fittingRows(db, table, `${from} ${order}`, after);
    const rows = await db.rows<ObjectLiteral>(`SELECT ${columnsOf(table).join(', ')} ${from} ${order}`, {
      ...after,
      limit,
    });
    if (rows.length === 0) return;
    yield rows.map((row) => withBooleans(table, row));
    const last = rows.at(-1)!;
    after = Object.fromEntries(keys.map((key) => [key, last[key]]));
    where = `WHERE (${keys.join(', ')}) > (${keys.map((key) => `:${key}`).join(', ')})`;
  }
}

/** How many of the next rows are taken at once: one, however long its text. */
async function fittingRows(db: Db, table: Table, from: string, after: ObjectLiteral): Promise<number> {
  if (!columnsOf(table).includes('body')) return PAGE.rows;
  const sizes = await db.rows<{ size: number | null }>(`SELECT LENGTH(body) AS size ${from}`, {
    ...after,
    limit: PAGE.rows,
  });
  let characters = 0;
  const fitting = sizes.findIndex(({ size }) => {
    characters += size ?? 0;
    return characters > PAGE.characters;
  });
  return fitting === -1 ? PAGE.rows : Math.max(fitting, 1);
}

/** SQLite tells of booleans as 0 and 1. */
const withBooleans = (table: Table, row: ObjectLiteral): ObjectLiteral =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const boolean = table.options.columns[column]!.type === 'boolean' && value !== null;
      return [column, boolean ? Boolean(value) : value];
    }),
  );

const nameOf = (table: Table): string => table.options.tableName!;
const columnsOf = (table: Table): string[] => Object.keys(table.options.columns);
const keysOf = (table: Table): string[] =>
  columnsOf(table).filter((column) => table.options.columns[column]!.primary);
