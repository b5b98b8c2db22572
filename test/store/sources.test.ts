import { describe, expect, test } from 'vitest';
import { countOf } from '../../src/store/page.ts';
import {
  pageSourceSlugs,
  type SourceFilter,
  sourceListing,
  sourceSlugById,
  sourcesBySlug,
} from '../../src/store/sources.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import { ENGINES, type EngineName } from '../support/databases.ts';
import { EDITOR, FIRST_PAGE, openForTest, party, source } from './small-record.ts';

describe.each(ENGINES)('sources on %s', (engine) => {
  test('come back as they were recorded, by slug and by id', async () => {
    const database = await openForTest(engine);
    await recordParty(database, EDITOR, party('ndf'));
    await recordSource(database, EDITOR, source('plain'));
    const full = source('full', {
      name: 'مصدر طبي',
      kind: 'MEDICAL',
      anonymous: true,
      aliases: ['a "medic"', 'b'],
      party: 'ndf',
      organOf: 'plain',
      reliability: 'B',
    });
    await recordSource(database, EDITOR, full);
    const found = await database.read((db) => sourcesBySlug(db, ['full', 'plain', 'nobody']));
    expect([...found.keys()]).toEqual(['full', 'plain']);
    const { party: ownParty, ...recorded } = full;
    const id = expect.stringMatching(/^source_/);
    const standing = { revision: 1, latest: true, recordedBy: null };
    expect(found.get('full')).toEqual({
      ...recorded,
      ...standing,
      id,
      ownParty,
      party: 'ndf',
      origin: 'plain',
    });
    const nothing = { ownParty: null, organOf: null, party: null, origin: 'plain' };
    expect(found.get('plain')).toEqual({ ...source('plain'), ...standing, id, ...nothing });
    expect(await database.read((db) => sourceSlugById(db, found.get('full')!.id))).toBe('full');
    expect(await database.read((db) => sourceSlugById(db, 'source_0'))).toBeNull();
  });

  test('without a name of their own are always anonymous', async () => {
    const database = await openForTest(engine);
    await recordSource(database, EDITOR, source('medics', { kind: 'UNNAMED' }));
    const found = await database.read((db) => sourcesBySlug(db, ['medics']));
    expect(found.get('medics')?.anonymous).toBe(true);
  });

  test('speak for the nearest party up their chain and count as its root, though only one is asked for', async () => {
    const database = await openWithChain(engine);
    const found = await database.read((db) => sourcesBySlug(db, ['desk', 'militia-press']));
    expect([...found.keys()]).toEqual(['desk', 'militia-press']);
    expect(found.get('desk')).toMatchObject({ party: 'army', origin: 'army' });
    expect(found.get('militia-press')).toMatchObject({ party: 'militia', origin: 'army' });
  });
});

/** army ← office ← desk, army ← militia (of a party of its own) ← militia-press, and two that speak for nobody. */
async function openWithChain(engine: EngineName) {
  const database = await openForTest(engine);
  for (const slug of ['army', 'militia']) await recordParty(database, EDITOR, party(slug));
  const sources = [
    source('army', { kind: 'ARMED_ACTOR', party: 'army' }),
    source('office', { kind: 'GOVERNMENT', organOf: 'army' }),
    source('desk', { kind: 'MEDIA_OUTLET', organOf: 'office', aliases: ['Café Desk'] }),
    source('militia', { kind: 'ARMED_ACTOR', party: 'militia', organOf: 'army' }),
    source('militia-press', { kind: 'MEDIA_OUTLET', organOf: 'militia', name: 'Militia 100% Press' }),
    source('monitor', { name: 'المرصد السوري لحقوق الإنسان' }),
    source('agency', { kind: 'MEDIA_OUTLET', name: 'Agence Électrique' }),
  ];
  for (const one of sources) await recordSource(database, EDITOR, one);
  return database;
}

describe.each(ENGINES)('a list of sources on %s', (engine) => {
  test('is what its filter says, and as long as it counts', async () => {
    const database = await openWithChain(engine);
    const all = ['agency', 'army', 'desk', 'militia', 'militia-press', 'monitor', 'office'];
    const cases: [SourceFilter, string[]][] = [
      [{}, all],
      [{ kinds: null, parties: null, text: null }, all],
      [{ kinds: ['ARMED_ACTOR', 'GOVERNMENT'] }, ['army', 'militia', 'office']],
      [{ kinds: [] }, []],
      [{ parties: ['army'] }, ['army', 'desk', 'office']],
      [{ parties: ['militia'] }, ['militia', 'militia-press']],
      [{ parties: ['army', 'militia'] }, ['army', 'desk', 'militia', 'militia-press', 'office']],
      [{ parties: [] }, []],
      [{ text: 'electrique AGENCE' }, ['agency']],
      [{ text: 'ÉLECTRIQUE' }, ['agency']],
      [{ text: 'cafe' }, ['desk']],
      [{ text: 'المرصد' }, ['monitor']],
      [{ text: 'press militia' }, ['militia-press']],
      [{ text: '100%' }, ['militia-press']],
      [{ text: '%' }, []],
      [{ text: '' }, []],
      [{ text: 'agency desk' }, []],
      [{ kinds: ['MEDIA_OUTLET'], parties: ['army'], text: 'desk' }, ['desk']],
    ];
    for (const [filter, expected] of cases) {
      const listing = sourceListing(filter);
      const page = await database.read((db) => pageSourceSlugs(db, listing, FIRST_PAGE));
      expect([filter, page.items.map(({ value }) => value)]).toEqual([filter, expected]);
      expect(await database.read((db) => countOf(db, listing))).toBe(expected.length);
    }
  });
});
