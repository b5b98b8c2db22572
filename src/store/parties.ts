import type { RecordParty } from '../domain/input.ts';
import type { Party } from '../domain/party.ts';
import type { Db } from './database.ts';
import { newId } from './ids.ts';
import { jsonOf } from './json.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import type { Stamp } from './stamp.ts';
import { type PartyRow, partyTable } from './tables.ts';

const COLUMNS = 'party.id, party.slug, party.name, party.aliases';

const partyOf = (row: PartyRow): Party => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  aliases: jsonOf(row.aliases),
});

export async function partiesBySlug(db: Db, slugs: readonly string[]): Promise<Map<string, Party>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.rows<PartyRow>(`SELECT ${COLUMNS} FROM party WHERE party.slug IN (:...slugs)`, {
    slugs,
  });
  return new Map(rows.map((row) => [row.slug, partyOf(row)]));
}

export async function partyById(db: Db, id: string): Promise<Party | null> {
  const rows = await db.rows<PartyRow>(`SELECT ${COLUMNS} FROM party WHERE party.id = :id`, { id });
  return rows[0] ? partyOf(rows[0]) : null;
}

export const partyListing = (): Listing => ({
  columns: COLUMNS,
  from: 'FROM party',
  where: [],
  parameters: {},
  order: ['party.slug'],
  descending: false,
});

export const pageParties = (db: Db, listing: Listing, request: PageRequest): Promise<Page<Party>> =>
  pageOf(db, listing, request, (row: PartyRow) => ({ value: partyOf(row), position: [row.slug] }));

export const insertParty = (db: Db, party: RecordParty, stamp: Stamp): Promise<void> =>
  db.insert(partyTable, [
    {
      slug: party.slug,
      id: newId('party'),
      name: party.name,
      aliases: JSON.stringify(party.aliases),
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    },
  ]);
