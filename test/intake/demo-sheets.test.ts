import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { formatProblem } from '../../src/intake/format-problem.ts';
import { readSheet } from '../../src/intake/read-sheet.ts';
import type { SheetClaim, SheetRecords } from '../../src/intake/sheet-records.ts';

type FigureEntry = Extract<SheetClaim, { kind: 'FIGURE' }>;

function demo(name: string): SheetRecords {
  const file = new URL(`../../src/demo/${name}.claims.yaml`, import.meta.url);
  const result = readSheet(readFileSync(file, 'utf8'), name);
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.sheet;
}

const article = demo('1-shafaq-2021-04-24');
const others = demo('2-other-outlets');
const claimsOf = (sheet: SheetRecords) => sheet.claims.map(({ value }) => value);
const claims = [...claimsOf(article), ...claimsOf(others)];
const figures = claims.filter((claim): claim is FigureEntry => claim.kind === 'FIGURE');
const records = (list: 'parties' | 'sources' | 'events' | 'reports') =>
  [...article[list], ...others[list]].map(({ value }) => value.slug);
const wordsOf = (claim: FigureEntry) => claim.input.figure.words ?? '';
const answering = (outcome: string, parties: string) =>
  figures.filter(({ input }) => input.outcome === outcome && input.victims.parties.join('+') === parties);

test('the article sheet carries five figures and nineteen statements', () => {
  const kinds = claimsOf(article).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'FIGURE')).toHaveLength(5);
  expect(kinds.filter((kind) => kind === 'STATEMENT')).toHaveLength(19);
  expect(kinds).toHaveLength(24);
});

test('the article sheet codes each figure by its own source', () => {
  const coded = figures
    .filter(({ input }) => input.citation.report === 'shafaq-2021-04-24')
    .map(({ input }) => [
      input.attribution.source,
      input.outcome,
      input.victims.parties.join('+'),
      input.figure.words,
    ]);
  expect(coded).toEqual([
    ['asayish', 'KILLED', 'asayish', 'one'],
    ['ndf', 'KILLED', 'ndf', 'three'],
    ['shafaq-2021-04-24-unnamed', 'WOUNDED', 'asayish+ndf', 'more than 15'],
    ['shafaq-correspondent', 'BODIES_HANDED_OVER', 'ndf', 'three'],
    ['shafaq-correspondent', 'DISPLACED', '', 'dozens'],
  ]);
});

test('every slug that a claim names is defined in the two sheets', () => {
  const [parties, sources, events, reports] = [
    new Set(records('parties')),
    new Set(records('sources')),
    new Set(records('events')),
    new Set(records('reports')),
  ];
  const publishers = [...article.reports, ...others.reports].map(({ value }) => value.publisher);
  const unknown = claims.flatMap(({ input }) => [
    ...[input.event].filter((slug) => !events.has(slug)),
    ...[input.citation.report].filter((slug) => !reports.has(slug)),
    ...[
      input.attribution.source,
      input.attribution.follows,
      ...input.attribution.relayedBy,
      ...publishers,
    ].filter((slug) => slug && !sources.has(slug)),
    ...('victims' in input ? [...input.victims.parties, ...input.perpetrators] : []).filter(
      (slug) => !parties.has(slug),
    ),
    ...('blamed' in input ? input.blamed : []).filter((slug) => !parties.has(slug)),
  ]);
  expect(unknown).toEqual([]);
});

test('no ref or slug is used by both sheets', () => {
  const names = [
    records('parties'),
    records('sources'),
    records('events'),
    records('reports'),
    claims.map(({ ref }) => ref),
  ];
  for (const list of names) expect(new Set(list).size).toBe(list.length);
});

test('every claim carries a quote or a paraphrase, and no quote has more than fifteen words', () => {
  for (const { ref, input } of claims) {
    const { exact, paraphrase } = input.citation;
    expect(exact || paraphrase, ref).toBeTruthy();
    expect((exact ?? '').split(/\s+/).length, ref).toBeLessThanOrEqual(15);
  }
});

test('no report of the demo holds a text', () => {
  for (const { value } of [...article.reports, ...others.reports]) expect(value.text).toBeUndefined();
});

test('the killed of the National Defense Forces are three, five and six, by those who said so', () => {
  const answers = answering('KILLED', 'ndf').map((claim) => {
    const { attribution, citation, assertedAt } = claim.input;
    return [citation.report, attribution.source, wordsOf(claim), claim.input.extent, assertedAt.slice(0, 10)];
  });
  expect(answers).toEqual([
    ['shafaq-2021-04-24', 'ndf', 'three', 'TOTAL', '2021-04-24'],
    ['shafaq-2021-04-21', 'shafaq-2021-04-21-unnamed', 'five', 'TOTAL', '2021-04-21'],
    ['zhyan-2021-04-23', 'sohr', 'five', 'TOTAL', '2021-04-23'],
    ['sohr-2021-04-24', 'sohr', 'six', 'TOTAL', '2021-04-24'],
    ['southfront-2021-04-24', 'sohr', 'six', 'TOTAL', '2021-04-24'],
    ['al-monitor-2021-04', 'al-monitor', 'three', 'TOTAL', '2021-04-28'],
  ]);
});

test('single victims are SOME, and only they', () => {
  const some = figures.filter(({ input }) => input.extent === 'SOME').map(({ ref }) => ref);
  expect(some).toEqual([
    'kurdistan-24-commander-killed',
    'snhr-child-killed',
    'sohr-child-killed',
    'sohr-child-wounded',
    'north-press-child-killed',
    'north-press-notable-killed',
    'nrt-notable-killed',
    'nrt-child-killed',
    'nrt-man-and-child-wounded',
    'anha-asayish-killed',
    'al-monitor-official-killed',
  ]);
});

test('the sources that disagree on who shot answer one question each', () => {
  const acts = claims.flatMap(({ kind, input }) =>
    kind === 'RESPONSIBILITY'
      ? [[input.act, input.attribution.source, input.stance, input.blamed.join()]]
      : [],
  );
  expect(acts).toEqual([
    ['Fatal shooting of a child', 'snhr', 'AFFIRMS', ''],
    ['Fatal shooting of a child', 'sohr', 'AFFIRMS', 'ndf'],
    ['Fatal shooting of a child', 'north-press', 'AFFIRMS', 'ndf'],
    ['Fatal shooting of a tribal notable', 'north-press', 'AFFIRMS', 'ndf'],
    ['Fatal shooting of a tribal notable', 'nrt', 'UNCERTAIN', 'ndf'],
    ['Fatal shooting of a child', 'sohr', 'AFFIRMS', 'ndf'],
    ['Fatal shooting of a tribal notable', 'sohr', 'AFFIRMS', ''],
  ]);
});

test('no claim of the demo covers a period of its own', () => {
  for (const { input } of figures) expect([input.coversFrom, input.coversTo]).toEqual([undefined, undefined]);
});

test('each claim that leaves a default or reads between the words says why', () => {
  const coded = figures.filter(
    ({ input }) => input.extent === 'SOME' || input.attribution.follows || input.victims.scope === 'UNKNOWN',
  );
  expect(coded).toHaveLength(17);
  for (const { ref, input } of coded) expect(input.note, ref).toBeTruthy();
});

test('what is of nobody in particular is of UNKNOWN side, what is of everybody of ALL', () => {
  const scoped = figures
    .filter(({ input }) => input.victims.scope)
    .map(({ ref, input }) => [ref, input.victims.scope]);
  expect(scoped).toEqual([
    ['sputnik-militant-killed', 'UNKNOWN'],
    ['sputnik-others-wounded', 'UNKNOWN'],
    ['zhyan-people-killed', 'ALL'],
    ['zhyan-people-killed-dozens', 'ALL'],
    ['sohr-casualties', 'ALL'],
    ['un-coordinators-people-displaced', 'ALL'],
    ['ocha-people-displaced', 'ALL'],
    ['knc-families-displaced', 'ALL'],
  ]);
});

/** The figures that others gathered of the same clashes, where that file is at hand. */
interface GatheredFigure {
  id: string;
  date: string;
  outcome: string;
  min: number;
  max: number | null;
  unit?: string;
}

/** The row of each figure; the article's own are counted above, the encyclopaedia's stay out. */
const ROWS: Record<string, string> = {
  'shafaq-unnamed-ndf-killed': 'q01',
  'shafaq-unnamed-ndf-wounded': 'q02',
  'kurdistan-24-commander-killed': 'q08',
  'kurdistan-24-ndf-casualties': 'q09',
  'kurdistan-24-asayish-own-killed': 'q10',
  'rudaw-asayish-own-killed': 'q11',
  'anf-asayish-own-killed': 'q12',
  'sputnik-militant-killed': 'q13',
  'sputnik-others-wounded': 'q14',
  'snhr-child-killed': 'q15',
  'sohr-child-killed': 'q16',
  'sohr-child-wounded': 'q17',
  'north-press-child-killed': 'q18',
  'north-press-notable-killed': 'q19',
  'north-press-medical-civilians-wounded': 'q20',
  'nrt-notable-killed': 'q21',
  'nrt-child-killed': 'q22',
  'nrt-man-and-child-wounded': 'q23',
  'zhyan-people-killed': 'q24',
  'zhyan-sohr-ndf-killed': 'q25',
  'zhyan-sohr-ndf-wounded': 'q26',
  'zhyan-people-killed-dozens': 'q27',
  'sohr-casualties': 'q28',
  'sohr-ndf-killed': 'q29',
  'sohr-asayish-killed': 'q30',
  'sohr-civilians-killed': 'q31',
  'sohr-civilians-wounded': 'q32',
  'sohr-asayish-wounded': 'q33',
  'sohr-ndf-wounded': 'q34',
  'sohr-ndf-bodies-handed-over': 'q35',
  'southfront-sohr-ndf-killed': 'q36',
  'southfront-sohr-ndf-wounded': 'q37',
  'southfront-asayish-killed': 'q38',
  'southfront-asayish-wounded': 'q39',
  'southfront-civilians-killed': 'q40',
  'southfront-civilians-wounded': 'q41',
  'al-monitor-official-killed': 'q42',
  'al-monitor-ndf-killed': 'q43',
  'anha-asayish-killed': 'q44',
  'un-coordinators-people-displaced': 'q45',
  'un-coordinators-civilians-killed': 'q46',
  'un-coordinators-civilians-wounded': 'q47',
  'ocha-people-displaced': 'q48',
  'knc-families-displaced': 'q49',
};

/** [min, max] as the gathered file reads the words. */
const GATHERED_BOUNDS: Record<string, [number, number | null]> = {
  one: [1, 1],
  two: [2, 2],
  three: [3, 3],
  five: [5, 5],
  six: [6, 6],
  seven: [7, 7],
  eight: [8, 8],
  nine: [9, 9],
  several: [3, null],
  'about ten': [10, 10],
  'at least three': [3, null],
  'at least four': [4, null],
  dozens: [24, null],
  'more than 30': [31, null],
  'as many as 20,000': [1, 20_000],
  'more than 15,000': [15_001, null],
  thousands: [2000, null],
};

const GATHERED = new URL('../../../shared/data/qamishli_2021_claims.json', import.meta.url);
const ARTICLE = new URL('../../../shared/data/articles/seed.txt', import.meta.url);
const dayOf = (instant: Instant) => instant.slice(0, 10);

describe.skipIf(!existsSync(GATHERED))('against the gathered figures', () => {
  const rows: GatheredFigure[] = existsSync(GATHERED)
    ? JSON.parse(readFileSync(GATHERED, 'utf8')).claims
    : [];
  const inOthers = figures.filter(({ input }) => input.citation.report !== 'shafaq-2021-04-24');

  test('each row but the article’s and the encyclopaedia’s is carried by exactly one figure', () => {
    const left = rows.map(({ id }) => id).filter((id) => !(id >= 'q03' && id <= 'q07') && id < 'q50');
    expect(inOthers.map(({ ref }) => ROWS[ref])).toHaveLength(left.length);
    expect(inOthers.map(({ ref }) => ROWS[ref]).sort()).toEqual(left.sort());
  });

  test.each(Object.entries(ROWS))('%s says what its row says', (ref, id) => {
    const claim = inOthers.find((figure) => figure.ref === ref);
    const row = rows.find((row) => row.id === id);
    if (!claim || !row) throw new Error(`${ref} or ${id} is missing`);
    expect(GATHERED_BOUNDS[wordsOf(claim)]).toEqual([row.min, row.max]);
    const outcome = { q09: 'CASUALTIES', q28: 'CASUALTIES', q35: 'BODIES_HANDED_OVER' }[id] ?? row.outcome;
    expect(claim.input.outcome).toBe(outcome);
    expect(claim.input.victims.unit).toBe(row.unit === 'FAMILIES' ? 'FAMILY' : 'PERSON');
    const day =
      { q42: '2021-04-28', q43: '2021-04-28', q44: '2021-04-26', q48: '2021-04-28' }[id] ?? row.date;
    expect(dayOf(claim.input.assertedAt)).toBe(day);
  });
});

test.skipIf(!existsSync(ARTICLE))('every quote stands word for word in the article', () => {
  const text = readFileSync(ARTICLE, 'utf8');
  for (const { ref, input } of claimsOf(article)) {
    expect(input.citation.exact, ref).toBeTruthy();
    expect(text, ref).toContain(input.citation.exact);
  }
});
