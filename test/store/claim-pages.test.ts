import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RecordFigureClaim } from '../../src/domain/input.ts';
import { ANYBODY } from '../../src/domain/role.ts';
import { CLAIM_STATUSES } from '../../src/domain/vocabulary.ts';
import { type ClaimFilter, claimListing, pageClaims } from '../../src/store/claim-pages.ts';
import type { Database } from '../../src/store/database.ts';
import { countOf } from '../../src/store/page.ts';
import { reportsBySlug } from '../../src/store/reports.ts';
import { type ClaimQuery, listClaims } from '../../src/use-cases/list-claims.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { ENGINES } from '../support/databases.ts';
import {
  CONTRIBUTOR,
  claimOf,
  day,
  EDITOR,
  event,
  FIRST_PAGE,
  figure,
  openClash,
  openNew,
  recordAct,
  recordClash,
  recordFigure,
  recordStatement,
  report,
  revise,
  saidBy,
} from './small-record.ts';

const killed = (min: number, max?: number): RecordFigureClaim['figure'] => ({ bounds: { min, max } });
const citing = (slug: string) => ({ citation: { report: slug, paraphrase: 'Some fell.' } });

const NOTHING = 'nothing where null is given';

/** Ten claims, of which each condition lets some through and keeps some out; their refs are letters. */
async function recordTen(database: Database): Promise<Map<string, string>> {
  await recordClash(database);
  await recordEvent(database, EDITOR, event('other'));
  await recordReport(database, EDITOR, report('agency-2'));
  const { victims } = figure();
  const ids = new Map<string, string>();
  const put = async (ref: string, recording: (ref: string) => Promise<string>) =>
    ids.set(ref, await recording(ref));
  await put('a', (ref) => recordFigure(database, { ref, figure: killed(3, 3) }));
  await put('b', (ref) =>
    recordFigure(database, {
      ref,
      ...saidBy('army'),
      victims: { ...victims, parties: ['rebels'] },
      figure: killed(10),
      assertedAt: day(20),
    }),
  );
  await put('c', (ref) =>
    recordFigure(database, {
      ref,
      ...saidBy('agency'),
      ...citing('agency-2'),
      outcome: 'WOUNDED',
      figure: killed(0, 5),
      assertedAt: day(26),
    }),
  );
  await put('d', (ref) =>
    recordFigure(database, {
      ref,
      event: 'other',
      victims: { ...victims, parties: [], status: 'CIVILIAN' },
      figure: killed(5, 9),
    }),
  );
  await put('e', (ref) => recordFigure(database, { ref, stance: 'DENIES', figure: killed(4, 4) }));
  await put('f', (ref) => recordStatement(database, { ref }));
  await put('g', (ref) => recordAct(database, { ref, blamed: ['tribe'], ...citing('agency-2') }));
  await put('h', (ref) => recordFigure(database, { ref, perpetrators: ['tribe'], status: 'DRAFT' }));
  await put('i', (ref) => recordFigure(database, { ref }));
  await revise(database, ids.get('i')!, () => ({ status: 'REJECTED' }));
  await put('j', (ref) => recordStatement(database, { ref }));
  await revise(database, ids.get('j')!, () => ({ status: 'RETRACTED', retractedAt: day(27) }));
  // Each of these said something else at first; only what stands is found.
  await revise(database, ids.get('f')!, ({ attribution }) => ({
    attribution: { ...attribution, source: 'army' },
  }));
  return ids;
}

describe.each(ENGINES)('a list of claims on %s', (engine) => {
  let database: Database;
  let ids: Map<string, string>;
  beforeAll(async () => {
    database = await openNew(engine);
    ids = await recordTen(database);
  });
  afterAll(() => database.close());

  const order = { field: 'recordedAt', descending: false } as const;
  const refsOf = async (query: ClaimQuery): Promise<string> => {
    const { page, count } = await listClaims(database, EDITOR, query, order, FIRST_PAGE);
    expect(await count()).toBe(page.items.length);
    return page.items.map(({ value }) => value.ref).join('');
  };

  test('is of published claims unless asked otherwise', async () => {
    expect(await refsOf({})).toBe('abcdefg');
    expect(await refsOf({ statuses: ['DRAFT', 'PUBLISHED', 'RETRACTED', 'REJECTED'] })).toBe('abcdefghij');
  });

  const published: [
    string,
    (
      at: (ref: string) => Promise<{ recordedAt: string; revisedAt: string }>,
    ) => Promise<ClaimQuery> | ClaimQuery,
    string,
  ][] = [
    ['events', () => ({ events: ['other', 'nowhere'] }), 'd'],
    ['no events', () => ({ events: [] }), ''],
    ['sources', () => ({ sources: ['army', 'agency'] }), 'bcf'],
    ['kinds of source', () => ({ sourceKinds: ['ARMED_ACTOR'] }), 'bf'],
    ['no kinds of source', () => ({ sourceKinds: [] }), ''],
    ['outcomes', () => ({ outcomes: ['WOUNDED', 'CAPTURED'] }), 'c'],
    ['parties as victims', () => ({ parties: ['rebels'] }), 'b'],
    ['parties as blamed, not as perpetrators', () => ({ parties: ['tribe'] }), 'g'],
    ['statuses of victims', () => ({ victimStatuses: ['CIVILIAN'] }), 'd'],
    ['stances', () => ({ stances: ['DENIES'] }), 'e'],
    ['a source that a list is of', () => ({ ofSource: 'agency' }), 'c'],
    ['an event that a list is of', () => ({ ofEvent: 'other' }), 'd'],
    ['a report that a list is of', () => ({ ofReport: 'agency-2' }), 'cg'],
    ['asserted from, inclusive', () => ({ assertedFrom: day(26) }), 'c'],
    ['asserted to, exclusive', () => ({ assertedTo: day(24) }), 'b'],
    ['recorded from, inclusive', async (at) => ({ recordedFrom: (await at('e')).recordedAt }), 'efg'],
    ['recorded to, exclusive', async (at) => ({ recordedTo: (await at('c')).recordedAt }), 'ab'],
    ['changed from, inclusive', async (at) => ({ changedFrom: (await at('g')).recordedAt }), 'fg'],
    ['changed from a revision', async (at) => ({ changedFrom: (await at('f')).revisedAt }), 'f'],
    ['changed to, exclusive', async (at) => ({ changedTo: (await at('g')).recordedAt }), 'abcde'],
    ['figures that can be 5 or more', () => ({ figureAtLeast: 5 }), 'bcd'],
    ['figures that can be 6 or more', () => ({ figureAtLeast: 6 }), 'bd'],
    ['figures that can be 3 or less', () => ({ figureAtMost: 3 }), 'ac'],
    ['figures that can be 0', () => ({ figureAtMost: 0 }), 'c'],
    ['text', () => ({ text: 'some' }), 'cg'],
    ['statuses', () => ({ statuses: ['DRAFT'] }), 'h'],
    ['a status of decisions', () => ({ statuses: ['RETRACTED'] }), 'j'],
    ['conditions together', () => ({ sources: ['monitor'], outcomes: ['KILLED'], figureAtLeast: 4 }), 'de'],
    [
      NOTHING,
      () => ({
        events: null,
        sources: null,
        sourceKinds: null,
        outcomes: null,
        parties: null,
        victimStatuses: null,
        stances: null,
        report: null,
        question: null,
        statuses: null,
        assertedFrom: null,
        figureAtLeast: null,
        text: null,
      }),
      'abcdefg',
    ],
  ];
  test.each(published)('is filtered by %s', async (_, queryOf, expected) => {
    expect(await refsOf(await queryOf((ref) => claimOf(database, ids.get(ref)!)))).toBe(expected);
  });

  test('is filtered by the id of a report and the key of a question', async () => {
    const found = await database.read((db) => reportsBySlug(db, ['agency-2']));
    expect(await refsOf({ report: found.get('agency-2')!.id })).toBe('cg');
    const { questionKey } = await claimOf(database, ids.get('a')!);
    expect(await refsOf({ question: questionKey })).toBe('ae');
  });

  test('shows a key that is kept to events the drafts and rejected claims of these alone', async () => {
    const statuses = CLAIM_STATUSES;
    const shown = async (events: string[]) => {
      const order = { field: 'recordedAt', descending: false } as const;
      const viewer = { ...CONTRIBUTOR, events };
      const { page, count } = await listClaims(database, viewer, { statuses }, order, FIRST_PAGE);
      expect(await count()).toBe(page.items.length);
      return page.items.map(({ value }) => value.ref).join('');
    };
    expect(await shown(['other', 'nowhere'])).toBe('abcdefgj');
    expect(await shown(['clash'])).toBe('abcdefghij');
  });

  test('has a test here for each of its conditions', async () => {
    const tried = new Set<string>(['report', 'question', 'hiddenBeyond']);
    for (const [name, queryOf] of published) {
      if (name === NOTHING) continue;
      const query = await queryOf(async () => ({ recordedAt: '', revisedAt: '' }));
      for (const condition of Object.keys(query)) tried.add(condition);
    }
    const all: Record<keyof ClaimFilter, true> = {
      events: true,
      sources: true,
      sourceKinds: true,
      outcomes: true,
      parties: true,
      victimStatuses: true,
      stances: true,
      report: true,
      question: true,
      statuses: true,
      assertedFrom: true,
      assertedTo: true,
      recordedFrom: true,
      recordedTo: true,
      changedFrom: true,
      changedTo: true,
      figureAtLeast: true,
      figureAtMost: true,
      text: true,
      hiddenBeyond: true,
      ofEvent: true,
      ofSource: true,
      ofReport: true,
    };
    expect([...tried].sort()).toEqual(Object.keys(all).sort());
  });

  test('is in the order asked for, ties by id', async () => {
    const refs = async (field: 'assertedAt' | 'recordedAt' | 'revisedAt', descending: boolean) => {
      const { page } = await listClaims(database, EDITOR, {}, { field, descending }, FIRST_PAGE);
      return page.items.map(({ value }) => value.ref).join('');
    };
    expect(await refs('assertedAt', false)).toBe('badefgc');
    expect(await refs('assertedAt', true)).toBe('cgfedab');
    expect(await refs('recordedAt', true)).toBe('gfedcba');
    expect(await refs('revisedAt', false)).toBe('abcdegf');
  });

  test('shows drafts and rejected claims to contributors alone', async () => {
    const drafts = (viewer: typeof EDITOR) =>
      Promise.resolve().then(() => listClaims(database, viewer, { statuses: ['DRAFT'] }, order, FIRST_PAGE));
    expect((await drafts(CONTRIBUTOR)).page.items).toHaveLength(1);
    await expect(drafts(ANYBODY)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe.each(ENGINES)('on %s a claim that a revision gives to another source', (engine) => {
  test('is in the list of that one alone', async () => {
    const database = await openClash(engine);
    const id = await recordFigure(database);
    const order = { field: 'assertedAt', descending: false } as const;
    const listingOf = (ofSource: string) =>
      claimListing(database.dialect, { statuses: ['PUBLISHED'], ofSource }, order);
    const count = (source: string) => database.read((db) => countOf(db, listingOf(source)));
    expect([await count('monitor'), await count('army')]).toEqual([1, 0]);
    await revise(database, id, ({ attribution }) => ({ attribution: { ...attribution, source: 'army' } }));
    expect([await count('monitor'), await count('army')]).toEqual([0, 1]);
    const page = await database.read((db) => pageClaims(db, listingOf('army'), order, FIRST_PAGE));
    expect(page.items.map(({ position }) => position)).toEqual([[day(24), id]]);
  });
});
