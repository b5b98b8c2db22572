import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';

describe.each(ENGINES)('long reads, on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openDatabase(await freshDatabaseUrl(engine));
  });
  afterEach(() => database.close());

  const numbers = (to: number): string =>
    `WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${to}) SELECT COUNT(*) AS count FROM s`;

  test('answer as short ones do, parameters and texts alike', async () => {
    const asked = [
      'SELECT CAST(:text AS text) AS text, CAST(:number AS integer) AS a',
      { text: 'naïve "💥"', number: 3 },
    ] as const;
    const [short, long] = [
      await database.read((db) => db.rows(...asked)),
      await database.readLong((db) => db.rows(...asked)),
    ];
    expect(long).toEqual(short);
    expect(long).toEqual([{ text: 'naïve "💥"', a: 3 }]);
  });

  test('hold up nothing else', async () => {
    await database.readLong((db) => db.rows(numbers(1)));
    let over = false;
    const long = database
      .readLong((db) => db.rows(numbers(3_000_000)))
      .then((rows) => {
        over = true;
        return rows;
      });
    await database.read((db) => db.rows('SELECT 1 AS one'));
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(over).toBe(false);
    expect(Number(((await long) as { count: number }[])[0]!.count)).toBe(3_000_000);
  });

  test('end with their signal, and leave the next ones alone', async () => {
    const ended = new AbortController();
    const reason = new Error('too long');
    const long = database.readLong((db) => db.rows(numbers(20_000_000)), ended.signal);
    const waiting = database.readLong((db) => db.rows('SELECT 1 AS one'));
    setTimeout(() => ended.abort(reason), 50);
    await expect(long).rejects.toBe(reason);
    expect(await waiting).toEqual([{ one: 1 }]);
  });

  test('fail with the reason, and leave the next ones alone', async () => {
    await expect(database.readLong((db) => db.rows('SELECT * FROM nowhere'))).rejects.toThrow('nowhere');
    expect(await database.readLong((db) => db.rows('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  test('cannot write', async () => {
    if (engine === 'postgres') return;
    await expect(database.readLong((db) => db.rows('CREATE TABLE written (a integer)'))).rejects.toThrow();
  });
});
