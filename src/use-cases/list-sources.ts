import type { Source } from '../domain/source.ts';
import type { Database } from '../store/database.ts';
import { pageSourceSlugs, type SourceFilter, sourceListing, sourcesBySlug } from '../store/sources.ts';
import { checkFilter } from './check-filter.ts';
import { type Connection, connect, type PageRequest } from './connection.ts';

export function listSources(
  database: Database,
  filter: SourceFilter,
  request: PageRequest,
): Promise<Connection<Source>> {
  checkFilter(filter, 'filter.');
  const listing = sourceListing(filter);
  return connect(database, listing, request, async (db) => {
    const slugs = await pageSourceSlugs(db, listing, request);
    const sources = await sourcesBySlug(
      db,
      slugs.items.map((item) => item.value),
    );
    return { ...slugs, items: slugs.items.map((item) => ({ ...item, value: sources.get(item.value)! })) };
  });
}
