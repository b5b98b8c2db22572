import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { startServer } from '../support/server.ts';
import { type Recorder, recorderOf } from './recorder.ts';

/** A claim about the event of a scene. */
type SaidHere = { source: string; [field: string]: unknown };

/**
 * The rules of questions and agreement, as they show at the API. No engine changes them; the statement that brings
 * the claims is tested on both in store.
 */
describe('a comparison', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let record: Recorder;
  let events = 0;

  beforeAll(async () => {
    server = await startServer({ demo: false });
    api = apiOf(server);
    record = recorderOf(api);
    for (const party of ['reds', 'greens', 'blues', 'others']) await record.party(party);
    await record.source('red-army', { kind: 'ARMED_ACTOR', party: 'reds' });
    await record.source('red-radio', { organOf: 'red-army' });
    await record.source('blue-army', { kind: 'ARMED_ACTOR', party: 'blues' });
    for (const slug of ['agency', 'daily', 'weekly']) await record.source(slug);
    await record.source('medic', { kind: 'MEDICAL', anonymous: true });
    await record.source('nurse', { kind: 'MEDICAL', anonymous: true });
    await record.source('encyclopaedia', { kind: 'COMPILER' });
    await record.report('report', 'agency');
    await record.report('a-report', 'agency');
    await record.report('evening-report', 'agency', { publishedAt: '2021-04-24T20:00:00Z' });
  });
  afterAll(() => server.close());

  /** A new event of reds and greens against blues. */
  async function scene(more = {}) {
    const event = `event-${++events}`;
    const sides = [{ parties: ['reds', 'greens'] }, { parties: ['blues'] }];
    await record.event(event, { sides, ...more });
    return {
      event,
      figure: (said: SaidHere) => record.figure({ parties: ['reds'], ...said, event }),
      statement: (said: SaidHere) => record.statement({ proposition: 'It was so', ...said, event }),
      act: (said: SaidHere) => record.act({ act: 'The shooting', ...said, event }),
      compare: (args = '') => compare(event, args),
    };
  }

  async function compare(event: string, args = ''): Promise<Json> {
    const { comparison } = await api.read(
      `{ comparison(event: "${event}"${args && `, ${args}`}) { ...Side } } ${SIDE}`,
    );
    return { ...comparison, columns: comparison.sources.map(({ slug }: Json) => slug) };
  }

  /** The one row of a comparison. */
  async function onlyRow(comparison: Promise<Json>): Promise<Json> {
    const { rows } = await comparison;
    expect(rows).toHaveLength(1);
    return rows[0];
  }

  const pairs = (row: Json): string[] =>
    row.contradictions.map(({ a, b }: Json) => `${a.source.slug} ${b.source.slug}`);

  const cellOf = (row: Json, source: string): Json =>
    row.cells.find((cell: Json) => cell.source.slug === source);

  describe('questions', () => {
    test('are told apart by outcome, scope, parties, status, demographic, unit and covered period', async () => {
      const { figure, compare } = await scene();
      const figures = [
        {},
        { outcome: 'WOUNDED' },
        { victims: {} },
        { victims: { scope: 'UNKNOWN' } },
        { victims: { parties: ['blues'] } },
        { victims: { parties: ['blues', 'reds'] } },
        { victims: { parties: ['reds'], status: 'CIVILIAN' } },
        { victims: { parties: ['reds'], demographic: 'WOMEN' } },
        { victims: { parties: ['reds'], unit: 'FAMILY' } },
        { coversFrom: '2021-04-20T00:00:00Z', coversTo: '2021-04-21T00:00:00Z' },
        { coversFrom: '2021-04-20T00:00:00Z' },
      ];
      for (const said of figures) await figure({ source: 'agency', ...said });
      const { rows } = await compare();
      expect(rows).toHaveLength(figures.length);
      expect(new Set(rows.map(({ question }: Json) => question.label)).size).toBe(figures.length);
    });

    test('take parties as a set, UNSPECIFIED of parties as COMBATANT, and leave words and perpetrators out', async () => {
      const { figure, compare } = await scene();
      const victims = { parties: ['reds', 'greens'] };
      await figure({ source: 'agency', victims, perpetrators: ['blues'] });
      await figure({
        source: 'daily',
        victims: { parties: ['greens', 'reds'], status: 'COMBATANT', description: 'their men' },
      });
      const { question, agreement } = await onlyRow(compare());
      expect(question).toMatchObject({
        status: 'COMBATANT',
        parties: [{ slug: 'greens' }, { slug: 'reds' }],
      });
      expect(agreement).toBe('AGREE');
    });

    test('keep UNSPECIFIED apart where no party is named', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', victims: {} });
      await figure({ source: 'daily', victims: { status: 'COMBATANT' } });
      expect((await compare()).rows).toHaveLength(2);
    });

    test('of propositions and acts are their words, white space, case and final punctuation aside', async () => {
      const { statement, act, compare } = await scene();
      await statement({ source: 'agency', proposition: 'The talks failed.' });
      await statement({ source: 'daily', proposition: ' the  TALKS\nfailed' });
      await act({ source: 'agency', act: 'The shooting in Tay!' });
      await act({ source: 'daily', act: 'the shooting in tay' });
      const { rows } = await compare();
      expect(rows.map(({ question, agreement }: Json) => [question.__typename, agreement])).toEqual([
        ['ResponsibilityQuestion', 'AGREE'],
        ['PropositionQuestion', 'AGREE'],
      ]);
    });

    test('can be attached to by their key, in other words', async () => {
      const { statement, act, compare } = await scene();
      await statement({ source: 'agency', proposition: 'The talks failed' });
      await act({ source: 'agency', blamed: ['reds'] });
      const [acts, talks] = (await compare()).rows;
      await statement({
        source: 'daily',
        proposition: undefined,
        question: talks.question.key,
        stance: 'DENIES',
      });
      await act({ source: 'daily', act: undefined, question: acts.question.key, blamed: ['blues'] });
      const { rows } = await compare();
      expect(rows.map(({ agreement }: Json) => agreement)).toEqual(['CONTRADICT', 'CONTRADICT']);
      expect(cellOf(rows[1], 'daily').current).toMatchObject({ proposition: 'The talks failed' });
    });
  });

  describe('parts', () => {
    test('stand under their whole and enter no row', async () => {
      const { figure, compare } = await scene();
      const whole = await figure({ source: 'agency', words: '35' });
      await figure({ source: 'agency', words: '17', partOf: whole });
      const row = await onlyRow(compare());
      expect(cellOf(row, 'agency')).toMatchObject({
        claimCount: 1,
        answers: [{ figure: { min: 35 }, parts: [{ figure: { min: 17 } }] }],
      });
    });

    test('enter the row where they exceed the whole, or where it is not yet in view', async () => {
      const { figure, compare } = await scene();
      const whole = await figure({ source: 'agency', words: '35', day: 24, assertedPrecision: 'MONTH' });
      await figure({ source: 'agency', words: '17', partOf: whole });
      const early = await onlyRow(compare('asOf: { assertedBy: "2021-04-25T00:00:00Z" }'));
      expect(cellOf(early, 'agency').current.figure.min).toBe(17);
      await figure({ source: 'agency', words: 'at least 20', partOf: whole });
      expect(cellOf(await onlyRow(compare()), 'agency').claimCount).toBe(2);
    });

    test('supersede nothing and are superseded by nothing in their whole’s place', async () => {
      const { figure, compare } = await scene();
      const whole = await figure({ source: 'agency', words: '35', day: 21, report: 'a-report' });
      await figure({ source: 'agency', words: '17', day: 21, partOf: whole });
      await figure({ source: 'agency', words: '40', day: 22 });
      const { current } = cellOf(await onlyRow(compare()), 'agency');
      expect(current).toMatchObject({ figure: { min: 40 }, supersedes: { figure: { min: 35 } } });
    });
  });

  describe('the view', () => {
    test('holds only what had surely been said by assertedBy', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three', day: 21 });
      await figure({ source: 'agency', words: 'six', day: 23 });
      const by = async (instant: string) =>
        (await compare(`asOf: { assertedBy: "${instant}" }`)).rows.map(
          (row: Json) => cellOf(row, 'agency').current.figure.min,
        );
      expect(await by('2021-04-21T23:59:59Z')).toEqual([]);
      expect(await by('2021-04-22T00:00:00Z')).toEqual([3]);
      expect(await by('2021-04-24T01:59:59+02:00')).toEqual([3]);
      expect(await by('2021-04-24T00:00:00Z')).toEqual([6]);
    });

    test('says back what was asked, and null where nothing was', async () => {
      const { compare } = await scene();
      expect(await compare()).toMatchObject({
        assertedBy: null,
        reading: 'CUMULATIVE',
        rowCount: 0,
        rows: [],
      });
      expect(
        await compare('asOf: { assertedBy: "2021-04-24T00:00:00+03:00" }, reading: SIMULTANEOUS'),
      ).toMatchObject({
        assertedBy: '2021-04-23T21:00:00.000Z',
        reading: 'SIMULTANEOUS',
      });
    });
  });

  describe('answers', () => {
    test('are the latest total: a source that updates its figure does not contradict itself', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'nine', day: 21 });
      await figure({ source: 'agency', words: 'three', day: 22 });
      const row = await onlyRow(compare());
      expect(row).toMatchObject({
        agreement: 'UNCONTESTED',
        contradictionCount: 0,
        envelope: { min: 3, max: 3 },
      });
      expect(cellOf(row, 'agency')).toMatchObject({ claimCount: 2, answers: [{ figure: { min: 3 } }] });
    });

    test('of one instant are those of the report published last', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'six', report: 'evening-report' });
      await figure({ source: 'agency', words: 'three' });
      expect(cellOf(await onlyRow(compare()), 'agency').answers).toMatchObject([{ figure: { min: 6 } }]);
    });

    test('given several at once all stand; current is the last by report', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three', report: 'report' });
      await figure({ source: 'agency', words: 'six', report: 'a-report' });
      const { answers, current } = cellOf(await onlyRow(compare()), 'agency');
      expect(answers.map(({ figure }: Json) => figure.min)).toEqual([6, 3]);
      expect(current.figure.min).toBe(3);
    });

    test('are the highest of figures of SOME, as floors, where there is no total', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'four', extent: 'SOME', day: 21 });
      await figure({ source: 'agency', words: 'two', extent: 'SOME', day: 22 });
      const row = await onlyRow(compare());
      expect(row).toMatchObject({
        envelope: { min: 4, max: null },
        camps: [{ bounds: { min: 4, max: null } }],
      });
      await figure({ source: 'agency', words: 'three', day: 20 });
      expect(await onlyRow(compare())).toMatchObject({ envelope: { min: 3, max: 3 } });
    });

    test('fall where the source itself denies them later', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three', day: 21 });
      await figure({ source: 'agency', words: '2 to 4', stance: 'DENIES', day: 22 });
      const cell = cellOf(await onlyRow(compare()), 'agency');
      expect(cell).toMatchObject({ standing: 'DENIED', answers: [], current: null, claimCount: 2 });
      expect(cell.denials).toMatchObject([{ figure: { min: 2, max: 4 } }]);
    });

    test('stay beside denials of other numbers, and UNCERTAIN is a standing of its own', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three', day: 21 });
      await figure({ source: 'agency', words: 'ten', stance: 'DENIES', day: 22 });
      await figure({ source: 'daily', words: 'three', stance: 'UNCERTAIN', day: 22 });
      const row = await onlyRow(compare());
      expect(cellOf(row, 'agency')).toMatchObject({ standing: 'STATED', denials: [{}], claimCount: 2 });
      expect(cellOf(row, 'daily')).toMatchObject({ standing: 'UNCERTAIN', answers: [] });
    });

    test('to a proposition are the latest of any stance', async () => {
      const { statement, compare } = await scene();
      await statement({ source: 'agency', day: 21 });
      await statement({ source: 'agency', stance: 'DENIES', day: 22 });
      await statement({ source: 'daily', stance: 'UNCERTAIN', day: 22 });
      const row = await onlyRow(compare());
      expect(cellOf(row, 'agency')).toMatchObject({
        standing: 'DENIED',
        claimCount: 2,
        answers: [{ stance: 'DENIES' }],
      });
      expect(cellOf(row, 'daily').standing).toBe('UNCERTAIN');
      expect(row.agreement).toBe('COMPATIBLE');
    });
  });

  describe('contradictions', () => {
    test('are of figures that share no number and were said in windows that overlap', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three' });
      await figure({ source: 'daily', words: 'six or more' });
      await figure({ source: 'weekly', words: '3 to 6' });
      const row = await onlyRow(compare());
      expect(pairs(row)).toEqual(['agency daily']);
      expect(row).toMatchObject({
        agreement: 'CONTRADICT',
        contradictionCount: 1,
        contradictions: [{ gap: 3, basis: 'WORDS' }],
      });
    });

    test('are none where a toll grew, unless the reading is SIMULTANEOUS', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three', day: 21 });
      await figure({ source: 'daily', words: 'six', day: 23 });
      expect(await onlyRow(compare())).toMatchObject({ agreement: 'COMPATIBLE', common: { min: 6, max: 6 } });
      expect(await onlyRow(compare('reading: SIMULTANEOUS'))).toMatchObject({
        agreement: 'CONTRADICT',
        common: null,
      });
    });

    test('are where a toll of the killed falls, but not where one of the wounded does', async () => {
      const { figure, compare } = await scene();
      for (const outcome of ['KILLED', 'WOUNDED']) {
        await figure({ source: 'agency', words: 'six', day: 21, outcome });
        await figure({ source: 'daily', words: 'three', day: 23, outcome });
      }
      const { rows } = await compare();
      expect(rows.map(({ agreement }: Json) => agreement)).toEqual(['CONTRADICT', 'COMPATIBLE']);
      expect(rows[0].contradictions[0].explanation).toContain('a toll does not fall');
    });

    test('are of a denial and every other source’s answer inside it, whenever said', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three', day: 21 });
      await figure({ source: 'weekly', words: '3 to 5', day: 21 });
      await figure({ source: 'daily', words: '2 to 4', stance: 'DENIES', day: 27 });
      const row = await onlyRow(compare());
      expect(pairs(row)).toEqual(['agency daily']);
      expect(row.contradictions[0]).toMatchObject({ gap: null });
    });

    test('are of propositions affirmed and denied, and of nothing UNCERTAIN', async () => {
      const { statement, compare } = await scene();
      await statement({ source: 'agency' });
      await statement({ source: 'daily', stance: 'DENIES' });
      await statement({ source: 'weekly', stance: 'UNCERTAIN' });
      expect(pairs(await onlyRow(compare()))).toEqual(['agency daily']);
    });

    test('are of acts that are laid on different parties, or denied of one that is blamed', async () => {
      const { act, compare } = await scene();
      await act({ source: 'agency', blamed: ['reds'] });
      await act({ source: 'daily', blamed: ['blues'] });
      await act({ source: 'weekly', blamed: ['reds', 'blues'] });
      await act({ source: 'medic', blamed: [] });
      await act({ source: 'blue-army', blamed: ['blues'], stance: 'DENIES' });
      const row = await onlyRow(compare());
      const found = pairs(row).map((pair) => pair.split(' ').sort().join(' '));
      expect(found.sort()).toEqual(['agency daily', 'blue-army daily', 'blue-army weekly']);
    });

    test('have the basis CONVENTION where only a reading of inexact words makes them', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'about 20' });
      await figure({ source: 'daily', words: '23' });
      const row = await onlyRow(compare());
      expect(row.contradictions).toMatchObject([{ gap: 1, basis: 'CONVENTION' }]);
    });

    test('come with the widest gap first, as many as are asked for', async () => {
      const { figure, event } = await scene();
      await figure({ source: 'agency', words: 'three' });
      await figure({ source: 'daily', words: 'six' });
      await figure({ source: 'weekly', words: 'twenty' });
      const row = `contradictionCount contradictions(first: 2) { gap }`;
      const { comparison } = await api.read(`{ comparison(event: "${event}") { rows { ${row} } } }`);
      expect(comparison.rows).toEqual([
        { contradictionCount: 3, contradictions: [{ gap: 17 }, { gap: 14 }] },
      ]);
    });
  });

  describe('agreement', () => {
    test.each([
      ['one source', ['agency'], 'UNCONTESTED'],
      ['two sources', ['agency', 'daily'], 'AGREE'],
      ['a source and its organ', ['red-army', 'red-radio'], 'UNCONTESTED'],
      ['two anonymous sources', ['medic', 'nurse'], 'AGREE'],
      ['a source and a compiler', ['agency', 'encyclopaedia'], 'AGREE'],
    ])('of equal answers by %s is as their origins are', async (_, sources, expected) => {
      const { figure, compare } = await scene();
      for (const source of sources) await figure({ source });
      expect((await onlyRow(compare())).agreement).toBe(expected);
    });

    test('counts who follows a source as that source, compilers too', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency' });
      for (const source of ['daily', 'encyclopaedia']) {
        await figure({ source, attribution: { source, follows: 'agency' } });
      }
      expect(await onlyRow(compare())).toMatchObject({
        agreement: 'UNCONTESTED',
        camps: [{ corroboration: { origins: [{ slug: 'agency' }], reports: 1 } }],
      });
    });

    test('is UNCONTESTED where nobody answers', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', stance: 'UNCERTAIN' });
      expect(await onlyRow(compare())).toMatchObject({
        agreement: 'UNCONTESTED',
        envelope: null,
        common: null,
        camps: [],
      });
    });
  });

  describe('envelope and common', () => {
    test('are from the lowest min to the highest max, and from the highest min to the lowest', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: '3 to 6' });
      await figure({ source: 'daily', words: 'at least 4' });
      expect(await onlyRow(compare())).toMatchObject({
        agreement: 'COMPATIBLE',
        envelope: { min: 3, max: null },
        common: { min: 4, max: 6 },
      });
    });

    test('are null of acts and propositions', async () => {
      const { statement, compare } = await scene();
      await statement({ source: 'agency' });
      expect(await onlyRow(compare())).toMatchObject({
        envelope: null,
        common: null,
        camps: [{ bounds: null }],
      });
    });
  });

  describe('camps', () => {
    test('are backed by the answers that imply them; anonymous sources counted apart, compilers and relays never', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'at least three' });
      await figure({ source: 'daily', words: 'four' });
      await figure({ source: 'medic', words: 'four' });
      await figure({ source: 'encyclopaedia', words: 'four' });
      await figure({
        source: 'red-radio',
        words: 'four',
        attribution: { source: 'red-radio', relayedBy: ['weekly'] },
      });
      await figure({ source: 'red-army', words: 'four', report: 'a-report' });
      const { camps } = await onlyRow(compare());
      expect(
        camps.map(({ bounds, corroboration }: Json) => [
          bounds.min,
          bounds.max,
          slugs(corroboration.origins),
        ]),
      ).toEqual([
        [3, null, ['agency', 'daily', 'red-army']],
        [4, 4, ['daily', 'red-army']],
      ]);
      expect(camps.map(({ corroboration }: Json) => corroboration)).toMatchObject([
        { independentOrigins: 3, anonymousSources: 1, reports: 2 },
        { independentOrigins: 2, anonymousSources: 1, reports: 2 },
      ]);
    });

    test('come with most origins first, then the lowest', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'red-army', words: 'nine' });
      await figure({ source: 'blue-army', words: 'three' });
      await figure({ source: 'agency', words: 'six' });
      await figure({ source: 'daily', words: 'six' });
      const { camps } = await onlyRow(compare());
      expect(camps.map(({ bounds }: Json) => bounds.min)).toEqual([6, 3, 9]);
    });

    test('of acts are by stance and whom they blame', async () => {
      const { act, compare } = await scene();
      await act({ source: 'agency', blamed: ['reds'] });
      await act({ source: 'daily', blamed: ['reds'] });
      await act({ source: 'weekly', blamed: ['reds'], stance: 'UNCERTAIN' });
      const { camps } = await onlyRow(compare());
      expect(camps.map((camp: Json) => [camp.stance, slugs(camp.blamed), camp.claims.length])).toEqual([
        ['AFFIRMS', ['reds'], 2],
        ['UNCERTAIN', ['reds'], 1],
      ]);
    });
  });

  describe('columns, rows and cells', () => {
    test('are of the sources named, in that order; others are left out before anything is computed', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'agency', words: 'three' });
      await figure({ source: 'daily', words: 'six' });
      const comparison = await compare('sources: ["weekly", "agency"]');
      expect(comparison.columns).toEqual(['weekly', 'agency']);
      expect(comparison.rows).toMatchObject([
        { agreement: 'UNCONTESTED', cells: [{ standing: 'SILENT', claimCount: 0 }, { standing: 'STATED' }] },
      ]);
      expect(await compare('sources: []')).toMatchObject({ columns: [], rowCount: 0 });
    });

    test('are by side of the event, then by first assertion, then by slug, where none are named', async () => {
      const { figure, compare } = await scene();
      await figure({ source: 'daily', day: 20 });
      await figure({ source: 'agency', day: 20 });
      await figure({ source: 'blue-army', day: 23 });
      await figure({ source: 'red-radio', day: 24 });
      await figure({ source: 'weekly', day: 19 });
      expect((await compare()).columns).toEqual(['red-radio', 'blue-army', 'weekly', 'agency', 'daily']);
    });

    test('hide rows of other outcomes and compute nothing anew', async () => {
      const { figure, statement, compare } = await scene();
      await figure({ source: 'agency' });
      await figure({ source: 'daily', outcome: 'WOUNDED' });
      await statement({ source: 'weekly' });
      const comparison = await compare('outcomes: [WOUNDED]');
      expect(comparison).toMatchObject({ columns: ['agency', 'daily', 'weekly'], rowCount: 1 });
      expect(comparison.rows[0].question.outcome).toBe('WOUNDED');
      expect(await compare('outcomes: []')).toMatchObject({ rowCount: 0 });
    });

    test('take in the claims of all the event’s parts where asked', async () => {
      const large = await scene();
      const part = await scene({ parent: large.event });
      const smaller = await scene({ parent: part.event });
      await large.figure({ source: 'agency', words: 'three' });
      await part.figure({ source: 'daily', words: 'six' });
      await smaller.figure({ source: 'weekly', words: 'six' });
      expect((await onlyRow(large.compare())).agreement).toBe('UNCONTESTED');
      const row = await onlyRow(large.compare('includeParts: true'));
      expect(row.agreement).toBe('CONTRADICT');
      expect(row.question.key).toMatch(new RegExp(`^${large.event}/`));
      expect(slugs(row.cells.map(({ source }: Json) => source))).toEqual(['agency', 'daily', 'weekly']);
    });

    test('leave silent cells out where asked', async () => {
      const { figure, statement, event } = await scene();
      await figure({ source: 'agency' });
      await statement({ source: 'daily' });
      const cells = (args: string): Promise<Json> =>
        api.read(`{ comparison(event: "${event}") { rows { cells${args} { source { slug } standing } } } }`);
      const all = (await cells('')).comparison.rows.map((row: Json) =>
        row.cells.map(({ standing }: Json) => standing),
      );
      expect(all).toEqual([
        ['STATED', 'SILENT'],
        ['SILENT', 'STATED'],
      ]);
      const said = (await cells('(silent: false)')).comparison.rows.map((row: Json) =>
        slugs(row.cells.map(({ source }: Json) => source)),
      );
      expect(said).toEqual([['agency'], ['daily']]);
    });

    test('come in pages by first and skip', async () => {
      const { figure, event } = await scene();
      for (const outcome of ['KILLED', 'WOUNDED', 'MISSING']) await figure({ source: 'agency', outcome });
      const rows = async (args: string): Promise<string[]> => {
        const row = `rowCount rows${args} { question { ... on FigureQuestion { outcome } } }`;
        const { comparison } = await api.read(`{ comparison(event: "${event}") { ${row} } }`);
        expect(comparison.rowCount).toBe(3);
        return comparison.rows.map(({ question }: Json) => question.outcome);
      };
      expect(await rows('')).toEqual(['KILLED', 'WOUNDED', 'MISSING']);
      expect(await rows('(first: 1)')).toEqual(['KILLED']);
      expect(await rows('(first: 2, skip: 1)')).toEqual(['WOUNDED', 'MISSING']);
      expect(await rows('(skip: 3)')).toEqual([]);
      expect(await rows('(first: 0)')).toEqual([]);
      const refused = await api.refusal(
        `{ comparison(event: "${event}") { rows(first: -1, skip: -2) { agreement } } }`,
      );
      expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['first', 'skip'] });
    });

    test('hold the last of a source’s claims, as many as asked for, oldest first', async () => {
      const { figure, event } = await scene();
      for (const [index, words] of ['one', 'two', 'three'].entries())
        await figure({ source: 'agency', words, day: 20 + index });
      const claims = (last: number) =>
        `{ comparison(event: "${event}") { rows { cells { claims(last: ${last}) { ... on FigureClaim { figure { min } } } } } } }`;
      const { comparison } = await api.read(claims(2));
      expect(comparison.rows[0].cells[0].claims.map(({ figure }: Json) => figure.min)).toEqual([2, 3]);
      expect((await api.read(claims(0))).comparison.rows[0].cells[0].claims).toEqual([]);
      expect(await api.refusal(claims(-1))).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['last'] });
    });

    test('tell how a source’s current figure lies to another’s', async () => {
      const { figure, event } = await scene();
      await figure({ source: 'agency', words: '3 to 6' });
      await figure({ source: 'daily', words: '3 to 6' });
      await figure({ source: 'weekly', words: 'four' });
      await figure({ source: 'red-army', words: '5 to 9' });
      await figure({ source: 'blue-army', words: 'ten' });
      await figure({ source: 'medic', words: 'ten', stance: 'UNCERTAIN' });
      const of = ['daily', 'weekly', 'red-army', 'blue-army', 'medic', 'nurse', 'nobody'];
      const relations = of.map((source, index) => `to${index}: relationTo(source: "${source}")`).join(' ');
      const { comparison } = await api.read(
        `{ comparison(event: "${event}") { rows { cells { source { slug } ${relations} } } } }`,
      );
      const { source, ...found } = comparison.rows[0].cells.find(
        (cell: Json) => cell.source.slug === 'agency',
      );
      expect(Object.values(found)).toEqual([
        'EQUAL',
        'CONTAINED',
        'OVERLAPPING',
        'DISJOINT',
        null,
        null,
        null,
      ]);
      expect(source.slug).toBe('agency');
    });
  });

  test('tells whose losses a source counts', async () => {
    const { figure, compare } = await scene();
    const counted = [
      ['red-army', ['reds'], 'OWN_LOSSES'],
      ['red-radio', ['reds', 'greens'], 'OWN_LOSSES'],
      ['red-army', ['blues'], 'OPPONENT_LOSSES'],
      ['red-army', ['others'], 'OPPONENT_LOSSES'],
      ['blue-army', ['blues', 'reds'], 'BOTH_SIDES'],
      ['agency', ['reds'], 'THIRD_PARTY'],
      ['blue-army', [], 'THIRD_PARTY'],
    ] as const;
    for (const [source, parties, expected] of counted) {
      await figure({ source, parties: [...parties], note: expected, outcome: 'SURRENDERED' });
    }
    const claims = (await compare()).rows.flatMap(({ cells }: Json) =>
      cells.flatMap(({ claims }: Json) => claims),
    );
    expect(claims).toHaveLength(counted.length);
    for (const { note, perspective } of claims) expect(perspective).toBe(note);
  });

  test('shows a contradiction in the event’s summary and to the filter of events', async () => {
    const { figure, event } = await scene();
    const contradictory = async (): Promise<Json> => {
      const list = (value: boolean) =>
        `events(filter: { contradictory: ${value} }, first: 100) { nodes { slug } }`;
      const data = await api.read(
        `{ yes: ${list(true)} no: ${list(false)} event(slug: "${event}") { summary { claims contradictedQuestions } } }`,
      );
      expect(slugs(data.no.nodes).includes(event)).toBe(!slugs(data.yes.nodes).includes(event));
      return { listed: slugs(data.yes.nodes).includes(event), ...data.event.summary };
    };
    await figure({ source: 'agency', words: 'three' });
    expect(await contradictory()).toEqual({ listed: false, claims: 1, contradictedQuestions: 0 });
    await figure({ source: 'daily', words: 'six' });
    expect(await contradictory()).toEqual({ listed: true, claims: 2, contradictedQuestions: 1 });
    await figure({ source: 'daily', words: 'three' });
    await figure({ source: 'daily', words: 'three', day: 25 });
    expect(await contradictory()).toEqual({ listed: false, claims: 4, contradictedQuestions: 0 });
  });

  test('is null of an event that is not there, and NOT_FOUND for a source that is not', async () => {
    expect(await api.read('{ comparison(event: "no-such-event") { rowCount } }')).toEqual({
      comparison: null,
    });
    const { event } = await scene();
    const sources = '(sources: ["agency", "nobody", "noone"])';
    for (const query of [
      `{ comparison(event: "${event}", sources: ["agency", "nobody", "noone"]) { rowCount } }`,
      `{ event(slug: "${event}") { comparison${sources} { rowCount } } }`,
    ]) {
      expect(await api.refusal(query)).toMatchObject({
        code: 'NOT_FOUND',
        fields: ['sources[1]', 'sources[2]'],
      });
    }
  });
});

const slugs = (items: readonly Json[]): string[] => items.map(({ slug }) => slug);

const SIDE = `
  fragment Said on Claim {
    source { slug } stance note
    ... on FigureClaim { figure { min max } perspective parts { figure { min } } supersedes { ... on FigureClaim { figure { min } } } }
    ... on StatementClaim { proposition }
  }
  fragment Side on Comparison {
    assertedBy reading sources { slug } rowCount
    rows {
      question { __typename key label ... on FigureQuestion { outcome status parties { slug } } }
      agreement envelope { min max } common { min max } contradictionCount
      contradictions { a { ...Said } b { ...Said } gap basis explanation }
      camps { bounds { min max } stance blamed { slug } claims { ...Said }
        corroboration { origins { slug } independentOrigins anonymousSources reports } }
      cells { source { slug } standing claimCount claims { ...Said } answers { ...Said } current { ...Said } denials { ...Said } }
    }
  }`;
