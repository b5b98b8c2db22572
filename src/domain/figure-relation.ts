import type { Bounds } from './figure.ts';
import type { Extent } from './vocabulary.ts';

export type FigureRelation = 'EQUAL' | 'CONTAINED' | 'OVERLAPPING' | 'DISJOINT';

/** What a figure compares as: one of only some of the victims is a floor of all of them. */
export function effectiveBounds({ min, max }: Bounds, extent: Extent): Bounds {
  return { min, max: extent === 'SOME' ? null : max };
}

/** CONTAINED: either lies inside the other. */
export function relation(a: Bounds, b: Bounds): FigureRelation {
  if (sameBounds(a, b)) return 'EQUAL';
  if (contains(a, b) || contains(b, a)) return 'CONTAINED';
  return areDisjoint(a, b) ? 'DISJOINT' : 'OVERLAPPING';
}

export function sameBounds(a: Bounds, b: Bounds): boolean {
  return a.min === b.min && a.max === b.max;
}

/** Whether every number that inner allows, outer allows too. */
export function contains(outer: Bounds, inner: Bounds): boolean {
  return outer.min <= inner.min && upper(outer) >= upper(inner);
}

/** Whether no number is allowed by both. */
export function areDisjoint(a: Bounds, b: Bounds): boolean {
  return (a.max !== null && a.max < b.min) || (b.max !== null && b.max < a.min);
}

/** The distance between the nearest bounds, 2 from 3 to 5; 0 when some number is allowed by both. */
export function gap(a: Bounds, b: Bounds): number {
  return Math.max(0, a.min - upper(b), b.min - upper(a));
}

/** What all of them allow; null when that is nothing, or when there are none. */
export function intersect(list: readonly Bounds[]): Bounds | null {
  if (list.length === 0) return null;
  const min = Math.max(...list.map((bounds) => bounds.min));
  const max = Math.min(...list.map(upper));
  return min <= max ? bounded(min, max) : null;
}

/** From the lowest to the highest that any of them allows; null when there are none. */
export function hull(list: readonly Bounds[]): Bounds | null {
  if (list.length === 0) return null;
  return bounded(Math.min(...list.map((bounds) => bounds.min)), Math.max(...list.map(upper)));
}

function upper({ max }: Bounds): number {
  return max ?? Number.POSITIVE_INFINITY;
}

function bounded(min: number, max: number): Bounds {
  return { min, max: max === Number.POSITIVE_INFINITY ? null : max };
}
