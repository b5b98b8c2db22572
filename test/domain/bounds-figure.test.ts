import { describe, expect, test } from 'vitest';
import { figureFromBounds } from '../../src/domain/bounds-figure.ts';
import { LARGEST_FIGURE } from '../../src/domain/figure.ts';
import type { BoundsInput } from '../../src/domain/input.ts';
import { FIGURE_QUALIFIERS, type FigureQualifier } from '../../src/domain/vocabulary.ts';

const problemFields = (input: BoundsInput): string[] => {
  const result = figureFromBounds(input);
  return 'problems' in result ? result.problems.map(({ field }) => field) : [];
};

describe('the qualifier is taken from the bounds where none is given', () => {
  test.each<[BoundsInput, FigureQualifier]>([
    [{ min: 3, max: 3 }, 'EXACT'],
    [{ min: 0, max: 0 }, 'EXACT'],
    [{ min: 3 }, 'AT_LEAST'],
    [{ min: 3, max: null }, 'AT_LEAST'],
    [{ min: 0, max: 3 }, 'RANGE'],
    [{ min: 3, max: 5, qualifier: null }, 'RANGE'],
  ])('%j reads %s', (input, qualifier) => {
    expect(figureFromBounds(input)).toEqual({
      figure: { min: input.min, max: input.max ?? null, qualifier, best: null, wording: null, rule: null },
    });
  });
});

test('best, qualifier and trimmed wording are kept, and no rule read them', () => {
  const input: BoundsInput = { min: 12, max: 24, best: 15, qualifier: 'VAGUE', wording: ' dozens ' };
  expect(figureFromBounds(input)).toEqual({
    figure: { min: 12, max: 24, qualifier: 'VAGUE', best: 15, wording: 'dozens', rule: null },
  });
});

test('a blank wording is none', () => {
  expect(figureFromBounds({ min: 1, wording: '  ' })).toMatchObject({ figure: { wording: null } });
});

describe('numbers that no figure can hold are refused, each at its own field', () => {
  test.each([-1, 1.5, LARGEST_FIGURE + 1, Number.NaN, Number.POSITIVE_INFINITY])('%d', (value) => {
    expect(problemFields({ min: value })).toEqual(['min']);
    expect(problemFields({ min: 0, max: value })).toEqual(['max']);
    expect(problemFields({ min: 0, max: null, best: value })).toEqual(['best']);
    expect(problemFields({ min: value, max: value, best: value })).toEqual(['min', 'max', 'best']);
  });

  test('the largest is held', () => {
    expect(problemFields({ min: LARGEST_FIGURE, max: LARGEST_FIGURE, best: LARGEST_FIGURE })).toEqual([]);
  });
});

test('a min above the max is refused', () => {
  expect(figureFromBounds({ min: 5, max: 3, best: 9 })).toEqual({
    problems: [
      { field: 'min', message: 'expected at most the max, 3, got 5; leave max out where there is none' },
    ],
  });
});

test.each<[BoundsInput, boolean]>([
  [{ min: 3, max: 5, best: 2 }, false],
  [{ min: 3, max: 5, best: 3 }, true],
  [{ min: 3, max: 5, best: 5 }, true],
  [{ min: 3, max: 5, best: 6 }, false],
  [{ min: 3, best: 2 }, false],
  [{ min: 3, best: 3000 }, true],
])('a best outside of the bounds is refused: %j is held: %j', (input, held) => {
  expect(problemFields(input)).toEqual(held ? [] : ['best']);
});

test('every problem is told at once', () => {
  expect(problemFields({ min: 3, max: 5, best: 9, qualifier: 'EXACT' })).toEqual(['best', 'qualifier']);
});

describe('a qualifier that the bounds contradict is refused', () => {
  const fitting: readonly (readonly [BoundsInput, readonly FigureQualifier[]])[] = [
    [{ min: 0 }, ['AT_LEAST', 'VAGUE']],
    [{ min: 1 }, ['AT_LEAST', 'MORE_THAN', 'VAGUE']],
    [{ min: 0, max: 0 }, ['EXACT', 'AT_MOST', 'LESS_THAN', 'ABOUT', 'VAGUE']],
    [{ min: 1, max: 1 }, ['EXACT', 'AT_MOST', 'ABOUT', 'VAGUE']],
    [{ min: 2, max: 2 }, ['EXACT', 'ABOUT', 'VAGUE']],
    [{ min: 0, max: 5 }, ['AT_MOST', 'LESS_THAN', 'ABOUT', 'RANGE', 'VAGUE']],
    [{ min: 1, max: 5 }, ['AT_MOST', 'ABOUT', 'RANGE', 'VAGUE']],
    [{ min: 2, max: 5 }, ['ABOUT', 'RANGE', 'VAGUE']],
  ];

  test.each(fitting)('%j takes %j and no other', (bounds, qualifiers) => {
    const taken = FIGURE_QUALIFIERS.filter(
      (qualifier) => problemFields({ ...bounds, qualifier }).length === 0,
    );
    expect(taken).toEqual(qualifiers);
  });

  test('and the message says what it needs and what arrived', () => {
    expect(figureFromBounds({ min: 3, qualifier: 'EXACT' })).toEqual({
      problems: [
        {
          field: 'qualifier',
          message:
            'EXACT needs min and max to be the same, got min 3 and no max; leave the qualifier out to take it from the bounds',
        },
      ],
    });
  });
});
