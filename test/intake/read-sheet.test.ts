import { expect, test } from 'vitest';
import { formatProblem } from '../../src/intake/format-problem.ts';
import { readSheet } from '../../src/intake/read-sheet.ts';
import type { SheetRecords } from '../../src/intake/sheet-records.ts';

const claim = `
claims:
  - event: clash
    report: agency-1
    ref: army-killed
    quote: three soldiers died
    source: army
    outcome: KILLED
    victims: { parties: [army], description: three soldiers }
    figure: three
    assertedAt: 2021-04-24
`;

function read(text: string): SheetRecords {
  const result = readSheet(text, 'clash.claims.yaml');
  if ('problems' in result) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result.sheet;
}

function problems(text: string): string[] {
  const result = readSheet(text, 'a.yaml');
  return 'problems' in result ? result.problems.map(formatProblem) : [];
}

const figureOf = (text: string) => {
  const [first] = read(text).claims;
  return first?.value.kind === 'FIGURE' ? first.value.input.figure : null;
};

test('a figure claim becomes the input that records it, with the defaults of the API', () => {
  expect(read(claim).claims.map(({ value }) => value)).toEqual([
    {
      kind: 'FIGURE',
      ref: 'army-killed',
      partOfRef: null,
      input: {
        event: 'clash',
        ref: 'army-killed',
        citation: { report: 'agency-1', exact: 'three soldiers died' },
        attribution: { source: 'army', relayedBy: [], form: 'OTHER', mode: 'PARAPHRASE' },
        outcome: 'KILLED',
        victims: {
          parties: ['army'],
          status: 'UNSPECIFIED',
          demographic: 'ANY',
          unit: 'PERSON',
          description: 'three soldiers',
        },
        figure: { words: 'three' },
        extent: 'TOTAL',
        perpetrators: [],
        stance: 'AFFIRMS',
        assertedAt: '2021-04-24T00:00:00.000Z',
        assertedPrecision: 'DAY',
      },
    },
  ]);
});

test('every shorthand of a claim reaches its field', () => {
  const [whole] = read(`
claims:
  - event: clash
    report: agency-1
    ref: north-killed
    quote: 17 in the north
    start: 40
    paraphrase: Seventeen of them fell in the north.
    source: unnamed/2
    relayedBy: [wire]
    follows: monitor
    cue: told
    form: INTERVIEW
    mode: DIRECT
    stance: DENIES
    note: Said twice.
    outcome: KILLED
    victims: { scope: ALL, status: CIVILIAN, demographic: CHILDREN, unit: FAMILY }
    figure: { min: 10, max: 17, best: 12, qualifier: RANGE, wording: up to 17 }
    extent: SOME
    partOf: all-killed
    coversFrom: 2021-04-20
    coversTo: 2021-04-21
    perpetrators: [army]
    assertedAt: 2021-04-24T10:00:00+03:00
    precision: HOUR
    assertedUntil: 2021-04-30
    status: DRAFT
`).claims;
  expect(whole?.value).toEqual({
    kind: 'FIGURE',
    ref: 'north-killed',
    partOfRef: 'all-killed',
    input: {
      event: 'clash',
      ref: 'north-killed',
      citation: {
        report: 'agency-1',
        exact: '17 in the north',
        start: 40,
        paraphrase: 'Seventeen of them fell in the north.',
      },
      attribution: {
        source: 'agency-1-unnamed-2',
        relayedBy: ['wire'],
        follows: 'monitor',
        cue: 'told',
        form: 'INTERVIEW',
        mode: 'DIRECT',
      },
      stance: 'DENIES',
      note: 'Said twice.',
      outcome: 'KILLED',
      victims: { scope: 'ALL', parties: [], status: 'CIVILIAN', demographic: 'CHILDREN', unit: 'FAMILY' },
      figure: { bounds: { min: 10, max: 17, best: 12, qualifier: 'RANGE', wording: 'up to 17' } },
      extent: 'SOME',
      coversFrom: '2021-04-20T00:00:00.000Z',
      coversTo: '2021-04-22T00:00:00.000Z',
      perpetrators: ['army'],
      assertedAt: '2021-04-24T07:00:00.000Z',
      assertedPrecision: 'HOUR',
      assertedUntil: '2021-05-01T00:00:00.000Z',
      status: 'DRAFT',
    },
  });
});

test('the key that only one kind has tells statements and responsibility from figures', () => {
  const { claims } = read(`
claims:
  - { event: e, report: r, ref: a, source: s, paraphrase: p, assertedAt: 2021-04-24, proposition: The talks failed }
  - { event: e, report: r, ref: b, source: s, paraphrase: p, assertedAt: 2021-04-24, act: The shooting, blamed: [army] }
  - { event: e, report: r, ref: c, source: s, paraphrase: p, assertedAt: 2021-04-24, act: The shooting }
`);
  expect(claims.map(({ value }) => value)).toMatchObject([
    { kind: 'STATEMENT', ref: 'a', partOfRef: null, input: { proposition: 'The talks failed' } },
    { kind: 'RESPONSIBILITY', ref: 'b', input: { act: 'The shooting', blamed: ['army'] } },
    { kind: 'RESPONSIBILITY', ref: 'c', input: { act: 'The shooting', blamed: [] } },
  ]);
});

test('parties, sources, events and reports take the shape of the API with its defaults', () => {
  const sheet = read(`
parties:
  - { slug: army, name: Army }
sources:
  - { slug: monitor, name: Monitor, kind: NGO_MONITOR }
  - { slug: clinic, name: A clinic, kind: MEDICAL, anonymous: true, aliases: [C], party: army, organOf: monitor, reliability: B }
events:
  - slug: clash
    title: A clash
    startedAt: 2021-04-20
    endedAt: 2021-04-26
    place: { name: Town, latitude: 37.05, longitude: 41.22 }
    sides: [{ label: North, parties: [army] }, { parties: [] }]
    parent: war
reports:
  - { slug: agency-1, title: Agency, publisher: monitor, publishedAt: 2021-04-24 }
  - slug: agency-2
    title: Agency
    publisher: monitor
    text: |
      Three died.
    publishedAt: 2021-04-24T12:00:00Z
    publishedPrecision: MINUTE
    url: https://example.org/2
    language: ar
    retrievedAt: 2021-05-01
`);
  expect(sheet.parties[0]?.value).toEqual({ slug: 'army', name: 'Army', aliases: [] });
  expect(sheet.sources.map(({ value }) => value)).toEqual([
    {
      slug: 'monitor',
      name: 'Monitor',
      kind: 'NGO_MONITOR',
      anonymous: false,
      aliases: [],
      reliability: 'F',
    },
    {
      slug: 'clinic',
      name: 'A clinic',
      kind: 'MEDICAL',
      anonymous: true,
      aliases: ['C'],
      party: 'army',
      organOf: 'monitor',
      reliability: 'B',
    },
  ]);
  expect(sheet.events[0]?.value).toEqual({
    slug: 'clash',
    title: 'A clash',
    startedAt: '2021-04-20T00:00:00.000Z',
    endedAt: '2021-04-26T00:00:00.000Z',
    precision: 'DAY',
    place: { name: 'Town', latitude: 37.05, longitude: 41.22 },
    sides: [{ label: 'North', parties: ['army'] }, { parties: [] }],
    parent: 'war',
  });
  expect(sheet.reports.map(({ value }) => value)).toEqual([
    {
      slug: 'agency-1',
      title: 'Agency',
      publisher: 'monitor',
      publishedAt: '2021-04-24T00:00:00.000Z',
      publishedPrecision: 'DAY',
      language: 'en',
    },
    {
      slug: 'agency-2',
      title: 'Agency',
      publisher: 'monitor',
      text: 'Three died.\n',
      publishedAt: '2021-04-24T12:00:00.000Z',
      publishedPrecision: 'MINUTE',
      url: 'https://example.org/2',
      language: 'ar',
      retrievedAt: '2021-05-01T00:00:00.000Z',
    },
  ]);
});

test('a figure is words, and a whole number is its own words', () => {
  expect(figureOf(claim)).toEqual({ words: 'three' });
  expect(figureOf(claim.replace('figure: three', 'figure: 3'))).toEqual({ words: '3' });
  expect(figureOf(claim.replace('figure: three', 'figure: 1,200'))).toEqual({ words: '1,200' });
  expect(figureOf(claim.replace('figure: three', 'figure: no'))).toEqual({ words: 'no' });
  expect(figureOf(claim.replace('figure: three', 'figure: { min: 16 }'))).toEqual({ bounds: { min: 16 } });
});

test('a key without a value says the same as no key', () => {
  const [first] = read(
    claim.replace('    source: army', '    source: army\n    note:\n    relayedBy: ~'),
  ).claims;
  expect(first?.value.input.note).toBeUndefined();
  expect(first?.value.input.attribution.relayedBy).toEqual([]);
});

test('unnamed sources are one source for each group of each report, after those that the sheet lists', () => {
  const entry = (report: string, ref: string, source: string) =>
    `  - { event: e, report: ${report}, ref: ${ref}, source: ${source}, paraphrase: p, assertedAt: 2021-04-24, proposition: x }\n`;
  const sheet = read(`
sources:
  - { slug: monitor, name: Monitor, kind: NGO_MONITOR }
  - { slug: second-unnamed, name: Two medics, kind: UNNAMED, anonymous: true }
reports:
  - { slug: first, title: 'Agency, 24 April', publisher: monitor, publishedAt: 2021-04-24 }
claims:
${entry('first', 'a', 'unnamed')}${entry('first', 'b', 'unnamed')}${entry('first', 'c', 'unnamed/2')}${entry('second', 'd', 'unnamed')}${entry('elsewhere', 'f', 'unnamed')}`);
  expect(sheet.claims.map(({ value }) => value.input.attribution.source)).toEqual([
    'first-unnamed',
    'first-unnamed',
    'first-unnamed-2',
    'second-unnamed',
    'elsewhere-unnamed',
  ]);
  expect(sheet.sources.map(({ value }) => value.slug)).toEqual([
    'monitor',
    'second-unnamed',
    'first-unnamed',
    'first-unnamed-2',
    'elsewhere-unnamed',
  ]);
  expect(sheet.sources.slice(2).map(({ value }) => value)).toMatchObject([
    { name: 'Unnamed (Agency, 24 April)', kind: 'UNNAMED', anonymous: true },
    { name: 'Unnamed 2 (Agency, 24 April)', kind: 'UNNAMED', anonymous: true },
    { name: 'Unnamed (elsewhere)', kind: 'UNNAMED', anonymous: true },
  ]);
  expect(sheet.sources[3]?.locate('input.slug')).toEqual({ line: 10, column: 48, path: 'claims[2].source' });
});

test('a later refusal of an input field is located at the words of the sheet', () => {
  const [entry] = read(claim).claims;
  const at = (field: string) => entry?.locate(field);
  expect(at('input.citation.exact')).toEqual({ line: 6, column: 12, path: 'claims[0].quote' });
  expect(at('input.citation.report')).toEqual({ line: 4, column: 13, path: 'claims[0].report' });
  expect(at('input.attribution.source')).toEqual({ line: 7, column: 13, path: 'claims[0].source' });
  expect(at('input.figure.words')).toEqual({ line: 10, column: 13, path: 'claims[0].figure' });
  expect(at('input.figure.bounds.min')).toEqual({ line: 10, column: 13, path: 'claims[0].figure.min' });
  expect(at('input.victims.parties[0]')).toEqual({
    line: 9,
    column: 26,
    path: 'claims[0].victims.parties[0]',
  });
  expect(at('input.victims.parties.0')).toEqual(at('input.victims.parties[0]'));
  expect(at('input.assertedAt')).toEqual({ line: 11, column: 17, path: 'claims[0].assertedAt' });
});

test('a refusal of what the sheet does not hold is located at its entry', () => {
  const [entry] = read(claim).claims;
  expect(entry?.locate('input.assertedPrecision')).toEqual({
    line: 3,
    column: 5,
    path: 'claims[0].precision',
  });
  expect(entry?.locate('input.citation')).toEqual({ line: 3, column: 5, path: 'claims[0]' });
  expect(entry?.locate('input')).toEqual({ line: 3, column: 5, path: 'claims[0]' });
});

test('every problem of a sheet is reported at once, each where it stands, in the order of the file', () => {
  expect(
    problems(`parties:
  - { slug: army, colour: red }
  - { slug: army, name: 5 }
sources:
  - slug: unnamed
    name: Somebody
    kind: SPY
claims:
  - event: clash
    report: agency 1
    ref: killed
    source: army
    outcome: KILLED
    victims: { parties: army }
    figure: 3.5
    assertedAt: Saturday
  - ref: killed
  - just words
surces: []
`),
  ).toEqual([
    'a.yaml:2:5 parties[0].name: expected text, found nothing; write it',
    'a.yaml:2:19 parties[0].colour: unknown key; expected one of slug, name, aliases',
    'a.yaml:3:13 parties[1].slug: expected a slug of its own, found "army", which line 2 bears; rename one',
    'a.yaml:3:25 parties[1].name: expected text, found the number 5; put it in quotes',
    'a.yaml:5:11 sources[0].slug: the word unnamed stands for sources that a report does not name; choose another slug',
    'a.yaml:7:11 sources[0].kind: expected one of ARMED_ACTOR, GOVERNMENT, MEDICAL, NGO_MONITOR, MEDIA_OUTLET, CORRESPONDENT, WITNESS, UNNAMED, INTERNATIONAL_ORG, COMPILER, OTHER, found "SPY"',
    'a.yaml:10:13 claims[0].report: expected letters, digits, -, _ or ., at most 100, a letter or digit first, found "agency 1"',
    'a.yaml:14:25 claims[0].victims.parties: expected a list, found "army"',
    'a.yaml:15:13 claims[0].figure: expected words, a whole number or bounds (min, max), found the number 3.5',
    'a.yaml:16:17 claims[0].assertedAt: expected a day (2021-04-24) or an instant with its offset (2021-04-24T10:00:00+03:00), found "Saturday"',
    'a.yaml:17:5 claims[1]: expected one of outcome (a figure), proposition (a statement) or act (blame), found none of them; a claim makes one assertion',
    'a.yaml:18:5 claims[2]: expected a mapping, found "just words"',
    'a.yaml:19:1 surces: unknown key; expected one of parties, sources, events, reports, claims',
  ]);
});

test('a claim that would make two assertions is refused', () => {
  expect(problems(claim.replace('    figure:', '    proposition: They died\n    figure:'))).toEqual([
    'a.yaml:3:5 claims[0]: expected one of outcome (a figure), proposition (a statement) or act (blame), found outcome and proposition; a claim makes one assertion',
  ]);
});

test('the keys of one kind are unknown to another', () => {
  expect(problems(claim.replace(/ {4}outcome: KILLED\n {4}victims.*\n/, '    act: The shooting\n'))).toEqual([
    expect.stringMatching(
      /^a\.yaml:9:5 claims\[0\]\.figure: unknown key; expected one of event, .*, act, blamed$/,
    ),
  ]);
});

test('bounds are held to their shape', () => {
  expect(problems(claim.replace('figure: three', 'figure: { max: 3, most: 4 }'))).toEqual([
    'a.yaml:10:13 claims[0].figure.min: expected a whole number, found nothing; write it',
    'a.yaml:10:23 claims[0].figure.most: unknown key; expected one of min, max, best, qualifier, wording',
  ]);
});

test('a required key without a value is reported at the key', () => {
  expect(problems(claim.replace('event: clash', 'event:'))).toEqual([
    'a.yaml:3:5 claims[0].event: expected text, found nothing; write it',
  ]);
});

test('one ref may name a claim in each of two events, not two in one', () => {
  const second = claim.replace('\nclaims:\n', '');
  expect(problems(claim + second.replace('event: clash', 'event: other'))).toEqual([]);
  expect(problems(claim + second)).toEqual([
    'a.yaml:14:10 claims[1].ref: expected a ref of its own, found "army-killed", which line 5 bears; rename one',
  ]);
});

test('a sheet of nothing is refused, one of empty lists is not', () => {
  expect(problems('')).toEqual(['a.yaml:1:1 expected a mapping, found nothing']);
  expect(problems('# nothing yet\n')).toHaveLength(1);
  expect(problems('- claims\n')).toEqual(['a.yaml:1:1 expected a mapping, found a list']);
  expect(problems('claims: []\nparties:\n')).toEqual([]);
});

test('a key named __proto__ is an unknown key', () => {
  expect(problems('__proto__: { claims: [] }\n')).toEqual([
    expect.stringMatching(/^a\.yaml:1:1 __proto__: unknown key/),
  ]);
});

test('a list that is too long is found fault with once, with what it may hold', () => {
  const relayed = (count: number) =>
    claim.replace('source: army', `source: army\n    relayedBy: [${Array(count).fill('sohr').join(', ')}]`);
  expect(problems(relayed(250))).toEqual([]);
  expect(problems(relayed(251))).toEqual([
    'a.yaml:8:16 claims[0].relayedBy: expected at most 250 entries, found 251',
  ]);
  expect(problems(claim.replace('[army]', `[${Array(21).fill('army').join(', ')}]`))).toEqual([
    'a.yaml:9:25 claims[0].victims.parties: expected at most 20 entries, found 21',
  ]);
});
