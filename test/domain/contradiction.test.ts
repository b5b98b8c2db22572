import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersOf } from '../../src/domain/answers.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { contradictionOf, contradictionsOf } from '../../src/domain/contradiction.ts';
import { groupBy } from '../../src/domain/group-by.ts';
import {
  FIGURE_QUALIFIERS,
  OUTCOMES,
  STANCES,
  TIME_READINGS,
  type TimeReading,
} from '../../src/domain/vocabulary.ts';
import { act, day as april, type Count, figure, type SaidFigure, statement } from '../support/claims.ts';

const contradict = (a: Claim, b: Claim, reading: TimeReading = 'CUMULATIVE'): boolean =>
  contradictionOf(a, b, reading) !== null;

/** All contradictions of a row. */
const among = (...claims: Claim[]) =>
  contradictionsOf(
    [...groupBy(claims, (claim) => claim.attribution.source).values()].map(answersOf),
    'CUMULATIVE',
  );

const said = (source: string, count: Count, rest: SaidFigure = {}) => figure({ source, count, ...rest });

describe('two figures said at the same time', () => {
  test('contradict each other when they are disjoint', () => {
    expect(contradict(said('ndf', 3), said('sohr', 6))).toBe(true);
  });

  test('do not when some number fits both', () => {
    expect(contradict(said('ndf', [3, 6]), said('sohr', [6, 9]))).toBe(false);
    expect(contradict(said('ndf', [3, null]), said('sohr', 6))).toBe(false);
  });

  test('are at the same time when their windows overlap, by however little', () => {
    const early = said('ndf', 3, { day: 24, until: 26 });
    expect(contradict(early, said('sohr', 6, { day: 25, until: 30 }))).toBe(true);
    expect(contradict(early, said('sohr', 6, { day: 26, until: 30 }))).toBe(false);
  });

  test('do not when one counts only some, and is a floor', () => {
    expect(contradict(said('ndf', 3, { extent: 'SOME' }), said('sohr', 6))).toBe(false);
    expect(contradict(said('ndf', 7, { extent: 'SOME' }), said('sohr', 6))).toBe(true);
  });

  test('contradict each other when one source gave both at once', () => {
    expect(among(said('ndf', 3), said('ndf', 5))).toHaveLength(1);
  });
});

describe('two figures said one after the other', () => {
  const later = { day: 28 };

  test('can both be true when the toll grew', () => {
    expect(contradict(said('ndf', 3), said('sohr', 6, later))).toBe(false);
  });

  test('contradict each other when the later is lower: a toll only grows', () => {
    expect(contradict(said('sohr', 6), said('ndf', 3, later))).toBe(true);
    expect(contradict(said('sohr', 6), said('ndf', [3, 5], later))).toBe(true);
    expect(contradict(said('sohr', 6), said('ndf', [3, 6], later))).toBe(false);
    expect(contradict(said('sohr', 6), said('ndf', [3, null], later))).toBe(false);
  });

  test('contradict each other in either direction when all are read as simultaneous', () => {
    expect(contradict(said('ndf', 3), said('sohr', 6, later), 'SIMULTANEOUS')).toBe(true);
    expect(contradict(said('sohr', 6), said('ndf', 3, later), 'SIMULTANEOUS')).toBe(true);
  });

  test.each(OUTCOMES)('contradict each other by falling only of what cannot fall: %s', (outcome) => {
    const mayFall = ['WOUNDED', 'MISSING', 'DISPLACED', 'CAPTURED', 'DETAINED'].includes(outcome);
    const [before, after] = [said('sohr', 6, { outcome }), said('ndf', 3, { outcome, ...later })];
    expect(contradict(before, after)).toBe(!mayFall);
    expect(contradict(before, after, 'SIMULTANEOUS')).toBe(true);
    expect(contradict(before, said('ndf', 3, { outcome }))).toBe(true);
  });
});

describe('a denial', () => {
  const denies = (source: string, count: Count, rest: SaidFigure = {}) =>
    said(source, count, { stance: 'DENIES', ...rest });

  test('contradicts another source’s answer inside the denied interval, without a gap', () => {
    const found = among(said('sohr', 6), denies('ndf', [5, null]));
    expect(found).toMatchObject([{ gap: null, basis: 'WORDS' }]);
  });

  test('leaves answers alone that lie only partly inside', () => {
    expect(among(said('sohr', [4, 6]), denies('ndf', [5, null]))).toEqual([]);
  });

  test('of some counts as a denied floor, and a floor lies only inside an open interval', () => {
    expect(among(said('sohr', 6), denies('ndf', 5, { extent: 'SOME' }))).toHaveLength(1);
    expect(among(said('sohr', 6, { extent: 'SOME' }), denies('ndf', [5, 9]))).toEqual([]);
  });

  test('contradicts whenever it was said', () => {
    expect(among(said('sohr', 6), denies('ndf', 6, { day: 20 }))).toHaveLength(1);
    expect(among(said('sohr', 6), denies('ndf', 6, { day: 28 }))).toHaveLength(1);
    expect(
      among(said('sohr', 6, { outcome: 'WOUNDED' }), denies('ndf', 6, { day: 28, outcome: 'WOUNDED' })),
    ).toHaveLength(1);
  });

  test('contradicts no answer of its own source', () => {
    expect(among(said('ndf', 6), denies('ndf', 6))).toEqual([]);
  });

  test('contradicts nothing when it is retracted, or only unsure', () => {
    expect(among(said('sohr', 6), denies('ndf', 6, { retracted: 27 }))).toEqual([]);
    expect(among(said('sohr', 6), said('ndf', 6, { stance: 'UNCERTAIN' }))).toEqual([]);
  });

  test('is held against what stands, not against what was superseded', () => {
    expect(among(said('sohr', 6), said('sohr', 9, { day: 25 }), denies('ndf', 6))).toEqual([]);
  });

  test('stands beside later denials of the same source', () => {
    expect(among(said('sohr', 6), denies('ndf', 6), denies('ndf', 9, { day: 28 }))).toHaveLength(1);
  });
});

describe('two propositions', () => {
  test.each([
    ['AFFIRMS', 'DENIES', true],
    ['AFFIRMS', 'AFFIRMS', false],
    ['DENIES', 'DENIES', false],
    ['AFFIRMS', 'UNCERTAIN', false],
    ['DENIES', 'UNCERTAIN', false],
    ['UNCERTAIN', 'UNCERTAIN', false],
  ] as const)('of which one %s and one %s contradict each other: %s', (a, b, expected) => {
    expect(contradict(statement({ stance: a }), statement({ stance: b, day: 28 }))).toBe(expected);
  });
});

describe('two acts', () => {
  const blames = (...blamed: string[]) => act({ blamed });
  const clears = (...blamed: string[]) => act({ blamed, stance: 'DENIES' });
  const unsure = (...blamed: string[]) => act({ blamed, stance: 'UNCERTAIN' });

  test('contradict each other when they blame disjoint parties', () => {
    expect(contradict(blames('ndf'), blames('asayish'))).toBe(true);
    expect(contradict(blames('ndf', 'army'), blames('asayish', 'ndf'))).toBe(false);
  });

  test('do not when one blames nobody', () => {
    expect(contradict(blames('ndf'), blames())).toBe(false);
  });

  test('contradict each other when one denies of a party what the other affirms', () => {
    expect(contradict(blames('ndf', 'army'), clears('ndf'))).toBe(true);
    expect(contradict(blames('ndf'), clears('asayish'))).toBe(false);
    expect(contradict(blames('ndf'), clears())).toBe(false);
  });

  test('do not when both deny, or one is unsure', () => {
    expect(contradict(clears('ndf'), clears('asayish'))).toBe(false);
    expect(contradict(blames('ndf'), unsure('asayish'))).toBe(false);
    expect(contradict(clears('ndf'), unsure('ndf'))).toBe(false);
  });
});

describe('basis and gap', () => {
  test.each(FIGURE_QUALIFIERS)(
    'with %s on either side, only inexact words are a matter of convention',
    (qualifier) => {
      const basis = qualifier === 'ABOUT' || qualifier === 'VAGUE' ? 'CONVENTION' : 'WORDS';
      const soft = said('ndf', [24, null], { qualifier });
      for (const day of [20, 28]) {
        expect(contradictionOf(soft, said('sohr', 3, { day }), 'SIMULTANEOUS')).toMatchObject({ basis });
        expect(among(said('sohr', 30), { ...soft, stance: 'DENIES', assertedAt: april(day) })).toMatchObject([
          { basis },
        ]);
      }
    },
  );

  test('the gap is how far the nearest bounds are apart', () => {
    const found = contradictionOf(said('ndf', [1, 3]), said('sohr', [6, null]), 'CUMULATIVE');
    expect(found).toMatchObject({ gap: 3 });
  });

  test('texts have no gap, and contradict by their words', () => {
    expect(contradictionOf(statement(), statement({ stance: 'DENIES' }), 'CUMULATIVE')).toMatchObject({
      gap: null,
      basis: 'WORDS',
    });
  });

  test('a is the older claim', () => {
    const [older, newer] = [said('sohr', 6, { day: 24 }), said('ndf', 3, { day: 28 })];
    expect(contradictionOf(newer, older, 'CUMULATIVE')).toMatchObject({ a: older, b: newer });
    const denial = said('ndf', 6, { day: 20, stance: 'DENIES' });
    expect(among(older, denial)).toMatchObject([{ a: denial, b: older }]);
    expect(among(older, { ...denial, assertedAt: newer.assertedAt })).toMatchObject([{ a: older }]);
  });

  test('the widest gap comes first, denials last', () => {
    const found = among(
      said('ndf', 3),
      said('sohr', 6),
      said('north', 15),
      said('army', 3, { stance: 'DENIES' }),
    );
    expect(found.map(({ gap }) => gap)).toEqual([12, 9, 3, null]);
  });
});

test('contradiction is symmetric', () => {
  const spoken = { day: fc.integer({ min: 20, max: 24 }), stance: fc.constantFrom(...STANCES) };
  const counts = fc
    .tuple(fc.nat(5), fc.option(fc.nat(3)))
    .map(([min, more]): Count => [min, more === null ? null : min + more]);
  const outcome = fc.constantFrom('KILLED' as const, 'WOUNDED' as const);
  const figures = outcome.chain((shared) =>
    fc.tuple(
      ...[0, 1].map(() =>
        fc.record({ day: spoken.day, count: counts }).map((one) => figure({ ...one, outcome: shared })),
      ),
    ),
  );
  const statements = fc.tuple(...[0, 1].map(() => fc.record(spoken).map(statement)));
  const acts = fc.tuple(
    ...[0, 1].map(() => fc.record({ ...spoken, blamed: fc.subarray(['army', 'asayish', 'ndf']) }).map(act)),
  );
  fc.assert(
    fc.property(fc.oneof(figures, statements, acts), fc.constantFrom(...TIME_READINGS), ([a, b], reading) => {
      expect(contradictionOf(a!, b!, reading)).toEqual(contradictionOf(b!, a!, reading));
    }),
    { numRuns: 1000 },
  );
});
