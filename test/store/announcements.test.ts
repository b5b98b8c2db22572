import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/domain/change.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { payloadsOf } from '../../src/store/notifications.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { openForTest } from './small-record.ts';

const change = (claim: string): Change => ({
  of: 'AGREEMENT',
  event: 'clash',
  claim,
  revision: 1,
  before: null,
  after: 'AGREE',
});

async function listenTo(database: Database) {
  const heard: string[] = [];
  const lost: Error[] = [];
  const stop = await database.listen({
    changed: (changes) => heard.push(...changes.map(({ claim }) => claim)),
    lost: (reason) => lost.push(reason),
  });
  return { heard, lost, stop };
}

const announce = (database: Database, ...claims: string[]) =>
  database.write(async (db) => db.announce(claims.map(change)));

describe.each(ENGINES)('what a transaction announces, on %s', (engine) => {
  test('is heard after the commit and not before', async () => {
    const database = await openForTest(engine);
    const { heard } = await listenTo(database);
    await database.write(async (db) => {
      db.announce([change('1')]);
      await new Promise((later) => setTimeout(later, 100));
      expect(heard).toEqual([]);
    });
    await eventually(() => expect(heard).toEqual(['1']));
  });

  test('is never heard when it is rolled back', async () => {
    const database = await openForTest(engine);
    const { heard } = await listenTo(database);
    const failed = database.write(async (db) => {
      db.announce([change('never')]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await announce(database, 'after');
    await eventually(() => expect(heard).toEqual(['after']));
  });

  test('is heard whole and in order, however much it is', async () => {
    const database = await openForTest(engine);
    const { heard } = await listenTo(database);
    const claims = Array.from({ length: 1_000 }, (_, index) => `claim-${index}`);
    await announce(database, ...claims);
    await eventually(() => expect(heard).toHaveLength(1_000));
    expect(heard).toEqual(claims);
  });

  test('is not heard by one who has stopped', async () => {
    const database = await openForTest(engine);
    const [stopped, other] = [await listenTo(database), await listenTo(database)];
    stopped.stop();
    await announce(database, '1');
    await eventually(() => expect(other.heard).toEqual(['1']));
    expect(stopped.heard).toEqual([]);
  });

  test('can be heard no more once the database is closed, and who listens is told', async () => {
    const database = await openDatabase(await freshDatabaseUrl(engine));
    const { lost } = await listenTo(database);
    await database.close();
    expect(lost.map(({ message }) => message)).toEqual(['the database was closed']);
  });
});

describe('on PostgreSQL', () => {
  test('what one process announces all hear', async () => {
    const url = await freshDatabaseUrl('postgres');
    const [one, other] = [await openDatabase(url), await openDatabase(url)];
    try {
      const { heard } = await listenTo(other);
      await announce(one, 'said elsewhere');
      await eventually(() => expect(heard).toEqual(['said elsewhere']));
    } finally {
      await Promise.all([one.close(), other.close()]);
    }
  });

  test('who listens is told when the connection is lost, and may listen anew', async () => {
    const database = await openForTest('postgres');
    const { lost } = await listenTo(database);
    await database.read((db) =>
      db.rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'LISTEN%'`,
      ),
    );
    await eventually(() => expect(lost).toHaveLength(1));
    expect(lost[0]!.message).toContain('was lost');
    const { heard } = await listenTo(database);
    await announce(database, 'again');
    await eventually(() => expect(heard).toEqual(['again']));
  });

  test('each payload is smaller than PostgreSQL takes, also in letters of several bytes', () => {
    const changes = Array.from({ length: 300 }, (_, index) => change(`${'ﺀ'.repeat(index % 90)}${index}`));
    const payloads = payloadsOf(changes);
    expect(Math.max(...payloads.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
    expect(payloads.flatMap((payload) => JSON.parse(payload))).toEqual(changes);
    expect(payloadsOf([])).toEqual([]);
  });
});
