import { describe, expect, test } from 'vitest';
import {
  buildClaim,
  type ClaimContext,
  checkLists,
  checkWhole,
  type FigureContent,
} from '../../src/domain/build-claim.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { Findings } from '../../src/domain/findings.ts';
import type {
  FigureInput,
  RecordFigureClaim,
  RecordResponsibilityClaim,
  RecordStatementClaim,
  VictimGroupInput,
} from '../../src/domain/input.ts';
import type { Report } from '../../src/domain/report.ts';
import { act, day, figure, statement } from '../support/claims.ts';

const REPORT: Report = {
  id: 'report-1',
  slug: 'shafaq',
  title: 'A report',
  publisher: 'shafaq-news',
  text: 'It announced that three of its members died.',
  sha256: null,
  publishedAt: day(25),
  publishedPrecision: 'DAY',
  url: null,
  language: 'en',
  retrievedAt: null,
};

const CONTEXT: ClaimContext = { report: REPORT, status: 'PUBLISHED', attached: null };

const CORE = {
  event: 'clash',
  citation: { report: 'shafaq', exact: 'three of its members died' },
  attribution: {
    source: 'ndf',
    relayedBy: ['shafaq'],
    form: 'ANNOUNCEMENT',
    cue: 'announced',
    mode: 'PARAPHRASE',
  },
  stance: 'AFFIRMS',
  assertedAt: day(24),
  assertedPrecision: 'DAY',
} as const;

const VICTIMS = { parties: ['ndf'], status: 'COMBATANT', demographic: 'ANY', unit: 'PERSON' } as const;

const FIGURE: RecordFigureClaim = {
  ...CORE,
  outcome: 'KILLED',
  victims: VICTIMS,
  figure: { words: 'three' },
  extent: 'TOTAL',
  perpetrators: [],
};

function build(given: Partial<RecordFigureClaim> = {}, context: Partial<ClaimContext> = {}) {
  const findings = new Findings();
  const content = buildClaim(
    { kind: 'FIGURE', input: { ...FIGURE, ...given } },
    { ...CONTEXT, ...context },
    findings,
  );
  return {
    content: content as FigureContent,
    problems: findings.problems,
    fields: findings.problems.map(({ field }) => field),
  };
}

function buildText(kind: 'STATEMENT' | 'RESPONSIBILITY', given: object, attached: Claim | null = null) {
  const findings = new Findings();
  const input = { ...CORE, ...(kind === 'RESPONSIBILITY' && { blamed: [] }), ...given };
  const claim =
    kind === 'STATEMENT'
      ? ({ kind, input: input as RecordStatementClaim } as const)
      : ({ kind, input: input as RecordResponsibilityClaim } as const);
  const content = buildClaim(claim, { ...CONTEXT, attached }, findings);
  return { content, fields: findings.problems.map(({ field }) => field) };
}

test('a figure claim holds what was handed in, tied to the words, and nothing was wrong with it', () => {
  expect(build({ ref: 'ndf-own', note: 'as announced' })).toEqual({
    content: {
      kind: 'FIGURE',
      ref: 'ndf-own',
      event: 'clash',
      attribution: {
        source: 'ndf',
        relayedBy: ['shafaq'],
        follows: null,
        form: 'ANNOUNCEMENT',
        cue: 'announced',
        mode: 'PARAPHRASE',
      },
      citation: {
        report: 'shafaq',
        exact: 'three of its members died',
        start: 18,
        end: 43,
        paraphrase: null,
      },
      publishedAt: day(25),
      stance: 'AFFIRMS',
      status: 'PUBLISHED',
      assertedAt: day(24),
      assertedUntil: day(25),
      retractedAt: null,
      note: 'as announced',
      outcome: 'KILLED',
      victims: { ...VICTIMS, scope: 'PARTIES', description: null },
      figure: expect.objectContaining({ min: 3, max: 3, qualifier: 'EXACT', wording: 'three' }),
      extent: 'TOTAL',
      coversFrom: null,
      coversTo: null,
      perpetrators: [],
      partOf: null,
    },
    problems: [],
    fields: [],
  });
});

describe('the window in which it was said', () => {
  test('is as long as the precision says', () => {
    expect(build({ assertedPrecision: 'HOUR' }).content.assertedUntil).toBe('2021-04-24T01:00:00.000Z');
  });

  test('is as given where its end is given', () => {
    expect(build({ assertedUntil: day(30) }).content.assertedUntil).toBe(day(30));
  });

  test.each([20, 24])('is refused when it ends before it begins, or at once: %d April', (end) => {
    expect(build({ assertedUntil: day(end) }).fields).toEqual(['input.assertedUntil']);
  });
});

describe('the victims', () => {
  const victims = (given: Partial<VictimGroupInput>) => build({ victims: { ...VICTIMS, ...given } });

  test('are of scope PARTIES where parties are named, else of scope ALL', () => {
    expect(victims({}).content.victims.scope).toBe('PARTIES');
    expect(victims({ parties: [] }).content.victims.scope).toBe('ALL');
    expect(victims({ parties: [], scope: 'UNKNOWN' }).content.victims.scope).toBe('UNKNOWN');
  });

  test('are of a set of parties', () => {
    expect(victims({ parties: ['ndf', 'asayish', 'ndf'] }).content.victims.parties).toEqual([
      'asayish',
      'ndf',
    ]);
  });

  test('of scope PARTIES need one, of another scope none', () => {
    expect(victims({ scope: 'PARTIES', parties: [] }).fields).toEqual(['input.victims.parties']);
    expect(victims({ scope: 'ALL' }).fields).toEqual(['input.victims.scope']);
    expect(victims({ scope: 'UNKNOWN' }).fields).toEqual(['input.victims.scope']);
  });

  test('are of 20 parties at most', () => {
    const check = (count: number) => () =>
      checkLists({
        kind: 'FIGURE',
        input: { ...FIGURE, victims: { ...VICTIMS, parties: Array(count).fill('ndf') } },
      });
    expect(check(20)).not.toThrow();
    expect(check(21)).toThrow('input.victims.parties: expected at most 20 entries, got 21');
  });
});

describe('lists', () => {
  const many = (count: number): string[] => Array(count).fill('ndf');
  const figureOf = (given: Partial<RecordFigureClaim>) => () =>
    checkLists({ kind: 'FIGURE', input: { ...FIGURE, ...given } });
  const relayed = (count: number) => ({ attribution: { ...CORE.attribution, relayedBy: many(count) } });

  test('are of 250 entries at most', () => {
    expect(figureOf({ perpetrators: many(250), ...relayed(250) })).not.toThrow();
    expect(figureOf({ perpetrators: many(251), ...relayed(30_000) })).toThrow(
      'input.attribution.relayedBy: expected at most 250 entries, got 30000; input.perpetrators: expected at most 250 entries, got 251',
    );
    const blame = (count: number) => () =>
      checkLists({ kind: 'RESPONSIBILITY', input: { ...CORE, act: 'The raid', blamed: many(count) } });
    expect(blame(250)).not.toThrow();
    expect(blame(251)).toThrow('input.blamed: expected at most 250 entries, got 251');
  });

  test('of sources that relay a claim hold each once', () => {
    const attribution = { ...CORE.attribution, relayedBy: ['shafaq', 'sohr', 'shafaq'] };
    expect(build({ attribution }).fields).toEqual(['input.attribution.relayedBy[2]']);
  });
});

describe('the figure', () => {
  test.each<[string, FigureInput, string[]]>([
    ['words that a rule knows', { words: 'more than 15' }, []],
    ['bounds', { bounds: { min: 3, max: 5 } }, []],
    ['words that no rule knows', { words: 'a great many' }, ['input.figure.words']],
    ['both', { words: 'three', bounds: { min: 3 } }, ['input.figure']],
    ['neither', {}, ['input.figure']],
    ['min above max', { bounds: { min: 5, max: 3 } }, ['input.figure.bounds.min']],
    ['a blank wording', { bounds: { min: 5, wording: ' ' } }, ['input.figure.bounds.wording']],
  ])('of %s', (_, given, fields) => {
    expect(build({ figure: given }).fields).toEqual(fields);
  });
});

test('a covered period that ends before it begins, or at once, is refused', () => {
  expect(build({ coversFrom: day(24), coversTo: day(25) }).fields).toEqual([]);
  expect(build({ coversFrom: day(24), coversTo: day(24) }).fields).toEqual(['input.coversTo']);
  expect(build({ coversTo: day(24) }).content.coversTo).toBe(day(24));
});

test('perpetrators and blamed are sorted sets', () => {
  expect(build({ perpetrators: ['b', 'a', 'b'] }).content.perpetrators).toEqual(['a', 'b']);
  expect(buildText('RESPONSIBILITY', { act: 'The shot', blamed: ['b', 'a', 'b'] }).content).toMatchObject({
    blamed: ['a', 'b'],
  });
});

describe('a text', () => {
  test('is the words given', () => {
    expect(buildText('STATEMENT', { proposition: 'The truce held.' })).toMatchObject({
      content: { kind: 'STATEMENT', proposition: 'The truce held.' },
      fields: [],
    });
    expect(buildText('RESPONSIBILITY', { act: 'The shot' })).toMatchObject({
      content: { act: 'The shot' },
      fields: [],
    });
  });

  test('is the words of the question that it is attached to', () => {
    expect(buildText('STATEMENT', { question: 'key' }, statement())).toMatchObject({
      content: { proposition: 'The truce held.' },
      fields: [],
    });
    expect(buildText('RESPONSIBILITY', { question: 'key' }, act())).toMatchObject({
      content: { act: 'The shot at the child.' },
      fields: [],
    });
  });

  test.each([{}, { proposition: 'The truce held.', question: 'key' }])(
    'is refused when it is both or neither: %j',
    (given) => {
      expect(buildText('STATEMENT', given).fields).toEqual(['input.proposition']);
    },
  );

  test('of an act is refused at its own field', () => {
    expect(buildText('RESPONSIBILITY', {}).fields).toEqual(['input.act']);
  });

  test.each(['…', ' . ', '', '  '])('is refused without words: %j', (proposition) => {
    expect(buildText('STATEMENT', { proposition }).fields).toEqual(['input.proposition']);
  });
});

test('every problem is found at once', () => {
  const { fields } = build({
    ref: ' ',
    note: '',
    attribution: { ...CORE.attribution, cue: 'x'.repeat(501) },
    citation: { report: 'shafaq', exact: 'four' },
    figure: { words: 'umpteen' },
    victims: { ...VICTIMS, description: '\0', scope: 'ALL' },
    assertedUntil: day(1),
    coversFrom: day(9),
    coversTo: day(8),
  });
  expect(new Set(fields)).toEqual(
    new Set([
      'input.ref',
      'input.note',
      'input.attribution.cue',
      'input.citation.exact',
      'input.figure.words',
      'input.victims.description',
      'input.victims.scope',
      'input.assertedUntil',
      'input.coversTo',
    ]),
  );
});

test('without its report the citation is kept as it came, and the report’s absence is for the record to tell', () => {
  const { content, fields } = build({}, { report: null });
  expect(fields).toEqual([]);
  expect(content.citation).toMatchObject({ exact: 'three of its members died', start: null });
});

describe('the whole of a part', () => {
  const fieldsOf = (whole: Claim | null, sameQuestion = true): string[] => {
    const findings = new Findings();
    checkWhole(build().content, whole, sameQuestion, findings);
    return findings.problems.map(({ field }) => field);
  };

  test('is a figure of the same source, event and question', () => {
    expect(fieldsOf(figure())).toEqual([]);
  });

  test('that is not there is for the record to tell', () => {
    expect(fieldsOf(null)).toEqual([]);
  });

  test.each<[string, Claim]>([
    ['a text', statement()],
    ['about another event', figure({ event: 'another' })],
    ['of another source', figure({ source: 'sohr' })],
  ])('is refused when it is %s', (_, whole) => {
    expect(fieldsOf(whole)).toEqual(['input.partOf']);
  });

  test('is refused when it answers another question', () => {
    expect(fieldsOf(figure(), false)).toEqual(['input.partOf']);
  });
});
