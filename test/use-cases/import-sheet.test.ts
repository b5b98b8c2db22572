import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/intake/format-problem.ts';
import type { SheetProblem } from '../../src/intake/sheet-problem.ts';
import { claimsByRef } from '../../src/store/claims.ts';
import type { Database } from '../../src/store/database.ts';
import { TABLES } from '../../src/store/tables.ts';
import { claimHistory } from '../../src/use-cases/claim-history.ts';
import { compareEvent } from '../../src/use-cases/compare-event.ts';
import { importSheet, SheetRefusal } from '../../src/use-cases/import-sheet.ts';
import { EDITOR, openForTest, revise } from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const SHEET = `
parties:
  - { slug: army, name: Army }
  - { slug: rebels, name: Rebels, aliases: [the others] }
sources:
  - { slug: office, name: Press office, kind: GOVERNMENT, organOf: army }
  - { slug: army, name: Army, kind: ARMED_ACTOR, party: army }
  - { slug: agency, name: Agency, kind: MEDIA_OUTLET }
events:
  - { slug: street, title: A street, startedAt: 2021-04-21, parent: clash }
  - slug: clash
    title: A clash
    startedAt: 2021-04-20
    endedAt: 2021-04-26
    place: { name: A town, latitude: 37.05, longitude: 41.22 }
    sides: [{ parties: [army] }, { label: Others, parties: [rebels] }]
reports:
  - { slug: first, title: First, publisher: agency, publishedAt: 2021-04-24 }
  - { slug: second, title: Second, publisher: agency, publishedAt: 2021-04-25, text: "Three fell, and the truce held." }
claims:
  - event: clash
    report: first
    ref: of-them
    paraphrase: five of them in the north
    source: office
    outcome: KILLED
    victims: { parties: [army] }
    figure: 5
    extent: SOME
    partOf: all
    assertedAt: 2021-04-24
  - event: clash
    report: first
    ref: all
    paraphrase: nine in all
    source: office
    outcome: KILLED
    victims: { parties: [army] }
    figure: 9
    assertedAt: 2021-04-24
  - { event: clash, report: second, ref: truce, quote: the truce held, source: agency, proposition: The truce held, assertedAt: 2021-04-24 }
  - { event: street, report: second, ref: shot, quote: Three fell, source: unnamed, act: The shooting, blamed: [rebels], assertedAt: 2021-04-24 }
`;

const file = 'clash.claims.yaml';
const load = (database: Database, text: string) => importSheet(database, { file, text }, 'maryam');

/** Every row of every table. */
const everything = (database: Database) =>
  database.read(async (db) => {
    const tables: Record<string, string[]> = {};
    for (const { options } of TABLES) {
      const rows = await db.rows(`SELECT * FROM ${options.tableName}`);
      tables[options.tableName!] = rows.map((row) => JSON.stringify(row)).sort();
    }
    return tables;
  });

async function problemsOf(database: Database, text: string): Promise<readonly SheetProblem[]> {
  const error = await load(database, text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SheetRefusal);
  return (error as SheetRefusal).problems;
}

const claimCalled = async (database: Database, ref: string) =>
  (await database.read((db) => claimsByRef(db, 'clash', [ref]))).get(ref)!;

describe.each(ENGINES)('importing a sheet on %s', (engine) => {
  test('records all of it, in whatever order its entries refer to each other', async () => {
    const database = await openForTest(engine);
    expect(await load(database, SHEET)).toEqual({ recorded: 4, revised: 0, unchanged: 0 });
    const [part, whole] = [await claimCalled(database, 'of-them'), await claimCalled(database, 'all')];
    expect(part).toMatchObject({ partOf: whole.claimId, status: 'PUBLISHED' });
    const tables = await everything(database);
    expect(tables.source).toHaveLength(4);
    expect(JSON.stringify(tables)).toContain('second-unnamed');
  });

  test('twice changes nothing', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    const before = await everything(database);
    expect(await load(database, SHEET)).toEqual({ recorded: 0, revised: 0, unchanged: 4 });
    expect(await everything(database)).toEqual(before);
  });

  test('revises a claim that changed under its ref, and no other', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    const before = await claimCalled(database, 'all');
    expect(await load(database, SHEET.replace('figure: 9', 'figure: 17'))).toEqual({
      recorded: 0,
      revised: 1,
      unchanged: 3,
    });
    const after = await claimCalled(database, 'all');
    expect(after).toMatchObject({
      claimId: before.claimId,
      revision: 2,
      recordedAt: before.recordedAt,
      figure: { min: 17, max: 17 },
    });
    const history = await claimHistory(database, EDITOR, after.claimId, null, 20);
    expect(history[1]).toMatchObject({
      recordedBy: 'maryam',
      reason: 'imported again, changed',
      changes: [
        { field: 'figure.min', before: '9', after: '17' },
        { field: 'figure.max', before: '9', after: '17' },
        { field: 'figure.wording', before: '9', after: '17' },
      ],
    });
  });

  test('keeps what was decided of a claim when it corrects what the claim says', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    const { claimId } = await claimCalled(database, 'truce');
    await revise(database, claimId, () => ({ status: 'RETRACTED', retractedAt: '2021-04-27T00:00:00.000Z' }));
    expect(await load(database, SHEET)).toMatchObject({ revised: 0 });
    expect(
      await load(database, SHEET.replace('source: agency,', 'source: agency, note: odd,')),
    ).toMatchObject({
      revised: 1,
    });
    expect(await claimCalled(database, 'truce')).toMatchObject({
      revision: 3,
      note: 'odd',
      status: 'RETRACTED',
      retractedAt: '2021-04-27T00:00:00.000Z',
    });
  });

  test('refuses to revise a rejected claim or one of another kind', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    await revise(database, (await claimCalled(database, 'truce')).claimId, () => ({ status: 'REJECTED' }));
    const problems = await problemsOf(
      database,
      SHEET.replace(/outcome: KILLED\n.*\n.*figure: 9/, 'proposition: Nine fell'),
    );
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/claims\[1\]\.ref.*another kind/),
      expect.stringMatching(/claims\[2\]\.ref.*rejected/),
    ]);
  });

  test('that fails leaves nothing behind, new or revised', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    const before = await everything(database);
    const failing = SHEET.replace('figure: 9', 'figure: 8')
      .replace('parties:', 'parties:\n  - { slug: fresh, name: Fresh }')
      .replace('blamed: [rebels]', 'blamed: [nobody]');
    expect(await problemsOf(database, failing)).toHaveLength(1);
    expect(await everything(database)).toEqual(before);
  });

  test('tells all of its problems at once, each where it stands', async () => {
    const database = await openForTest(engine);
    const text = `parties:
  - { slug: army, name: "a\\0b" }
reports:
  - { slug: first, title: First, publisher: nobody, publishedAt: 2021-04-24, text: Three fell. }
claims:
  - event: clash
    report: first
    ref: a
    quote: Four fell
    source: army
    outcome: KILLED
    victims: { parties: [army, ghosts] }
    figure: many more than some
    assertedAt: 2021-04-24
`;
    const problems = await problemsOf(database, text);
    expect(problems.map(({ line, column, path }) => [line, column, path])).toEqual([
      [2, 25, 'parties[0].name'],
      [4, 45, 'reports[0].publisher'],
      [6, 12, 'claims[0].event'],
      [9, 12, 'claims[0].quote'],
      [10, 13, 'claims[0].source'],
      [12, 32, 'claims[0].victims.parties[1]'],
      [13, 13, 'claims[0].figure'],
    ]);
    expect(problems.every(({ file: of }) => of === file)).toBe(true);
    expect(problems[2]!.message).toBe('there is no event "clash"; record it first');
  });

  test('finds no fault with what names an entry that has a fault itself', async () => {
    const database = await openForTest(engine);
    const faulty = SHEET.replace('name: Army }', 'name: " " }')
      .replace('name: Agency,', 'name: " ",')
      .replace('title: A clash', 'title: " "')
      .replace('title: Second,', 'title: " ",');
    const problems = await problemsOf(database, faulty);
    expect(problems.map(({ path }) => path)).toEqual([
      'parties[0].name',
      'sources[2].name',
      'events[1].title',
      'reports[1].title',
    ]);
  });

  test('finds no fault with the parts of a claim that has a fault itself', async () => {
    const database = await openForTest(engine);
    const faulty = SHEET.replace('figure: 9', 'figure: lots and lots of them');
    expect((await problemsOf(database, faulty)).map(({ path }) => path)).toEqual(['claims[1].figure']);
    await load(database, SHEET);
    expect((await problemsOf(database, faulty)).map(({ path }) => path)).toEqual(['claims[1].figure']);
  });

  test('says once of a whole that is nowhere that it is nowhere', async () => {
    const database = await openForTest(engine);
    const problems = await problemsOf(database, SHEET.replace('partOf: all', 'partOf: none'));
    expect(problems.map(formatProblem)).toEqual([
      expect.stringMatching(/claims\[0\]\.partOf: event "clash" has no claim "none"/),
    ]);
  });

  test('takes a whole that is already on record', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    const more = `claims:
  - { event: clash, report: first, ref: more, paraphrase: p, source: office, outcome: KILLED, victims: { parties: [army] }, figure: 2, partOf: all, assertedAt: 2021-04-24 }
`;
    expect(await load(database, more)).toMatchObject({ recorded: 1 });
    expect(await claimCalled(database, 'more')).toMatchObject({
      partOf: (await claimCalled(database, 'all')).claimId,
    });
  });

  test('refuses claims that are parts of each other or of themselves, since none would be left to stand', async () => {
    const database = await openForTest(engine);
    const ring = SHEET.replace('figure: 9', 'figure: 9\n    partOf: of-them');
    const self = SHEET.replace('figure: 9', 'figure: 9\n    partOf: all');
    const rows = async () =>
      (await compareEvent(database, EDITOR, 'clash', {
        assertedBy: null,
        recordedBy: null,
        includeDrafts: false,
        reading: 'CUMULATIVE',
        sources: null,
        outcomes: ['KILLED'],
        includeParts: false,
      }))!.rows.length;
    for (const text of [ring, self]) {
      const problems = await problemsOf(database, text);
      expect(problems.map(({ path }) => path)).toContain('claims[1].partOf');
    }
    await load(database, SHEET);
    expect(await rows()).toBe(1);
    for (const text of [ring, self]) {
      const problems = await problemsOf(database, text);
      expect(problems.map(({ path }) => path)).toContain('claims[1].partOf');
    }
    expect(await rows()).toBe(1);
    // The ring may be closed by a sheet that holds one of the two alone.
    const alone = ring.replace(
      / {2}- event: clash\n {4}report: first\n {4}ref: of-them[\s\S]*?(?= {2}- event)/,
      '',
    );
    expect(alone).not.toContain('ref: of-them');
    expect((await problemsOf(database, alone)).map(({ path }) => path)).toEqual(['claims[0].partOf']);
  });

  test('refuses to change what is on record besides claims, and names each field', async () => {
    const database = await openForTest(engine);
    await load(database, SHEET);
    const changed = SHEET.replace('name: Rebels', 'name: Rebel')
      .replace('kind: MEDIA_OUTLET', 'kind: OTHER, organOf: army')
      .replace('latitude: 37.05', 'latitude: 37.06')
      .replace('label: Others', 'label: Other')
      .replace('title: First', 'title: 1st')
      .replace('text: "Three', 'text: " Three');
    const problems = await problemsOf(database, changed);
    expect(problems.map(({ path }) => path)).toEqual([
      'parties[1].name',
      'sources[2].kind',
      'sources[2].organOf',
      'events[1].place',
      'events[1].sides',
      'reports[0].title',
      'reports[1].text',
    ]);
    expect(problems[0]!.message).toMatch(/the record has party "rebels" with another name/);
  });

  test('by two at once, in opposite orders, records all of one and of the other all or nothing', async () => {
    const database = await openForTest(engine);
    const parties = Array.from({ length: 30 }, (_, index) => `  - { slug: p${index}, name: P }\n`);
    const results = await Promise.allSettled([
      load(database, `parties:\n${parties.join('')}`),
      load(database, `parties:\n${parties.toReversed().join('')}`),
    ]);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'CONFLICT' });
    }
    expect((await everything(database)).party).toHaveLength(30);
  });
});
