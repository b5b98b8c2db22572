import type { EntitySchema } from 'typeorm';
import { describe, expect, test } from 'vitest';
import type { ComparisonScope } from '../../src/domain/source-comparison.ts';
import type { Database, Db } from '../../src/store/database.ts';
import { allSaid, pageSaid } from '../../src/store/said.ts';
import { sharedQuestionListings } from '../../src/store/shared-questions.ts';
import { claimRevisionTable, claimTable, eventTable } from '../../src/store/tables.ts';
import { compareSources } from '../../src/use-cases/compare-sources.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { ENGINES } from '../support/databases.ts';
import {
  day,
  EDITOR,
  event,
  FIRST_PAGE,
  openClash,
  recordAct,
  recordFigure,
  recordStatement,
  revise,
  saidBy,
} from './small-record.ts';

const ANY: ComparisonScope = {
  events: null,
  parties: null,
  outcomes: null,
  assertedFrom: null,
  assertedTo: null,
};

const listingsOf = (database: Database, sources: readonly string[], scope: Partial<ComparisonScope> = {}) =>
  sharedQuestionListings(database.dialect, sources, { ...ANY, ...scope });

/** The refs of all that the sources said to the questions that they may share. */
async function said(database: Database, sources: readonly string[], scope: Partial<ComparisonScope> = {}) {
  const listings = listingsOf(database, sources, scope);
  const refs: (string | null)[] = [];
  for await (const claims of allSaid(database, listings, sources)) {
    for (const { ref } of claims) refs.push(ref);
  }
  refs.sort();
  const paged = await database.read((db) => pageSaid(db, listings, sources, FIRST_PAGE));
  expect(paged.items.flatMap(({ value }) => value.map(({ ref }) => ref)).sort()).toEqual(refs);
  return refs;
}

/** The army and the monitor on three questions of `clash`; the army alone on a fourth, the agency on all. */
async function openShared(engine: (typeof ENGINES)[number]): Promise<Database> {
  const database = await openClash(engine);
  for (const [slug, name] of [
    ['monitor', 'm'],
    ['army', 'r'],
  ] as const) {
    const own = saidBy(slug);
    await recordFigure(database, { ref: `${name}-killed`, ...own });
    await recordStatement(database, { ref: `${name}-truce`, ...own, assertedAt: day(22) });
    await recordAct(database, { ref: `${name}-act`, ...own, blamed: [slug === 'army' ? 'rebels' : 'army'] });
  }
  await recordFigure(database, { ref: 'r-wounded', ...saidBy('army'), outcome: 'WOUNDED' });
  return database;
}

describe.each(ENGINES)('shared questions on %s', (engine) => {
  test('bring the claims of the named sources alone, on questions where two of them have some', async () => {
    const database = await openShared(engine);
    await recordFigure(database, { ref: 'agency', ...saidBy('agency') });
    const all = ['m-act', 'm-killed', 'm-truce', 'r-act', 'r-killed', 'r-truce'];
    expect(await said(database, ['army', 'monitor'])).toEqual(all);
    expect(await said(database, ['agency', 'monitor'])).toEqual(['agency', 'm-killed']);
    expect(await said(database, ['agency', 'monitor', 'army'])).toEqual(['agency', ...all]);
  });

  test('are not shared across events, nor by one source that speaks twice', async () => {
    const database = await openClash(engine);
    await recordEvent(database, EDITOR, event('siege'));
    await recordFigure(database, { ref: 'one' });
    await recordFigure(database, { ref: 'two', assertedAt: day(25) });
    await recordFigure(database, { ref: 'siege', event: 'siege', ...saidBy('army') });
    expect(await said(database, ['army', 'monitor'])).toEqual([]);
  });

  test('come with retracted and superseded claims, and without drafts, rejected ones and old revisions', async () => {
    const database = await openClash(engine);
    await recordFigure(database, { ref: 'army', ...saidBy('army') });
    await recordFigure(database, { ref: 'monitor' });
    await recordFigure(database, { ref: 'earlier', assertedAt: day(21) });
    await recordFigure(database, { ref: 'draft', status: 'DRAFT' });
    const rejected = await recordFigure(database, { ref: 'rejected' });
    const retracted = await recordFigure(database, { ref: 'retracted', assertedAt: day(20) });
    const agency = await recordFigure(database, { ref: 'reassigned', ...saidBy('agency') });
    await revise(database, rejected, () => ({ status: 'REJECTED' }));
    await revise(database, retracted, () => ({ status: 'RETRACTED', retractedAt: day(26) }));
    await revise(database, agency, ({ attribution }) => ({
      attribution: { ...attribution, source: 'army' },
    }));
    const both = ['army', 'earlier', 'monitor', 'reassigned', 'retracted'];
    expect(await said(database, ['army', 'monitor'])).toEqual(both);
    expect(await said(database, ['agency', 'monitor'])).toEqual([]);
  });

  test.each<[string, Partial<ComparisonScope>, string[]]>([
    ['events', { events: ['clash'] }, ['act', 'killed', 'truce']],
    ['no such event', { events: ['siege'] }, []],
    ['no event', { events: [] }, []],
    ['parties', { parties: ['army'] }, ['killed']],
    ['outcomes', { outcomes: ['KILLED', 'WOUNDED'] }, ['killed']],
    ['assertedFrom', { assertedFrom: day(24) }, ['act', 'killed']],
    ['assertedTo', { assertedTo: day(24) }, ['truce']],
  ])('are in scope by the claims of two sources at least: %s', async (_, scope, expected) => {
    const database = await openShared(engine);
    const refs = await said(database, ['army', 'monitor'], scope);
    expect(refs).toEqual(['m', 'r'].flatMap((name) => expected.map((ref) => `${name}-${ref}`)).sort());
  });

  test('page by event and key, in few statements whatever there is beside', async () => {
    const database = await openClash(engine);
    const events = ['a', 'a-b', 'b', 'c'];
    for (const slug of events) {
      await recordEvent(database, EDITOR, event(slug));
      for (const own of [saidBy('army'), saidBy('monitor')])
        await recordFigure(database, { event: slug, ...own });
    }
    const comparison = await compareSources(database, {
      sources: ['army', 'monitor'],
      scope: ANY,
      reading: 'CUMULATIVE',
    });
    const page = async (given: object) => {
      const { page: found } = await comparison.questions({ ...FIRST_PAGE, ...given });
      const slugs = found.items.map(({ value }) => value.row.question.event);
      return { slugs, more: found.more, last: found.items.at(-1)?.position, first: found.items[0]?.position };
    };
    const first = await page({ limit: 2 });
    expect(first).toMatchObject({ slugs: ['a', 'a-b'], more: true });
    expect(await page({ limit: 2, after: first.last })).toMatchObject({ slugs: ['b', 'c'], more: false });
    const end = await page({ limit: 3, fromEnd: true });
    expect(end).toMatchObject({ slugs: ['a-b', 'b', 'c'], more: true });
    expect(await page({ limit: 3, fromEnd: true, before: end.first })).toMatchObject({
      slugs: ['a'],
      more: false,
    });
    expect(await page({ limit: 0 })).toMatchObject({ slugs: [], more: true });
  });

  test('fill a page though claims between do not stand', async () => {
    const database = await openClash(engine);
    for (const slug of ['a', 'b', 'c', 'd', 'e']) {
      await recordEvent(database, EDITOR, event(slug));
      const stance = ['b', 'c', 'd'].includes(slug) ? ('UNCERTAIN' as const) : ('AFFIRMS' as const);
      await recordFigure(database, { event: slug, ...saidBy('army') });
      await recordFigure(database, { event: slug, stance });
    }
    let statements = 0;
    const counting: Database = {
      ...database,
      read: (work) =>
        database.read((db) => {
          const rows: Db['rows'] = (sql, parameters) => {
            statements += 1;
            return db.rows(sql, parameters);
          };
          return work({ ...db, rows });
        }),
    };
    const request = { sources: ['army', 'monitor'], scope: ANY, reading: 'CUMULATIVE' } as const;
    const comparison = await compareSources(counting, request);
    const slugsOf = async (given: object) => {
      const { page } = await comparison.questions({ ...FIRST_PAGE, ...given });
      return [...page.items.map(({ value }) => value.row.question.event), page.more ? '…' : '.'];
    };
    expect(await slugsOf({ limit: 1 })).toEqual(['a', '…']);
    expect(await slugsOf({ limit: 2 })).toEqual(['a', 'e', '.']);
    expect(await slugsOf({ limit: 1, fromEnd: true })).toEqual(['e', '…']);
    expect(await slugsOf({ limit: 2, fromEnd: true })).toEqual(['a', 'e', '.']);
    statements = 0;
    await comparison.questions(FIRST_PAGE);
    expect(statements).toBeLessThanOrEqual(4);
    expect(await (await comparison.questions(FIRST_PAGE)).count()).toBe(2);
    expect(await comparison.pairs()).toMatchObject([{ a: 'army', b: 'monitor', shared: 2, agree: 2 }]);
  });

  test('are found where very many claims between are not shared, forwards and backwards', async () => {
    const database = await openClash(engine);
    for (const own of [saidBy('army'), saidBy('monitor'), saidBy('agency')])
      await recordFigure(database, own);
    // The army speaks in each of 2,000 more events, the monitor in one of them, the agency in another.
    const copies = [
      ['army', 'n < 2000'],
      ['monitor', 'n = 1400'],
      ['agency', 'n = 700'],
    ] as const;
    await database.write((db) => copyEvents(db, copies));
    const slugs = async (sources: readonly string[], given: Partial<typeof FIRST_PAGE>) => {
      const listings = listingsOf(database, sources);
      const page = await database.read((db) => pageSaid(db, listings, sources, { ...FIRST_PAGE, ...given }));
      return [...page.items.map(({ position }) => position[0]), page.more ? '…' : '.'];
    };
    const both = ['army', 'monitor'];
    expect(await slugs(both, {})).toEqual(['clash', 'copy-1400', '.']);
    expect(await slugs(both, { limit: 1, fromEnd: true })).toEqual(['copy-1400', '…']);
    expect(await slugs(both, { after: ['copy-1500', ''] })).toEqual(['.']);
    expect(await slugs(both, { before: ['copy-1400', ''], fromEnd: true })).toEqual(['clash', '.']);
    const all = ['army', 'monitor', 'agency'];
    expect(await slugs(all, {})).toEqual(['clash', 'copy-1400', 'copy-700', '.']);
    expect(await slugs(all, { limit: 2 })).toEqual(['clash', 'copy-1400', '…']);
    expect(await slugs(all, { limit: 1, fromEnd: true })).toEqual(['copy-700', '…']);
    expect(await slugs(all.toReversed(), {})).toEqual(['clash', 'copy-1400', 'copy-700', '.']);
  });
});

/** Copies of `clash`, `copy-0` and so on, each with the figure there of each source for which the condition on n holds. */
async function copyEvents(
  db: Db,
  copies: readonly (readonly [source: string, condition: string])[],
): Promise<void> {
  const digits =
    'SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9';
  const numbers = `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
    FROM (${digits}) AS a, (${digits}) AS b, (${digits}) AS c, (${digits}) AS e WHERE e.d < 2) AS numbers`;
  const copy = (
    table: EntitySchema<never>,
    changed: Record<string, string>,
    from: string,
  ): Promise<unknown> => {
    const { name, columns } = table.options;
    const values = Object.keys(columns).map((column) => changed[column] ?? `${name}.${column}`);
    return db.rows(
      `INSERT INTO ${name} (${Object.keys(columns).join(', ')}) SELECT ${values.join(', ')} FROM ${name}, ${numbers} ${from}`,
    );
  };
  const event = "'copy-' || n";
  await copy(eventTable as never, { slug: event, id: event }, "WHERE event.slug = 'clash'");
  for (const [source, condition] of copies) {
    const claim = `'${source}-' || n`;
    const said = `(SELECT claim FROM claim_revision WHERE source = '${source}' AND event = 'clash')`;
    const where = `WHERE ${condition} AND`;
    await copy(claimTable as never, { id: claim, event }, `${where} claim.id = ${said}`);
    const question = "replace(claim_revision.question, 'clash/', 'copy-' || n || '/')";
    await copy(
      claimRevisionTable as never,
      { claim, event, question },
      `${where} claim_revision.claim = ${said}`,
    );
  }
}
