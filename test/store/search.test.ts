import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { fold } from '../../src/store/search.ts';
import { listClaims } from '../../src/use-cases/list-claims.ts';
import { ENGINES } from '../support/databases.ts';
import {
  claimOf,
  EDITOR,
  FIRST_PAGE,
  figure,
  openClash,
  openNew,
  recordAct,
  recordClash,
  recordFigure,
  recordStatement,
  revise,
} from './small-record.ts';

async function refsOf(database: Database, text: string): Promise<string> {
  const order = { field: 'recordedAt', descending: false } as const;
  const { page, count } = await listClaims(database, EDITOR, { text }, order, FIRST_PAGE);
  expect(await count()).toBe(page.items.length);
  return page.items.map(({ value }) => value.ref).join('');
}

describe.each(ENGINES)('a search for words on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openNew(engine);
    await recordClash(database);
    const citing = (exact: string | null, paraphrase: string | null) => ({
      citation: { report: 'agency-1', exact, paraphrase },
    });
    await recordFigure(database, {
      ref: 'a',
      ...citing('“three of its members” died', 'The forces told of their dead'),
      victims: { ...figure().victims, description: 'one leader, near Qamishli' },
    });
    await recordStatement(database, {
      ref: 'b',
      ...citing('Talks failed.', null),
      proposition: 'No truce OR peace',
    });
    await recordAct(database, {
      ref: 'c',
      ...citing(null, 'Un élève tué à l’école'),
      act: 'NOT a shot AND near',
    });
    await recordStatement(database, {
      ref: 'd',
      ...citing('قُتل ثلاثة من عناصر الدفاع الوطني، وأُصيب آخرون.', null),
      proposition: 'Über 1.500 3rd-brigade men, U+FFFD and x_y at https://example.org/path',
    });
  });
  afterAll(() => database.close());

  test.each([
    ['a word', 'members', 'a'],
    ['a word in another case', 'MEMBERS', 'a'],
    ['words in any order', 'died three', 'a'],
    ['words split across the quote and the paraphrase', 'members forces', 'a'],
    ['a word of the description of the victims', 'leader', 'a'],
    ['a word of a proposition', 'peace', 'b'],
    ['a word of an act', 'shot', 'c'],
    ['a word beside curly quotes', 'three', 'a'],
    ['words of two claims', 'members talks', ''],
    ['a part of a word', 'memb', ''],
    ['accents left out', 'eleve tue ecole', 'c'],
    ['accents put in', 'élève TUÉ école', 'c'],
    ['accents decomposed', 'e\u0301le\u0300ve', 'c'],
    ['an umlaut left out', 'uber', 'd'],
    ['Arabic', 'ثلاثة', 'd'],
    ['Arabic without vowel marks', 'قتل', 'd'],
    ['Arabic with vowel marks', 'قُتِل', 'd'],
    ['Arabic before its comma', 'الوطني', 'd'],
    ['Arabic whose hamza is left out', 'واصيب', 'd'],
    ['digits', '500', 'd'],
    ['a word that begins with a digit', '3rd', 'd'],
    ['words joined by a hyphen', '3rd-brigade', 'd'],
    ['a part of an address', 'example', 'd'],
    ['words joined by an underscore', 'x y', 'd'],
    ['OR as a word', 'truce OR nothing', ''],
    ['OR among the words', 'OR', 'b'],
    ['AND as a word', 'shot AND near', 'c'],
    ['NOT as a word', 'truce NOT peace', ''],
    ['NEAR as a word', 'NEAR(leader qamishli)', 'a'],
    ['a phrase in quotes as its words', '"died three"', 'a'],
    ['an open quote', '"three', 'a'],
    ['a star as nothing', 'memb*', ''],
    ['a star after a word', 'members*', 'a'],
    ['a minus as nothing', '-members', 'a'],
    ['a column as words', 'body:three', ''],
    ['brackets and signs as nothing', '(three) & | ! <-> ^ + {members} \\', 'a'],
    ['a single quote', "'; DROP TABLE claim; --", ''],
    ['signs alone', '"*-()', ''],
    ['nothing', '', ''],
    ['a NUL beside a word', 'members\u0000', 'a'],
    ['half a character beside a word', '\ud83d members', 'a'],
  ])('%s', async (_, text, expected) => {
    expect(await refsOf(database, text)).toBe(expected);
  });

  test('of more words than anybody types answers or refuses', async () => {
    for (const text of ['three '.repeat(5_000), 'x'.repeat(100_000), 'a b c d '.repeat(20_000)]) {
      const found = await refsOf(database, text).catch((error: { code?: string }) => error.code);
      expect(['', 'a', 'BAD_USER_INPUT']).toContain(found);
    }
  });
});

describe.each(ENGINES)('on %s a revised claim', (engine) => {
  test('is found by its new words only', async () => {
    const database = await openClash(engine);
    const id = await recordStatement(database, { ref: 'a', proposition: 'The truce held' });
    expect(await refsOf(database, 'truce')).toBe('a');
    await revise(database, id, () => ({ proposition: 'The ceasefire held' }));
    expect(await refsOf(database, 'truce')).toBe('');
    expect(await refsOf(database, 'ceasefire held')).toBe('a');
    expect((await claimOf(database, id)).revision).toBe(2);
  });
});

test('folding leaves no case, accents, vowel marks or width', () => {
  expect(fold('Élève ＡＢＣ قُتِل ﬁn')).toBe('eleve abc قتل fin');
});
