import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { describe, expect, test } from 'vitest';
import { Lane } from '../../src/store/lane.ts';
import { insertParty, partiesBySlug } from '../../src/store/parties.ts';
import { stampNow } from '../../src/store/stamp.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { openForTest, party } from './small-record.ts';

test("without the lane TypeORM's overlapping transactions on SQLite lose a committed write", async () => {
  const path = (await freshDatabaseUrl('sqlite')).slice('sqlite:'.length);
  const source = await new DataSource({ type: 'better-sqlite3', database: path }).initialize();
  await source.query('CREATE TABLE word (word text)');
  const failing = source.transaction(async (manager) => {
    await manager.query("INSERT INTO word VALUES ('refused')");
    await pause(20);
    throw new Error('rolls back');
  });
  await pause(5);
  const committed = source.transaction((manager) => manager.query("INSERT INTO word VALUES ('committed')"));
  expect((await Promise.allSettled([failing, committed])).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
  ]);
  // The second reported success, and is gone.
  expect(await source.query('SELECT word FROM word')).toEqual([]);
  await source.destroy();
});

describe.each(ENGINES)('writes that overlap on %s', (engine) => {
  test('keep what they committed when another rolls back', async () => {
    const database = await openForTest(engine);
    const record = (slug: string, fails: boolean) =>
      database.write(async (db) => {
        await insertParty(db, party(slug), stampNow('maryam'));
        await pause(5);
        if (fails) throw new Error('rolls back');
      });
    const slugs = Array.from({ length: 12 }, (_, index) => `party-${index}`);
    const results = await Promise.allSettled(slugs.map((slug, index) => record(slug, index % 3 === 0)));
    const kept = slugs.filter((_, index) => results[index]?.status === 'fulfilled');
    expect(kept).toHaveLength(8);
    expect([...(await database.read((db) => partiesBySlug(db, slugs))).keys()].sort()).toEqual(kept.sort());
  });
});

test('the lane runs one task at a time, in their order, and past one that fails', async () => {
  const lane = new Lane();
  const seen: string[] = [];
  const task = (name: string, milliseconds: number) => async () => {
    seen.push(`${name} begins`);
    await pause(milliseconds);
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b fails');
    return name;
  };
  const results = await Promise.allSettled([
    lane.run(task('a', 10)),
    lane.run(task('b', 5)),
    lane.run(task('c', 0)),
  ]);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
