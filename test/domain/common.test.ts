import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonOf } from '../../src/domain/common.ts';
import { compare } from '../../src/domain/comparison.ts';
import { contains } from '../../src/domain/figure-relation.ts';
import { TIME_READINGS } from '../../src/domain/vocabulary.ts';
import { type Count, eventRecord, figure, request, type SaidFigure } from '../support/claims.ts';

const early = (count: Count, rest: SaidFigure = {}) => figure({ source: 'ndf', count, day: 24, ...rest });
const late = (count: Count, rest: SaidFigure = {}) => figure({ source: 'sohr', count, day: 26, ...rest });

describe('what all answers allow together', () => {
  test('is nothing where there are none', () => {
    expect(commonOf([], 'CUMULATIVE')).toBeNull();
  });

  test('is, said at once, from the highest min to the lowest max', () => {
    expect(commonOf([early([3, 9]), early([5, null]), early([1, 7])], 'CUMULATIVE')).toEqual({
      min: 5,
      max: 7,
    });
  });

  test('has the floor of every answer and the ceiling of the latest alone', () => {
    expect(commonOf([early([3, 5]), late([1, 9])], 'CUMULATIVE')).toEqual({ min: 3, max: 9 });
    expect(commonOf([early([3, 5]), late([6, null])], 'CUMULATIVE')).toEqual({ min: 6, max: null });
  });

  test('has the ceiling of every answer whose window no other’s follows', () => {
    const long = early([3, 6], { day: 24, until: 27 });
    expect(commonOf([early([1, 4]), long, late([2, 9])], 'CUMULATIVE')).toEqual({ min: 3, max: 6 });
  });

  test('has the ceilings of all when they are read as simultaneous', () => {
    expect(commonOf([early([3, 5]), late([1, 9])], 'SIMULTANEOUS')).toEqual({ min: 3, max: 5 });
  });

  test('has, of what may fall, the floor of the latest alone', () => {
    const outcome = 'WOUNDED';
    const answers = [early([3, 5], { outcome }), late([1, 9], { outcome })];
    expect(commonOf(answers, 'CUMULATIVE')).toEqual({ min: 1, max: 9 });
    expect(commonOf(answers, 'SIMULTANEOUS')).toEqual({ min: 3, max: 5 });
  });

  test('takes some as a floor', () => {
    expect(commonOf([early(3, { extent: 'SOME' }), early([1, 9])], 'CUMULATIVE')).toEqual({ min: 3, max: 9 });
  });

  test('is nothing where no number is left, though no two of them contradict', () => {
    const answers = [early([3, 5]), early([5, 7]), early([3, 7])];
    expect(commonOf(answers, 'CUMULATIVE')).toEqual({ min: 5, max: 5 });
    expect(commonOf([...answers, early([6, 9])], 'CUMULATIVE')).toBeNull();
  });
});

test('a row with a contradiction has nothing in common, though its answers may allow the same', () => {
  const claims = [late(6), early([5, null], { stance: 'DENIES' })];
  const [row] = compare(eventRecord(claims), request()).rows;
  expect(row).toMatchObject({ agreement: 'CONTRADICT', common: null, envelope: { min: 6, max: 6 } });
});

test('what is common lies inside the envelope of the row', () => {
  const said = fc.record({
    source: fc.constantFrom('a', 'b', 'c', 'd'),
    count: fc
      .tuple(fc.nat(5), fc.option(fc.nat(5)))
      .map(([min, more]): Count => [min, more === null ? null : min + more]),
    day: fc.integer({ min: 20, max: 24 }),
    outcome: fc.constantFrom('KILLED', 'WOUNDED'),
    extent: fc.constantFrom('TOTAL', 'SOME'),
  });
  fc.assert(
    fc.property(
      fc.array(said.map(figure), { maxLength: 6 }),
      fc.constantFrom(...TIME_READINGS),
      (claims, reading) => {
        for (const { common, envelope } of compare(eventRecord(claims), request({ reading })).rows) {
          if (common) expect(contains(envelope!, common)).toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
