import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '../../src/domain/claim.ts';
import { type ComparisonRow, compare } from '../../src/domain/comparison.ts';
import type { FigureQuestion } from '../../src/domain/question.ts';
import { reconciliationsOf } from '../../src/domain/reconciliation.ts';
import type { Outcome, TimeReading } from '../../src/domain/vocabulary.ts';
import { event, figure, request, sourcesOf } from '../support/claims.ts';

const KINDS = ['PARTIES', 'EVERYBODY', 'OUTCOMES', 'DEMOGRAPHICS', 'BODIES'] as const;
const SOURCES = ['alpha', 'bravo', 'charlie'];

test('reconciliations are what the rules, read naively, say of the same comparison', () => {
  fc.assert(
    fc.property(anyCase(), (given) => {
      expect(told(given)).toEqual(expected(given));
    }),
    { numRuns: 1000 },
  );
});

test('they do not hang on the order in which claims are read', () => {
  fc.assert(
    fc.property(anyCase(), fc.func(fc.nat()), (given, rank) => {
      const claims = [...given.claims].sort((a, b) => rank(a.claimId) - rank(b.claimId));
      expect(told({ ...given, claims })).toEqual(told(given));
    }),
    { numRuns: 300 },
  );
});

describe('the random events reach', () => {
  const seen = new Set(
    fc
      .sample(anyCase(), { numRuns: 3000, seed: 7 })
      .flatMap((given) =>
        told(given).map(({ kind, verdict, source }) => `${kind} ${verdict} ${source === null}`),
      ),
  );

  test.each(KINDS.flatMap((kind) => [true, false].map((across) => [kind, across] as const)))(
    'every verdict of %s, across sources: %s',
    (kind, across) => {
      for (const verdict of ['CONSISTENT', 'INCONSISTENT', 'INCOMPLETE']) {
        expect(seen).toContain(`${kind} ${verdict} ${across}`);
      }
    },
  );
});

interface Case {
  readonly claims: readonly FigureClaim[];
  readonly sides: readonly (readonly string[])[];
  readonly reading: TimeReading;
}

interface Told {
  readonly kind: string;
  readonly source: string | null;
  readonly total: string;
  readonly parts: readonly string[];
  readonly sum: readonly [number, number | null];
  readonly verdict: string;
}

const compared = ({ claims, sides, reading }: Case) =>
  compare(
    {
      event: event({ sides: sides.map((parties) => ({ label: null, parties })) }),
      claims,
      sources: sourcesOf(claims),
    },
    request({ reading }),
  );

function told(given: Case): Told[] {
  const comparison = compared(given);
  return reconciliationsOf({ ...comparison, allRows: comparison.rows }).map(
    ({ kind, source, total, parts, sum, verdict }) => ({
      kind,
      source,
      total: total.question.key,
      parts: parts.map(({ question }) => question.key),
      sum: [sum.min, sum.max],
      verdict,
    }),
  );
}

// The rules a second time: kinds in their order, totals and parts in the order of rows, sources in that of columns, all last

function expected(given: Case): Told[] {
  const { columns, rows } = compared(given);
  const all: Told[] = [];
  for (const kind of KINDS)
    for (const total of rows)
      for (const source of [...columns, null]) {
        const one = expectedOne(kind, source, total, rows, given);
        if (one) all.push(one);
      }
  return all;
}

function expectedOne(
  kind: string,
  source: string | null,
  total: ComparisonRow,
  rows: readonly ComparisonRow[],
  { sides, reading }: Case,
): Told | null {
  const whole = worth(total, source);
  if (whole === null || !isTotal(kind, ask(total))) return null;
  let parts = rows.filter((row) => isPart(kind, ask(row), ask(total)) && worth(row, source) !== null);
  if (kind === 'EVERYBODY' && parts.some((row) => isUnknown(row, 'UNSPECIFIED'))) {
    parts = parts.filter((row) => !isUnknown(row, 'COMBATANT'));
  }
  if (parts.length === 0) return null;

  const has = (test: (question: FigureQuestion) => boolean) => parts.some((row) => test(ask(row)));
  const everyParty = (parties: readonly string[]) =>
    parties.every((party) => has(({ parties: [only] }) => only === party));
  const covered = {
    PARTIES: everyParty(ask(total).parties),
    EVERYBODY:
      sides.flat().length > 0 && everyParty(sides.flat()) && has(({ status }) => status === 'CIVILIAN'),
    OUTCOMES: parts.length === 2,
    DEMOGRAPHICS: parts.length === 3,
    BODIES: false,
  }[kind];

  const worths = parts.map((row) => worth(row, source)!);
  const min = worths.map(({ low }) => low).reduce((a, b) => a + b);
  const max = worths.map(({ high }) => high).reduce((a, b) => a + b);
  const exceed = min > whole.high;
  const fallShort = covered && max < whole.low;
  const totalIsOlder = worths.some((part) => whole.to <= part.from);
  const partIsOlder = worths.some((part) => part.to <= whole.from);
  const excused = reading === 'CUMULATIVE' && ((exceed && totalIsOlder) || (fallShort && partIsOlder));
  let verdict = covered || kind === 'BODIES' ? 'CONSISTENT' : 'INCOMPLETE';
  if (exceed || fallShort) verdict = excused ? 'INCOMPLETE' : 'INCONSISTENT';
  return {
    kind,
    source,
    total: total.question.key,
    parts: parts.map(({ question }) => question.key),
    sum: [min, max === Infinity ? null : max],
    verdict,
  };
}

const ask = (row: ComparisonRow): FigureQuestion => row.question as FigureQuestion;

/** A row's number and time, of one source or of all; null where nobody answers. */
function worth(row: ComparisonRow, source: string | null) {
  const answers = [...row.bySource.values()].flatMap((cell) => cell.answers) as FigureClaim[];
  if (source === null) {
    const bounds = row.common ?? row.envelope;
    if (answers.length === 0 || bounds === null) return null;
    let newest = answers[0]!;
    for (const answer of answers) {
      const later = answer.assertedUntil > newest.assertedUntil;
      const tied = answer.assertedUntil === newest.assertedUntil;
      if (later || (tied && answer.assertedAt > newest.assertedAt)) newest = answer;
    }
    return {
      low: bounds.min,
      high: bounds.max ?? Infinity,
      from: newest.assertedAt,
      to: newest.assertedUntil,
    };
  }
  const current = row.bySource.get(source)?.answers.at(-1) as FigureClaim | undefined;
  if (!current) return null;
  const open = current.extent === 'SOME' || current.figure.max === null;
  return {
    low: current.figure.min,
    high: open ? Infinity : current.figure.max!,
    from: current.assertedAt,
    to: current.assertedUntil,
  };
}

function isTotal(kind: string, { scope, parties, status, outcome, demographic }: FigureQuestion): boolean {
  if (kind === 'PARTIES') return parties.length >= 2;
  if (kind === 'EVERYBODY') return scope === 'ALL' && status === 'UNSPECIFIED';
  if (kind === 'OUTCOMES') return outcome === 'CASUALTIES';
  if (kind === 'DEMOGRAPHICS') return demographic === 'ANY';
  return outcome === 'KILLED';
}

function isPart(kind: string, part: FigureQuestion, total: FigureQuestion): boolean {
  const same = (...but: (keyof FigureQuestion)[]) =>
    (
      ['outcome', 'scope', 'parties', 'status', 'demographic', 'unit', 'coversFrom', 'coversTo'] as const
    ).every((field) => but.includes(field) || `${part[field]}` === `${total[field]}`);
  switch (kind) {
    case 'PARTIES':
      return same('parties') && part.parties.length === 1 && total.parties.includes(part.parties[0]!);
    case 'EVERYBODY':
      if (!same('scope', 'parties', 'status')) return false;
      if (part.scope === 'PARTIES') return part.parties.length === 1 && part.status === 'COMBATANT';
      if (part.scope === 'ALL') return part.status === 'CIVILIAN';
      return part.status !== 'CIVILIAN';
    case 'OUTCOMES':
      return same('outcome') && ['KILLED', 'WOUNDED'].includes(part.outcome);
    case 'DEMOGRAPHICS':
      return same('demographic') && part.demographic !== 'ANY';
    default:
      return same('outcome') && part.outcome === 'BODIES_HANDED_OVER';
  }
}

const isUnknown = (row: ComparisonRow, status: string): boolean =>
  ask(row).scope === 'UNKNOWN' && ask(row).status === status;

// Small events in which totals meet their parts

type Victims = Partial<FigureClaim['victims']>;
const own = (...parties: string[]): Victims => ({ scope: 'PARTIES', parties, status: 'COMBATANT' });
const others = (scope: 'ALL' | 'UNKNOWN', status: 'COMBATANT' | 'CIVILIAN' | 'UNSPECIFIED'): Victims => ({
  scope,
  parties: [],
  status,
});
const VICTIMS: readonly Victims[] = [
  own('army', 'ndf'),
  own('army', 'asayish', 'ndf'),
  own('army'),
  own('ndf'),
  own('asayish'),
  { ...own('ndf'), status: 'CIVILIAN' },
  { ...own('army', 'ndf'), status: 'UNSPECIFIED' },
  others('ALL', 'UNSPECIFIED'),
  others('ALL', 'COMBATANT'),
  others('ALL', 'CIVILIAN'),
  others('UNKNOWN', 'UNSPECIFIED'),
  others('UNKNOWN', 'COMBATANT'),
  others('UNKNOWN', 'CIVILIAN'),
];
const EVERYBODY = [own('ndf'), others('ALL', 'UNSPECIFIED'), others('ALL', 'CIVILIAN')];
const OUTCOMES: readonly Outcome[] = ['KILLED', 'WOUNDED', 'CASUALTIES', 'BODIES_HANDED_OVER'];
const DEMOGRAPHICS = ['ANY', 'CHILDREN', 'WOMEN', 'MEN'] as const;

interface Theme {
  readonly outcome: fc.Arbitrary<Outcome>;
  readonly victims: fc.Arbitrary<Victims>;
  readonly demographic: fc.Arbitrary<(typeof DEMOGRAPHICS)[number]>;
}

/** What an event varies most in: groups, outcomes, demographics, or all of it. */
const THEMES: readonly Theme[] = [
  {
    outcome: fc.constant('KILLED'),
    victims: fc.constantFrom(...VICTIMS.slice(0, 5)),
    demographic: fc.constant('ANY'),
  },
  {
    outcome: fc.constant('WOUNDED'),
    victims: fc.constantFrom(...VICTIMS.slice(2), ...EVERYBODY, ...EVERYBODY),
    demographic: fc.constant('ANY'),
  },
  {
    outcome: fc.constantFrom(...OUTCOMES),
    victims: fc.constantFrom(...VICTIMS.slice(3, 4)),
    demographic: fc.constant('ANY'),
  },
  {
    outcome: fc.constant('KILLED'),
    victims: fc.constantFrom(...VICTIMS.slice(7, 8)),
    demographic: fc.constantFrom(...DEMOGRAPHICS),
  },
  {
    outcome: fc.constantFrom(...OUTCOMES),
    victims: fc.constantFrom(...VICTIMS),
    demographic: fc.constantFrom(...DEMOGRAPHICS),
  },
];

function anyCase(): fc.Arbitrary<Case> {
  return fc.constantFrom(...THEMES).chain((theme) =>
    fc.record({
      claims: fc.array(anyFigure(theme), { minLength: 1, maxLength: 12, size: 'max' }),
      sides: fc.constantFrom<readonly (readonly string[])[]>(
        [['ndf'], ['asayish']],
        [['army', 'ndf'], ['asayish']],
        [['ndf']],
        [[]],
        [],
      ),
      reading: fc.constantFrom<TimeReading>('CUMULATIVE', 'SIMULTANEOUS'),
    }),
  );
}

function anyFigure({ outcome, victims, demographic }: Theme): fc.Arbitrary<FigureClaim> {
  return fc
    .record({
      source: fc.constantFrom('alpha', ...SOURCES),
      report: fc.constantFrom('report-a', 'report-b'),
      outcome,
      victims: fc
        .record({
          group: victims,
          demographic,
          unit: rarely('PERSON', 'FAMILY'),
        })
        .map(({ group, ...rest }) => ({ ...group, ...rest })),
      coversFrom: rarely(null, '2021-04-22T00:00:00.000Z'),
      count: fc
        .tuple(fc.nat(8), fc.constantFrom(0, 0, 0, 2, 5, null))
        .map(([min, more]) => [min, more === null ? null : min + more] as const),
      extent: rarely('TOTAL', 'SOME'),
      stance: rarely('AFFIRMS', 'DENIES', 'UNCERTAIN'),
      retracted: rarely(null, 28),
      window: fc.tuple(fc.integer({ min: 20, max: 23 }), fc.integer({ min: 1, max: 3 })),
    })
    .map(({ window: [from, length], ...said }) => figure({ ...said, day: from, until: from + length }));
}

function rarely<const T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight: 8 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );
}
