import { describe, expect, test } from 'vitest';
import { countOf } from '../../src/store/page.ts';
import { pageParties, partiesBySlug, partyById, partyListing } from '../../src/store/parties.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { ENGINES } from '../support/databases.ts';
import { EDITOR, FIRST_PAGE, openForTest, party } from './small-record.ts';

describe.each(ENGINES)('parties on %s', (engine) => {
  test('come back as they were recorded, by slug and by id', async () => {
    const database = await openForTest(engine);
    const names = ['National Defence Forces "NDF"', 'قوات الدفاع الوطني', "D'Orsay \\ 100% _ 😀"];
    await recordParty(database, EDITOR, party('ndf', { name: names[1]!, aliases: names }));
    await recordParty(database, EDITOR, party('alone'));
    const found = await database.read((db) => partiesBySlug(db, ['ndf', 'alone', 'nobody']));
    const ndf = found.get('ndf')!;
    expect(ndf).toEqual({
      id: expect.stringMatching(/^party_/),
      slug: 'ndf',
      name: names[1],
      aliases: names,
    });
    expect(found.get('alone')?.aliases).toEqual([]);
    expect([...found.keys()].sort()).toEqual(['alone', 'ndf']);
    expect(await database.read((db) => partyById(db, ndf.id))).toEqual(ndf);
    expect(await database.read((db) => partyById(db, 'party_0'))).toBeNull();
  });

  test('are listed by slug, by bytes, and counted', async () => {
    const database = await openForTest(engine);
    const slugs = ['b', 'a', 'B', 'A', '0', 'a-b', 'a.b', 'aB', 'a_b', 'ab'];
    for (const slug of slugs) await recordParty(database, EDITOR, party(slug));
    const page = await database.read((db) => pageParties(db, partyListing(), FIRST_PAGE));
    expect(page.items.map(({ value }) => value.slug)).toEqual([...slugs].sort());
    expect(await database.read((db) => countOf(db, partyListing()))).toBe(slugs.length);
  });
});
