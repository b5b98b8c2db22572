import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../src/domain/figure.ts';
import {
  contains,
  effectiveBounds,
  gap,
  hull,
  intersect,
  relation,
  sameBounds,
} from '../../src/domain/figure-relation.ts';

const span = (min: number, max: number | null = null): Bounds => ({ min, max });

/** Small numbers, so that bounds meet, and equal and open ones are common. */
const bounds = fc
  .tuple(fc.nat(8), fc.option(fc.nat(8)))
  .map(([min, length]) => span(min, length === null ? null : min + length));
const allows = ({ min, max }: Bounds, count: number) => count >= min && count <= (max ?? count);
/** Past 16 every open figure allows what it allows at 17. */
const COUNTS = Array.from({ length: 18 }, (_, count) => count);

describe('two figures', () => {
  test.each([
    ['EQUAL', span(3, 3), span(3, 3), 0],
    ['EQUAL', span(3), span(3), 0],
    ['CONTAINED', span(3, 5), span(4, 4), 0],
    ['CONTAINED', span(3), span(3, 5), 0],
    ['CONTAINED', span(3), span(16), 0],
    ['OVERLAPPING', span(3, 5), span(5, 7), 0],
    ['OVERLAPPING', span(0, 5), span(3), 0],
    ['DISJOINT', span(3, 3), span(1, 1), 2],
    ['DISJOINT', span(3, 5), span(6, 8), 1],
    ['DISJOINT', span(16), span(8, 15), 1],
  ] as const)('are %s: %j and %j, %i apart', (expected, a, b, distance) => {
    expect([relation(a, b), relation(b, a)]).toEqual([expected, expected]);
    expect([gap(a, b), gap(b, a)]).toEqual([distance, distance]);
  });

  test('relate the same way in either order', () => {
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        expect(relation(a, b)).toBe(relation(b, a));
        expect(gap(a, b)).toBe(gap(b, a));
      }),
    );
  });

  test('are EQUAL exactly when each contains the other, CONTAINED when one alone does', () => {
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        const inside = [contains(a, b), contains(b, a)].filter(Boolean).length;
        expect(relation(a, b) === 'EQUAL').toBe(inside === 2);
        expect(relation(a, b) === 'CONTAINED').toBe(inside === 1);
        expect(sameBounds(a, b)).toBe(inside === 2);
      }),
    );
  });

  test('are DISJOINT exactly when no number is allowed by both, and then alone have a gap', () => {
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        const shared = COUNTS.some((count) => allows(a, count) && allows(b, count));
        expect(relation(a, b) === 'DISJOINT').toBe(!shared);
        expect(gap(a, b) === 0).toBe(shared);
        expect(intersect([a, b]) === null).toBe(!shared);
      }),
    );
  });
});

test('the intersection allows what all allow, the hull whatever any allows', () => {
  fc.assert(
    fc.property(fc.array(bounds, { minLength: 1, maxLength: 4 }), (list) => {
      const common = intersect(list);
      const envelope = hull(list);
      for (const count of COUNTS) {
        expect(common !== null && allows(common, count)).toBe(list.every((each) => allows(each, count)));
      }
      expect(envelope).not.toBeNull();
      expect(list.every((each) => envelope !== null && contains(envelope, each))).toBe(true);
      expect(list.some((each) => each.min === envelope?.min)).toBe(true);
      expect(list.some((each) => each.max === envelope?.max)).toBe(true);
    }),
  );
});

test('of no figures there is neither intersection nor hull', () => {
  expect([intersect([]), hull([])]).toEqual([null, null]);
});

test('a figure of some victims is a floor, a total compares as it stands', () => {
  expect(effectiveBounds(span(3, 5), 'SOME')).toEqual(span(3));
  expect(effectiveBounds(span(3, 5), 'TOTAL')).toEqual(span(3, 5));
});
