import type { Bounds } from './figure.ts';

/** Bounds within a sentence: "3", "at least 16", "up to 20", "3 to 5". */
export function formatBounds({ min, max }: Bounds): string {
  if (max === null) return `at least ${min}`;
  if (min === max) return `${min}`;
  return min <= 1 ? `up to ${max}` : `${min} to ${max}`;
}
