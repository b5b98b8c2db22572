import { describe, expect, test } from 'vitest';
import {
  type EventFilter,
  eventById,
  eventListing,
  eventsBySlug,
  pageEvents,
  summariesBySlug,
} from '../../src/store/events.ts';
import { countOf } from '../../src/store/page.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { ENGINES } from '../support/databases.ts';
import {
  claimOf,
  day,
  EDITOR,
  event,
  FIRST_PAGE,
  openClash,
  openForTest,
  party,
  recordFigure,
  recordStatement,
  report,
  revise,
  saidBy,
} from './small-record.ts';

describe.each(ENGINES)('events on %s', (engine) => {
  test('come back as they were recorded, by slug and by id', async () => {
    const database = await openForTest(engine);
    for (const slug of ['z', 'y', 'x']) await recordParty(database, EDITOR, party(slug));
    await recordEvent(database, EDITOR, event('plain'));
    const full = event('full', {
      title: 'اشتباكات "الطي" 😀',
      endedAt: day(26),
      precision: 'HOUR',
      place: { name: 'Tay, Qamishli', latitude: 37.05, longitude: -41.220000000000006 },
      sides: [{ parties: ['z'] }, { label: 'B', parties: ['y', 'x'] }],
      parent: 'plain',
    });
    await recordEvent(database, EDITOR, full);
    await recordEvent(database, EDITOR, event('placed', { place: { name: 'Somewhere' } }));
    const found = await database.read((db) => eventsBySlug(db, ['full', 'plain', 'placed', 'nothing']));
    expect(found.size).toBe(3);
    const id = expect.stringMatching(/^event_/);
    const sides = [
      { label: null, parties: ['z'] },
      { label: 'B', parties: ['y', 'x'] },
    ];
    expect(found.get('full')).toEqual({ ...full, id, sides });
    const nothing = { endedAt: null, place: null, parent: null, sides: [] };
    expect(found.get('plain')).toEqual({ ...event('plain'), ...nothing, id });
    expect(found.get('placed')?.place).toEqual({ name: 'Somewhere', latitude: null, longitude: null });
    const one = found.get('full')!;
    expect(await database.read((db) => eventById(db, one.id))).toEqual(one);
    expect(await database.read((db) => eventById(db, 'event_0'))).toBeNull();
  });

  test('are listed as the filter says, in both directions, and counted', async () => {
    const database = await openClash(engine);
    await recordEvent(
      database,
      EDITOR,
      event('early', { startedAt: day(1), title: 'Grève générale', place: { name: 'حي الطي' } }),
    );
    await recordEvent(database, EDITOR, event('part', { parent: 'clash', sides: [{ parties: ['tribe'] }] }));
    await recordEvent(database, EDITOR, event('late', { startedAt: day(28) }));
    await recordFigure(database, { figure: { words: 'three' } });
    await recordFigure(database, { figure: { words: 'four' }, ...saidBy('army') });
    await recordFigure(database, { event: 'late' });
    const all = ['early', 'clash', 'part', 'late'];
    const cases: [EventFilter, string[]][] = [
      [{}, all],
      [{ parties: null, startedFrom: null, startedTo: null, text: null, contradictory: null }, all],
      [{ parties: ['army', 'nobody'] }, ['clash']],
      [{ parties: ['tribe'] }, ['clash', 'part']],
      [{ parties: [] }, []],
      [{ startedFrom: day(20) }, ['clash', 'part', 'late']],
      [{ startedTo: day(20) }, ['early']],
      [{ text: 'greve GÉNÉRALE' }, ['early']],
      [{ text: 'الطي' }, ['early']],
      [{ text: '_' }, []],
      [{ text: '!' }, []],
      [{ contradictory: true }, ['clash']],
      [{ contradictory: false }, ['early', 'part', 'late']],
      [{ parent: 'clash' }, ['part']],
    ];
    for (const [filter, expected] of cases) {
      for (const descending of [false, true]) {
        const listing = eventListing(database.dialect, filter, descending);
        const page = await database.read((db) => pageEvents(db, listing, FIRST_PAGE));
        const slugs = page.items.map(({ value }) => value.slug);
        expect([filter, slugs]).toEqual([filter, descending ? expected.toReversed() : expected]);
        expect(await database.read((db) => countOf(db, listing))).toBe(expected.length);
      }
    }
  });

  test('are summed up from their published claims alone', async () => {
    const database = await openClash(engine);
    const nothing = {
      claims: 0,
      sources: 0,
      reports: 0,
      contradictedQuestions: 0,
      lastAssertedAt: null,
      lastRecordedAt: null,
    };
    const summary = async () =>
      (await database.read((db) => summariesBySlug(db, ['clash', 'nowhere']))).get('clash');
    expect(await summary()).toEqual(nothing);
    await recordReport(database, EDITOR, report('agency-2'));
    await recordFigure(database, { assertedAt: day(24) });
    const second = await recordFigure(database, {
      ...saidBy('army'),
      figure: { words: 'four' },
      citation: { report: 'agency-2', paraphrase: 'Four fell.' },
      assertedAt: day(26),
    });
    await recordStatement(database, { status: 'DRAFT', assertedAt: day(28) });
    await revise(database, await recordStatement(database, { assertedAt: day(29) }), () => ({
      status: 'REJECTED',
    }));
    await revise(database, second, () => ({ note: 'revised later than it was recorded' }));
    expect(await summary()).toEqual({
      claims: 2,
      sources: 2,
      reports: 2,
      contradictedQuestions: 0,
      lastAssertedAt: day(26),
      lastRecordedAt: (await claimOf(database, second)).recordedAt,
    });
  });
});
