import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { importSheet, SheetRefusal } from '../../src/use-cases/import-sheet.ts';
import { loadDemo } from '../../src/use-cases/load-demo.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { EDITOR, openForTest, party } from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const sheet = (slug: string) => ({
  file: `${slug}.claims.yaml`,
  text: `parties:\n  - { slug: ${slug}, name: x }\n`,
});
const sheets = () => [sheet('one'), sheet('two')];

const slugs = async (database: Database): Promise<string[]> =>
  (await database.read((db) => db.rows<{ slug: string }>('SELECT slug FROM party ORDER BY slug'))).map(
    ({ slug }) => slug,
  );

describe.each(ENGINES)('the demo on %s', (engine) => {
  test('is loaded into an empty database, and never again', async () => {
    const database = await openForTest(engine);
    expect(await loadDemo(database, sheets)).toBe(true);
    expect(await slugs(database)).toEqual(['one', 'two']);
    expect(await loadDemo(database, () => [sheet('three')])).toBe(false);
    expect(await slugs(database)).toEqual(['one', 'two']);
  });

  test('leaves a record that somebody began alone', async () => {
    const database = await openForTest(engine);
    await recordParty(database, EDITOR, party('mine'));
    expect(await loadDemo(database, sheets)).toBe(false);
    expect(await slugs(database)).toEqual(['mine']);
  });

  test('is loaded as a whole or not at all', async () => {
    const database = await openForTest(engine);
    const faulty = () => [
      sheet('one'),
      { file: 'two.claims.yaml', text: 'parties: [{ slug: two, name: " " }]' },
    ];
    await expect(loadDemo(database, faulty)).rejects.toBeInstanceOf(SheetRefusal);
    expect(await slugs(database)).toEqual([]);
  });

  test('is there once when programs start at once', async () => {
    const database = await openForTest(engine);
    const loaded = await Promise.all([1, 2, 3].map(() => loadDemo(database, sheets)));
    expect(loaded).toContain(true);
    expect(await slugs(database)).toEqual(['one', 'two']);
  });

  test('that is shipped loads, and importing its sheets again would change nothing', async () => {
    const database = await openForTest(engine);
    const shipped = () =>
      ['1-shafaq-2021-04-24.claims.yaml', '2-other-outlets.claims.yaml'].map((file) => ({
        file,
        text: readFileSync(new URL(`../../src/demo/${file}`, import.meta.url), 'utf8'),
      }));
    expect(await loadDemo(database, shipped)).toBe(true);
    for (const one of shipped()) {
      expect(await importSheet(database, one, 'maryam')).toMatchObject({ recorded: 0, revised: 0 });
    }
  });
});
