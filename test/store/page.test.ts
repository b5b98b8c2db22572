import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { eventListing, pageEvents } from '../../src/store/events.ts';
import type { PageRequest, Position } from '../../src/store/page.ts';
import { eventTable } from '../../src/store/tables.ts';
import { ENGINES } from '../support/databases.ts';
import { day, FIRST_PAGE, openNew } from './small-record.ts';

/** Few times, so that many rows tie; slugs whose order differs by language. */
const POSITION = fc.tuple(
  fc.constantFrom(day(1), day(2), day(3)),
  fc.stringMatching(/^[ABab0][ABab0._-]{0,2}$/),
);
const ROWS = fc.uniqueArray(POSITION, { selector: ([, slug]) => slug, maxLength: 25 });
const RUNS = { numRuns: 40 };

const compare = ([a, x]: Position, [b, y]: Position): number =>
  a! < b! ? -1 : a! > b! ? 1 : x! < y! ? -1 : x! > y! ? 1 : 0;

describe.each(ENGINES)('keyset pages on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openNew(engine);
  });
  afterAll(() => database.close());

  const fill = (rows: readonly Position[]): Promise<void> =>
    database.write(async (db) => {
      await db.rows('DELETE FROM event');
      const text = { title: 't', search: 's', precision: 'DAY', recorded_at: '', recorded_by: '' };
      const none = { ended_at: null, place_name: null, latitude: null, longitude: null, parent: null };
      await db.insert(
        eventTable,
        rows.map(([at, slug]) => ({
          slug: slug!,
          id: slug!,
          started_at: at!,
          last_recorded_at: '',
          ...text,
          ...none,
        })),
      );
    });

  const page = async (request: Partial<PageRequest>, descending: boolean) => {
    const listing = eventListing(database.dialect, {}, descending);
    const found = await database.read((db) => pageEvents(db, listing, { ...FIRST_PAGE, ...request }));
    return { positions: found.items.map(({ position }) => position), more: found.more };
  };

  test('hold just what lies after and before the cursors, even where those name no row', async () => {
    const cursor = fc.option(POSITION);
    const request = fc.record({ limit: fc.nat(6), fromEnd: fc.boolean(), after: cursor, before: cursor });
    const property = fc.asyncProperty(ROWS, request, fc.boolean(), async (rows, asked, descending) => {
      await fill(rows);
      const order = (a: Position, b: Position) => (descending ? compare(b, a) : compare(a, b));
      const between = rows
        .filter((row) => asked.after === null || order(row, asked.after) > 0)
        .filter((row) => asked.before === null || order(row, asked.before) < 0)
        .sort(order);
      const expected = asked.fromEnd
        ? between.slice(Math.max(0, between.length - asked.limit))
        : between.slice(0, asked.limit);
      expect(await page(asked, descending)).toEqual({
        positions: expected,
        more: between.length > asked.limit,
      });
    });
    await fc.assert(property, RUNS);
  });

  test('taken one after another, forwards or backwards, lose nothing and repeat nothing', async () => {
    const property = fc.asyncProperty(
      ROWS,
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      fc.boolean(),
      async (rows, limit, fromEnd, descending) => {
        await fill(rows);
        const seen: Position[] = [];
        for (let more = true; more; ) {
          const next = fromEnd ? { before: seen[0] ?? null } : { after: seen.at(-1) ?? null };
          const found = await page({ limit, fromEnd, ...next }, descending);
          if (fromEnd) seen.unshift(...found.positions);
          else seen.push(...found.positions);
          more = found.more;
        }
        const expected = [...rows].sort(compare);
        expect(seen).toEqual(descending ? expected.reverse() : expected);
      },
    );
    await fc.assert(property, RUNS);
  });

  test('refuse a position of another order', async () => {
    await expect(page({ after: ['only one'] }, false)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
