import { mkdtempSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { copyRecord } from '../../src/store/copy-record.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { DatabaseError } from '../../src/store/database-error.ts';
import { openBackup } from '../../src/store/open-backup.ts';
import { insertParty } from '../../src/store/parties.ts';
import { tablesOf } from '../../src/store/schema-version.ts';
import { stampNow } from '../../src/store/stamp.ts';
import {
  eventSideTable,
  eventTable,
  partyTable,
  reportTable,
  sourceRevisionTable,
  sourceTable,
  TABLES,
} from '../../src/store/tables.ts';
import { listClaims } from '../../src/use-cases/list-claims.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { restoreRecord, verifyBackup } from '../../src/use-cases/restore-record.ts';
import { verifyRecord } from '../../src/use-cases/verify-record.ts';
import { ENGINES, type EngineName, freshDatabaseUrl } from '../support/databases.ts';
import { recordEveryKindOfRow } from './every-kind-of-row.ts';
import { day, EDITOR, FIRST_PAGE, openForTest, openNew, party, recordFigure } from './small-record.ts';

const newPath = (): string => join(mkdtempSync(join(inject('databaseFolder'), 'backup-')), 'record.sqlite');

async function openCopy(path: string): Promise<Database> {
  const copy = await openBackup(path);
  onTestFinished(() => copy.close());
  return copy;
}

/** Every row of every table, as either engine tells of them. */
async function everything(database: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const { options } of TABLES) {
    const booleans = Object.entries(options.columns).flatMap(([name, { type }]) =>
      type === 'boolean' ? name : [],
    );
    const select = `SELECT ${Object.keys(options.columns).join(', ')} FROM ${options.tableName}`;
    const rows = await database.read((db) => db.rows<Record<string, unknown>>(select));
    for (const row of rows) for (const name of booleans) row[name] = Boolean(row[name]);
    tables[options.tableName!] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}

describe.each(ENGINES)('a record on %s', (from) => {
  let original: Database;
  let found: string;
  beforeAll(async () => {
    original = await openNew(from);
    found = await recordEveryKindOfRow(original);
  });
  afterAll(() => original.close());

  test('has rows in every table that the copying is tried on', async () => {
    const empty = Object.entries(await everything(original)).filter(([, rows]) => rows.length === 0);
    expect(empty).toEqual([]);
  });

  test.each(ENGINES)(
    'is backed up and restored to %s row by row, fits its journal and is searched',
    async (to) => {
      const path = newPath();
      const { claims } = await backUp(original, path);
      expect(claims).toBe((await everything(original)).claim!.length);
      const backup = await openCopy(path);
      expect((await verifyBackup(backup)).claims).toBe(claims);
      const target = await openForTest(to);
      await restoreRecord(backup, target);
      for (const copy of [backup, target]) {
        expect(await everything(copy)).toEqual(await everything(original));
        expect(await verifyRecord(copy)).toEqual(await verifyRecord(original));
        expect((await verifyRecord(copy)).fault).toBeNull();
        const order = { field: 'assertedAt', descending: false } as const;
        const { page } = await listClaims(copy, EDITOR, { text: 'ZULEIKA' }, order, FIRST_PAGE);
        expect(page.items.map(({ value }) => value.claimId)).toEqual([found]);
      }
      await recordFigure(target, { ref: 'after the restoring' });
      expect((await verifyRecord(target)).fault).toBeNull();
    },
  );

  test('is not restored into a database that holds anything', async () => {
    const path = newPath();
    await backUp(original, path);
    const backup = await openCopy(path);
    const target = await openForTest(from);
    await recordParty(target, EDITOR, party('words'));
    const before = await everything(target);
    await expect(restoreRecord(backup, target)).rejects.toThrow(
      /must be empty, and its table party holds rows/,
    );
    expect(await everything(target)).toEqual(before);
  });

  test('backed up stands by itself: one file, without a WAL', async () => {
    const path = newPath();
    await backUp(original, path);
    const beside = readdirSync(dirname(path)).filter((file) =>
      /^record.sqlite(-wal|-shm|-journal)/.test(file),
    );
    expect([basename(path), beside]).toEqual(['record.sqlite', []]);
  });

  test('is backed up as of one moment while it is written to', async () => {
    const database = await openForTest(from);
    await recordEveryKindOfRow(database);
    let going = true;
    const writing = (async () => {
      for (let index = 0; going; index += 1) {
        await recordParty(database, EDITOR, party(`more-${index}`));
        await recordFigure(database, { ref: `more-${index}`, figure: { words: String(index) } });
      }
    })();
    const paths = [newPath(), newPath()];
    for (const path of paths) await backUp(database, path);
    going = false;
    await writing;
    for (const path of paths) expect((await verifyRecord(await openCopy(path))).fault).toBeNull();
  });
});

describe.each(ENGINES)('the tables that are copied, on %s,', (engine) => {
  test('are all that the migrations made', async () => {
    const database = await openForTest(engine);
    const inside = /^(migration|sqlite_.*|claim_text_index.*)$/;
    const made = [...(await database.read(tablesOf))].filter((name) => !inside.test(name));
    expect(made.sort()).toEqual(TABLES.map(({ options }) => options.tableName).sort());
  });

  test('are read in as many pages as their rows and long texts need', async () => {
    const [from, to] = [await openForTest(engine), await openForTest(engine)];
    const [stamp, many] = [
      { recorded_at: day(1), recorded_by: 'me' },
      Array.from({ length: 1_001 }, (_, index) => index),
    ];
    await from.write(async (db) => {
      const parties = many.map((index) => ({
        slug: `p${index}`,
        id: `${index}`,
        name: 'x',
        aliases: '[]',
        ...stamp,
      }));
      await db.insert(partyTable, parties);
      await db.insert(sourceTable, [{ slug: 'agency', id: 's' }]);
      const bodies = ['a', 'b', 'c'].map((letter) => letter.repeat(4_000_000));
      for (const body of [...bodies, null]) await db.insert(reportTable, [reportRow(body)]);
    });
    await from.snapshot((source) => to.write((target) => copyRecord(source, target)));
    expect(await everything(to)).toEqual(await everything(from));
  });

  test('are of one moment in a snapshot', async () => {
    const database = await openForTest(engine);
    const count = 'SELECT slug FROM party';
    await database.snapshot(async (db) => {
      expect(await db.rows(count)).toEqual([]);
      await database.write((own) => insertParty(own, party('army'), stampNow('me')));
      expect(await db.rows(count)).toEqual([]);
      await expect(db.rows("UPDATE party SET name = 'x'")).rejects.toThrow(/read-?only/i);
    });
    expect(await database.snapshot((db) => db.rows(count))).toEqual([{ slug: 'army' }]);
  });
});

const reportRow = (body: string | null) => ({
  slug: `report-${body?.[0]}`,
  id: `report-${body?.[0]}`,
  title: 'x',
  publisher: 'agency',
  body,
  sha256: body && 'x',
  published_at: day(1),
  published_precision: 'DAY',
  url: null,
  language: 'en',
  retrieved_at: null,
  recorded_at: day(1),
  recorded_by: 'me',
});

/** What the engines can hold: any text without U+0000 and halves of characters, any double, integers of 32 bits. */
const anyText = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });
const anyDouble = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((number) => (Object.is(number, -0) ? 0 : number));
const stamp = { recorded_at: anyText, recorded_by: anyText };

const anyRows = fc.record({
  parties: fc.array(fc.record({ slug: anyText, name: anyText, aliases: fc.json(), ...stamp }), {
    maxLength: 5,
  }),
  sources: fc.array(
    fc.record({ slug: anyText, anonymous: fc.boolean(), search: anyText, reason: maybe(anyText) }),
    {
      maxLength: 5,
    },
  ),
  events: fc.array(
    fc.record({
      slug: anyText,
      title: anyText,
      place_name: maybe(anyText),
      latitude: maybe(anyDouble),
      longitude: maybe(anyDouble),
      parent: maybe(fc.nat()),
      side: fc.integer(),
      label: maybe(anyText),
      ...stamp,
    }),
    { maxLength: 8 },
  ),
});

test('any rows that one engine can hold, in any order, the other holds just so', async () => {
  const copies = new Map<EngineName, Database>();
  for (const engine of ENGINES) copies.set(engine, await openForTest(engine));
  await fc.assert(
    fc.asyncProperty(anyRows, async ({ parties, sources, events }) => {
      for (const database of copies.values()) await clear(database);
      const originals = copies.get('sqlite')!;
      const slugs = unique(events).map(({ slug }) => slug);
      await originals.write(async (db) => {
        await db.insert(
          partyTable,
          unique(parties).map((row) => ({ ...row, id: row.slug })),
        );
        for (const { slug, ...row } of unique(sources)) {
          await db.insert(sourceTable, [{ slug, id: slug }]);
          await db.insert(sourceRevisionTable, [{ ...REVISION, ...row, source: slug }]);
        }
        for (const [index, { parent, side, label, ...row }] of unique(events).entries()) {
          const parentSlug = parent === null || index === 0 ? null : slugs[parent % index]!;
          await db.insert(eventTable, [
            { ...EVENT, ...row, id: row.slug, search: row.title, parent: parentSlug },
          ]);
          await db.insert(eventSideTable, [{ event: row.slug, position: side, label }]);
        }
      });
      const expected = await everything(originals);
      const other = copies.get('postgres')!;
      await originals.snapshot((from) => other.write((to) => copyRecord(from, to)));
      expect(await everything(other)).toEqual(expected);
      await clear(originals);
      await other.snapshot((from) => originals.write((to) => copyRecord(from, to)));
      expect(await everything(originals)).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});

const unique = <Row extends { slug: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.slug, row])).values(),
];

const clear = (database: Database): Promise<void> =>
  database.write(async (db) => {
    await db.rows('UPDATE event SET parent = NULL');
    for (const table of ['event_side', 'event', 'source_revision', 'source', 'party'])
      await db.rows(`DELETE FROM ${table}`);
  });

const REVISION = {
  revision: 1,
  recorded_from: '1',
  recorded_to: '2',
  recorded_by: 'me',
  name: 'x',
  kind: 'x',
  aliases: '[]',
  party: null,
  organ_of: null,
  reliability: 'F',
};
const EVENT = { started_at: 'x', ended_at: null, precision: 'DAY', last_recorded_at: 'x' };

describe('what is no backup', () => {
  const altered = async (statements: readonly string[]): Promise<string> => {
    const url = await freshDatabaseUrl('sqlite');
    const database = await openDatabase(url);
    await database.migrate();
    await recordEveryKindOfRow(database);
    await database.write(async (db) => {
      for (const statement of statements) await db.rows(statement);
    });
    await database.close();
    return url.slice('sqlite:'.length);
  };
  test.each([
    [
      'is of a newer version',
      ["INSERT INTO migration (id, timestamp, name) VALUES (99, 99, 'Later99')"],
      /newer version/,
    ],
    [
      'would alter what is written',
      [
        'CREATE TRIGGER lower AFTER INSERT ON claim_revision BEGIN UPDATE claim_revision SET figure_min = 0; END',
      ],
      /the trigger "lower", which is not Counterclaim's/,
    ],
    ['shows more than it holds', ['CREATE VIEW more AS SELECT 1'], /the view "more"/],
    [
      'does not fit its journal',
      ['UPDATE claim_revision SET figure_min = 1, figure_max = 9 WHERE figure_min = 8'],
      /does not fit its journal: event "clash", entry \d+ \(claim_.*~1\)/,
    ],
  ])('%s', async (_, statements, message) => {
    const opening = openBackup(await altered(statements)).then(async (backup) => {
      await verifyBackup(backup).finally(() => backup.close());
    });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(DatabaseError);
  });
});

test('a backup of an older version is brought up to this one', async () => {
  const url = await freshDatabaseUrl('sqlite');
  const database = await openDatabase(url);
  await database.migrate();
  await recordEveryKindOfRow(database);
  // To the version before there were keys.
  await database.revert();
  await database.revert();
  const path = newPath();
  await backUp(database, path);
  await database.close();
  const backup = await openCopy(path);
  expect((await verifyBackup(backup)).claims).toBeGreaterThan(5);
  expect(await backup.read((db) => db.rows('SELECT id FROM access_key'))).toEqual([]);
});

describe.each(ENGINES)('a database on %s without a record of this version', (engine) => {
  test('is not backed up where it holds none, or a newer one', async () => {
    const database = await openDatabase(await freshDatabaseUrl(engine));
    onTestFinished(() => database.close());
    await expect(backUp(database, newPath())).rejects.toThrow(/no record of Counterclaim/);
    await database.migrate();
    await database.write((db) =>
      db.rows("INSERT INTO migration (id, timestamp, name) VALUES (99, 99, 'Later99')"),
    );
    await expect(backUp(database, newPath())).rejects.toThrow(/newer version/);
  });
});

test('an older record on PostgreSQL is not backed up by halves', async () => {
  const database = await openForTest('postgres');
  await database.revert();
  await expect(backUp(database, newPath())).rejects.toThrow(/older version.*counterclaim migrate first/);
});
