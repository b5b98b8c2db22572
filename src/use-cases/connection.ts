import type { Database, Db } from '../store/database.ts';
import { countOf, type Listing, type Page, type PageRequest } from '../store/page.ts';

export type { Page, PageItem, PageRequest, Position } from '../store/page.ts';

/** A page of a list, and how long the whole list is for those who ask. */
export interface Connection<T> {
  readonly request: PageRequest;
  readonly page: Page<T>;
  count(): Promise<number>;
}

/** Reads a page of a listing. */
export async function connect<T>(
  database: Database,
  listing: Listing,
  request: PageRequest,
  read: (db: Db) => Promise<Page<T>>,
): Promise<Connection<T>> {
  return {
    request,
    page: await (listing.long ? database.readLong(read) : database.read(read)),
    count: () => database.readLong((db) => countOf(db, listing)),
  };
}
