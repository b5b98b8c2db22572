/** All that differs between the two engines, as pieces of SQL. Everything else in store is said once. */
export interface Dialect {
  readonly engine: 'sqlite' | 'postgres';
  /** A select of one column as a JSON list, in the select's order. */
  list(select: string): string;
  /** A select's rows as a JSON list of objects. columns: alias and expression. */
  objects(columns: readonly (readonly [alias: string, expression: string])[], from: string): string;
  /** Whether the claim's words hold every word of the parameter `words`. claim: an expression. */
  holdsWords(claim: string): string;
  /** The parameter for holdsWords. */
  words(words: readonly string[]): string;
  /** Joins a table to those before it, which are read first. */
  readonly joinInOrder: string;
  /** Ends a select whose rows no other writer may touch before this transaction ends. */
  readonly forUpdate: string;
}

const pairs = (columns: readonly (readonly [string, string])[]): string =>
  columns.map(([alias, expression]) => `'${alias}', ${expression}`).join(', ');

const sqlite: Dialect = {
  engine: 'sqlite',
  list: (select) => `json((SELECT json_group_array(item) FROM (${select})))`,
  objects: (columns, from) => `(SELECT json_group_array(json_object(${pairs(columns)})) ${from})`,
  holdsWords: (claim) => `${claim} IN (SELECT claim_text.claim FROM claim_text
    JOIN claim_text_index ON claim_text_index.rowid = claim_text.id WHERE claim_text_index MATCH :words)`,
  // Quoted, so that no word is an operator of FTS5.
  words: (words) => words.map((word) => `"${word}"`).join(' '),
  // SQLite reads a cross join's tables in the order given.
  joinInOrder: 'CROSS JOIN',
  forUpdate: '',
};

const postgres: Dialect = {
  engine: 'postgres',
  list: (select) => `(SELECT COALESCE(json_agg(item), '[]') FROM (${select}) AS items)`,
  objects: (columns, from) =>
    `(SELECT COALESCE(json_agg(json_build_object(${pairs(columns)})), '[]') ${from})`,
  holdsWords: (claim) => `${claim} IN (SELECT claim_text.claim FROM claim_text
    WHERE claim_text.document @@ plainto_tsquery('simple', :words))`,
  words: (words) => words.join(' '),
  joinInOrder: 'JOIN',
  forUpdate: 'FOR UPDATE',
};

export const DIALECTS = { sqlite, postgres };
