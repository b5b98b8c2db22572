import { contentText, type JournalRecord } from '../domain/journal.ts';
import { OPEN_END } from '../domain/time.ts';
import { inChunks } from './chunks.ts';
import type { Db } from './database.ts';
import { type NodeKind, sha256 } from './ids.ts';
import { type Content, type Fields, JOURNALED, type Journaled } from './journaled.ts';
import { jsonOf } from './json.ts';

/**
 * Left out of digests: what moves on when something else is written (verified by itself), what is made from
 * other columns for searching, and a report's body, for which its hash stands.
 */
const WITHOUT = new Set(['recorded_to', 'last_recorded_at', 'search', 'body']);

/** The latest revisions of records of one kind, in the order of their keys: slugs, ids of claims and assessments. */
export async function latestRecords(
  db: Db,
  kind: NodeKind,
  keys: readonly string[],
): Promise<JournalRecord[]> {
  const journaled = JOURNALED[kind];
  const latest = journaled.revision === null ? '' : 'AND revision.recorded_to = :open';
  const where = `${journaled.key} IN (:...some) ${latest}`;
  const found = new Map(
    await inChunks(keys, (some) => recordsWhere(db, journaled, where, { some, open: OPEN_END })),
  );
  return keys.flatMap((key) => found.get(key) ?? []);
}

/** What the entries of these subjects tell of, as it stands in the tables, by subject. A few hundred at a time. */
export async function recordsBySubject(
  db: Db,
  subjects: readonly string[],
): Promise<Map<string, JournalRecord>> {
  const found = new Map<string, JournalRecord>();
  for (const [kind, journaled] of Object.entries(JOURNALED)) {
    const own = subjects.filter((subject) => subject.startsWith(`${kind}_`));
    if (own.length === 0) continue;
    const parameters = { ids: own.map((subject) => subject.split('~')[0]), subjects: own };
    // By the id too, which has an index.
    const where = `${journaled.id} IN (:...ids) AND ${subjectOf(journaled)} IN (:...subjects)`;
    for (const [, record] of await recordsWhere(db, journaled, where, parameters)) {
      found.set(record.subject, record);
    }
  }
  return found;
}

async function recordsWhere(
  db: Db,
  journaled: Journaled,
  where: string,
  parameters: object,
): Promise<[key: string, record: JournalRecord][]> {
  const lists = journaled.lists?.(db.dialect) ?? {};
  const columns = [
    `${subjectOf(journaled)} AS subject`,
    `${journaled.key} AS key`,
    ...(journaled.beside ? [`${journaled.beside} AS beside`] : []),
    ...columnsOf(journaled).map(({ alias, expression }) => `${expression} AS ${alias}`),
    ...Object.entries(lists).map(([name, expression]) => `${expression} AS ${name}`),
  ];
  const rows = await db.rows<Fields & { subject: string; key: string; beside?: string | null }>(
    `SELECT ${columns.join(', ')} ${journaled.from} WHERE ${where}`,
    parameters,
  );
  return rows.map((row) => {
    const content = contentOf(journaled, row, Object.keys(lists));
    const told = journaled.tell(content, row.beside ?? null);
    return [row.key, { ...told, subject: row.subject, digest: sha256(contentText(content)) }];
  });
}

function contentOf(journaled: Journaled, row: Fields, lists: readonly string[]): Content {
  const tables: Record<string, Record<string, unknown>> = {};
  for (const { table, column, alias, boolean } of columnsOf(journaled)) {
    const value = row[alias];
    tables[table] = { ...tables[table], [column]: boolean ? Boolean(value) : value };
  }
  // Sorted as texts: neither engine gives an order to rows that nobody asks for.
  const sorted = lists.map((list) => [list, jsonOf<object[]>(row[list]).map(contentText).sort()] as const);
  return { ...tables, lists: Object.fromEntries(sorted) } as Content;
}

const columnsOf = ({ tables }: Journaled) =>
  Object.entries(tables).flatMap(([table, { options }]) =>
    Object.entries(options.columns as Record<string, { type: string }>)
      .filter(([column]) => !WITHOUT.has(column))
      .map(([column, { type }]) => ({
        table,
        column,
        alias: `${table}_${column}`,
        expression: `${table}.${column}`,
        boolean: type === 'boolean',
      })),
  );

const subjectOf = ({ id, revision }: Journaled): string =>
  revision === null ? id : `${id} || '~' || ${revision}`;
