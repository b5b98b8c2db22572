import { Refusal } from '../domain/refusal.ts';
import type { Db } from './database.ts';

/** Where a row stands in a list: the values of the list's order, the last of them unique. */
export type Position = readonly string[];

/** Which part of a list: at most `limit` rows after and before the positions, from its start or its end. */
export interface PageRequest {
  /** The name of the list's order; a position of another order does not fit it. */
  readonly order: string;
  readonly limit: number;
  readonly fromEnd: boolean;
  readonly after: Position | null;
  readonly before: Position | null;
}

export interface PageItem<T> {
  readonly value: T;
  readonly position: Position;
}

/** A part of a list, in the list's order. more: whether rows beyond it were left in the direction of reading. */
export interface Page<T> {
  readonly items: readonly PageItem<T>[];
  readonly more: boolean;
}

export interface Listing {
  readonly columns: string;
  /** "FROM … JOIN …". */
  readonly from: string;
  /** Where the rows can be counted without all that is shown of them. */
  readonly countFrom?: string;
  readonly where: readonly string[];
  readonly parameters: Record<string, unknown>;
  /** Expressions of text, the last unique; all in one direction. */
  readonly order: readonly string[];
  readonly descending: boolean;
  /** Whether no index leads to its rows, so that a page may take the longer the larger the record is. */
  readonly long?: boolean;
}

/** Keyset paging: the row after a position is found by its values, never by counting rows off. */
export async function pageOf<Row, T>(
  db: Db,
  listing: Listing,
  request: PageRequest,
  mapRow: (row: Row) => PageItem<T>,
): Promise<Page<T>> {
  const { columns, from, order, descending } = listing;
  const backwards = request.fromEnd !== descending;
  const where = [...listing.where];
  const parameters: Record<string, unknown> = { ...listing.parameters, limit: request.limit + 1 };
  const beyond = (position: Position | null, name: string, sign: string): void => {
    if (position === null) return;
    if (position.length !== order.length) {
      throw new Refusal('BAD_USER_INPUT', `${name}: expected a cursor that this list gave, got another`);
    }
    position.forEach((value, index) => {
      parameters[`${name}${index}`] = value;
    });
    where.push(
      `(${order.join(', ')}) ${sign} (${position.map((_, index) => `:${name}${index}`).join(', ')})`,
    );
  };
  beyond(request.after, 'after', descending ? '<' : '>');
  beyond(request.before, 'before', descending ? '>' : '<');
  const by = order.map((expression) => `${expression} ${backwards ? 'DESC' : 'ASC'}`).join(', ');
  const rows = await db.rows<Row>(
    `SELECT ${columns} ${from} ${whereClause(where)} ORDER BY ${by} LIMIT :limit`,
    parameters,
  );
  const items = rows.slice(0, request.limit).map(mapRow);
  return { items: request.fromEnd ? items.reverse() : items, more: rows.length > request.limit };
}

/** How many rows the whole list has. */
export async function countOf(db: Db, listing: Listing): Promise<number> {
  const rows = await db.rows<{ count: number }>(
    `SELECT CAST(COUNT(*) AS integer) AS count ${listing.countFrom ?? listing.from} ${whereClause(listing.where)}`,
    listing.parameters,
  );
  return rows[0]!.count;
}

const whereClause = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
