import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { insertParty } from '../../src/store/parties.ts';
import { stampNow } from '../../src/store/stamp.ts';
import { run } from '../support/command.ts';
import { freshDatabaseUrl } from '../support/databases.ts';
import { openForTest, party } from './small-record.ts';

const stamp = stampNow('maryam');

const record = (database: Database, slug: string): Promise<void> =>
  database.write((db) => insertParty(db, party(slug, { name: slug.padEnd(900, '.') }), stamp));

const count = async (database: Database): Promise<number> => {
  const rows = await database.read((db) => db.rows<{ count: number }>('SELECT COUNT(*) AS count FROM party'));
  return Number(rows[0]!.count);
};

/** What two writes are refused with, from when `begin` has made the database refuse them until `end` has not. */
async function refusing(database: Database, begin: () => Promise<unknown>, end: () => Promise<unknown>) {
  await record(database, 'before');
  await begin();
  const refused: unknown[] = [];
  for (let number = 0; refused.length < 2 && number < 100; number += 1) {
    await record(database, `party-${number}`).catch((error) => refused.push(error));
  }
  const kept = await count(database);
  await end();
  await record(database, 'after');
  expect(refused).toHaveLength(2);
  expect(await count(database)).toBe(kept + 1);
  return refused;
}

const unavailable = (reason: RegExp) => ({
  name: 'Refusal',
  code: 'UNAVAILABLE',
  message: expect.stringMatching(reason),
});

describe('a write that SQLite cannot take is refused, reading goes on, and so does writing once it can', () => {
  test('when no room is left', async () => {
    const database = await openForTest('sqlite');
    const limit = (pages: number) => () =>
      database.write((db) => db.rows(`PRAGMA max_page_count = ${pages}`));
    const refused = await refusing(database, limit(1), limit(1_000_000));
    expect(refused[0]).toMatchObject(unavailable(/no room left; nothing was recorded/));
  });

  test('when it is read-only', async () => {
    const database = await migrated('sqlite::memory:');
    // In memory, reading and writing have one connection.
    const set = (on: 0 | 1) => () => database.read((db) => db.rows(`PRAGMA query_only = ${on}`));
    const refused = await refusing(database, set(1), set(0));
    expect(refused[0]).toMatchObject(unavailable(/is read-only; nothing was recorded/));
    await database.close();
  });
});

describe('a write that PostgreSQL cannot take is refused, reading goes on, and so does writing once it can', () => {
  test('when no room is left', async () => {
    const url = await freshDatabaseUrl('postgres');
    const operator = await new DataSource({ type: 'postgres', url }).initialize();
    const database = await migrated(url);
    await operator.query(
      `CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
    );
    const refused = await refusing(
      database,
      () => operator.query('CREATE TRIGGER full_disk BEFORE INSERT ON party EXECUTE FUNCTION fill()'),
      () => operator.query('DROP TRIGGER full_disk ON party'),
    );
    expect(refused[0]).toMatchObject(unavailable(/no room left; nothing was recorded/));
    await database.close();
    await operator.destroy();
  });

  test('when it is read-only, also for one that is opened only then', async () => {
    const url = await freshDatabaseUrl('postgres');
    const operator = await new DataSource({ type: 'postgres', url }).initialize();
    const name = new URL(url).pathname.slice(1);
    await (await migrated(url)).close();
    await operator.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    const database = await migrated(url);
    const readOnly = await record(database, 'refused').catch((error: unknown) => error);
    expect(readOnly).toMatchObject(unavailable(/is read-only; nothing was recorded/));
    expect(await count(database)).toBe(0);
    await database.close();
    await operator.destroy();
  });
});

async function migrated(url: string): Promise<Database> {
  const database = await openDatabase(url);
  await database.migrate();
  return database;
}

test('on PostgreSQL a write is durable before it is acknowledged', async () => {
  const database = await openForTest('postgres');
  const waits = await database.write((db) => db.rows('SHOW synchronous_commit'));
  expect(waits).toEqual([{ synchronous_commit: 'on' }]);
});

test('a SQLite file that another process has for itself for a moment is opened when that has ended', async () => {
  const url = await freshDatabaseUrl('sqlite');
  const source = new DataSource({ type: 'better-sqlite3', database: url.slice('sqlite:'.length) });
  const other = await source.initialize();
  for (const held of ['journal_mode = WAL', 'locking_mode = EXCLUSIVE', 'user_version = 1']) {
    await other.query(`PRAGMA ${held}`);
  }
  const migrated = run(['migrate'], { DATABASE_URL: url });
  await pause(3_500);
  await other.destroy();
  expect(await migrated).toMatchObject({ code: 0 });
});
