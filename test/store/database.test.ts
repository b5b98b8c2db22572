import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { DatabaseError } from '../../src/store/database-error.ts';
import { insertParty, partiesBySlug } from '../../src/store/parties.ts';
import { stampNow } from '../../src/store/stamp.ts';
import { claimTable, partyTable } from '../../src/store/tables.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { openForTest, party } from './small-record.ts';

const stamp = stampNow('maryam');
const slugs = async (database: Database): Promise<string[]> => {
  const rows = await database.read((db) => db.rows<{ slug: string }>('SELECT slug FROM party ORDER BY slug'));
  return rows.map(({ slug }) => slug);
};

describe('a URL that cannot be opened is refused in one line without a password', () => {
  const server = () => new URL(inject('postgresUrl'));
  const changed = (change: (url: URL) => void): string => {
    const url = server();
    change(url);
    return url.href;
  };
  test.each<[string, () => Promise<string> | string, RegExp]>([
    [
      'a folder',
      async () => `sqlite:${await mkdtemp(join(inject('databaseFolder'), 'folder-'))}`,
      /cannot open/,
    ],
    ['a file that is no database', textFile, /not a database/],
    ['a path below a file', async () => `${await textFile()}/below`, /cannot open/],
    ['no path', () => 'sqlite:', /sqlite:PATH/],
    ['a closed port', () => 'postgres://user:hunter2@127.0.0.1:1/record', /ECONNREFUSED/],
    ['a wrong password', () => changed((url) => (url.password = 'hunter2')), /authentication failed/],
    ['a database that is not there', () => changed((url) => (url.pathname = 'nowhere')), /does not exist/],
    ['another engine', () => 'mysql://user:hunter2@localhost/record', /postgres:\/\//],
    ['a password with an at sign', () => 'postgres://user:x@hunter2@127.0.0.1:1/record', /cannot open/],
    ['a password with a slash', () => 'postgres://user:x/hunter2@127.0.0.1:1/record', /cannot open/],
    ['a password in the query', () => 'postgres://127.0.0.1:1/record?user=a&password=hunter2', /cannot open/],
    ['garbage', () => 'user:hunter2@\nlocalhost', /expected sqlite:PATH/],
    ['nothing', () => '', /expected sqlite:PATH/],
  ])('%s', async (_, urlOf, expected) => {
    const error = await openDatabase(await urlOf()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseError);
    const { message } = error as DatabaseError;
    expect(message).toMatch(expected);
    expect(message).not.toMatch(/\n|hunter2/);
  });
});

async function textFile(): Promise<string> {
  const path = join(await mkdtemp(join(inject('databaseFolder'), 'file-')), 'plain.sqlite');
  await writeFile(
    path,
    'This is plain text, and long enough to be taken for the header of a database file. '.repeat(9),
  );
  return `sqlite:${path}`;
}

test('SQLite keeps what it acknowledged: synchronous is FULL, with WAL and foreign keys', async () => {
  const database = await openForTest('sqlite');
  const pragmas = await database.write(async (db) => [
    await db.rows('PRAGMA synchronous'),
    await db.rows('PRAGMA journal_mode'),
    await db.rows('PRAGMA foreign_keys'),
  ]);
  expect(pragmas).toEqual([[{ synchronous: 2 }], [{ journal_mode: 'wal' }], [{ foreign_keys: 1 }]]);
});

test('readers of a SQLite file cannot write', async () => {
  const database = await openForTest('sqlite');
  await expect(database.read((db) => insertParty(db, party('army'), stamp))).rejects.toThrow(/readonly/);
});

test('a SQLite file that is full says so, and can be written to again', async () => {
  const database = await openForTest('sqlite');
  const fill = database.write(async (db) => {
    await db.rows('PRAGMA max_page_count = 1');
    for (let index = 0; ; index += 1) {
      await insertParty(db, party(`party-${index}`, { name: 'x'.repeat(4_000) }), stamp);
    }
  });
  await expect(fill).rejects.toThrow(/no room left/);
  await database.write((db) => db.rows('PRAGMA max_page_count = 100000'));
  await database.write((db) => insertParty(db, party('army'), stamp));
  expect(await slugs(database)).toEqual(['army']);
});

test('a first burst of reads opens one connection, which closing gives back', async () => {
  const url = await freshDatabaseUrl('sqlite');
  const database = await openDatabase(url);
  await database.migrate();
  await Promise.all(Array.from({ length: 5 }, () => slugs(database)));
  await database.close();
  const path = url.slice('sqlite:'.length);
  const files = (await readdir(dirname(path))).filter((file) => file.startsWith(basename(path)));
  // The last connection to close takes the WAL with it.
  expect(files).toEqual([basename(path)]);
});

describe.each(ENGINES)('a database on %s', (engine) => {
  test('writes all of a callback or none', async () => {
    const database = await openForTest(engine);
    const failing = database.write(async (db) => {
      await insertParty(db, party('army'), stamp);
      await insertParty(db, party('rebels'), stamp);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await slugs(database)).toEqual([]);
    const refused = database.write(async (db) => {
      await insertParty(db, party('army'), stamp);
      await db.insert(claimTable, [
        { id: 'c', event: 'nowhere', ref: null, kind: 'FIGURE', recorded_at: stamp.at },
      ]);
    });
    await expect(refused).rejects.toThrow(/foreign key/i);
    expect(await slugs(database)).toEqual([]);
  });

  test('shows a write its own rows, and readers only what is committed, while it is under way', async () => {
    const database = await openForTest(engine);
    await database.write((db) => insertParty(db, party('army'), stamp));
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let written = () => {};
    const hasWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const writing = database.write(async (db) => {
      await insertParty(db, party('rebels'), stamp);
      expect((await partiesBySlug(db, ['rebels'])).size).toBe(1);
      written();
      await mayCommit;
    });
    await hasWritten;
    // Answered before the write ends, or this test never does.
    expect(await slugs(database)).toEqual(['army']);
    commit();
    await writing;
    expect(await slugs(database)).toEqual(['army', 'rebels']);
  });

  test('turns a duplicate that nobody foresaw into a conflict', async () => {
    const database = await openForTest(engine);
    const twice = database.write(async (db) => {
      await insertParty(db, party('army'), stamp);
      await insertParty(db, party('army'), stamp);
    });
    await expect(twice).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await slugs(database)).toEqual([]);
  });

  test('takes more rows than a statement has parameters', async () => {
    const database = await openForTest(engine);
    const rows = Array.from({ length: 6_000 }, (_, index) => ({
      slug: `party-${String(index).padStart(5, '0')}`,
      id: `party_${index}`,
      name: 'x',
      aliases: '[]',
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    }));
    await database.write((db) => db.insert(partyTable, rows));
    expect(await slugs(database)).toEqual(rows.map(({ slug }) => slug));
  });

  test('lets writers that wait for each other both finish', async () => {
    const database = await openForTest(engine);
    const put = async (first: string, second: string): Promise<void> =>
      database.write(async (db) => {
        for (const slug of [first, second]) {
          if ((await partiesBySlug(db, [slug])).size === 0) await insertParty(db, party(slug), stamp);
          await pause(50);
        }
      });
    await Promise.all([put('army', 'rebels'), put('rebels', 'army')]);
    expect(await slugs(database)).toEqual(['army', 'rebels']);
  });

  test('finds nothing by text that it cannot hold', async () => {
    const database = await openForTest(engine);
    await database.write((db) => insertParty(db, party('army'), stamp));
    const found = await database.read((db) =>
      partiesBySlug(db, ['ar\u0000my', 'army\u0000', '\ud800', 'army']),
    );
    expect([...found.keys()]).toEqual(['army']);
  });
});

test('a database in memory reads what was written, one after another', async () => {
  const database = await openDatabase('sqlite::memory:');
  await database.migrate();
  const writing = database.write(async (db) => {
    await insertParty(db, party('army'), stamp);
    await pause(10);
  });
  expect(await slugs(database)).toEqual(['army']);
  await writing;
  await database.close();
});
