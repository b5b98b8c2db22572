import { expect, test } from 'vitest';
import { canonicalWording, type QualifiedBounds } from '../../src/domain/canonical-wording.ts';

test.each<[QualifiedBounds, string | null]>([
  [{ min: 3, max: 3, qualifier: 'EXACT' }, '3'],
  [{ min: 16, max: null, qualifier: 'AT_LEAST' }, 'at least 16'],
  [{ min: 16, max: null, qualifier: 'MORE_THAN' }, 'more than 15'],
  [{ min: 1, max: 20, qualifier: 'AT_MOST' }, 'up to 20'],
  [{ min: 0, max: 20, qualifier: 'AT_MOST' }, 'at most 20'],
  [{ min: 0, max: 19, qualifier: 'LESS_THAN' }, 'less than 20'],
  [{ min: 3, max: 5, qualifier: 'RANGE' }, '3 to 5'],
  [{ min: 90, max: 110, qualifier: 'ABOUT' }, 'about 100'],
  [{ min: 90, max: 100, qualifier: 'ABOUT' }, 'nearly 100'],
  [{ min: 24, max: null, qualifier: 'VAGUE' }, 'dozens'],
  [{ min: 2, max: null, qualifier: 'VAGUE' }, 'a few'],
  [{ min: 5, max: null, qualifier: 'VAGUE' }, 'at least half a dozen'],
  [{ min: 12, max: 24, qualifier: 'VAGUE' }, null],
  [{ min: 50, max: 150, qualifier: 'ABOUT' }, null],
  [{ min: 0, max: 100_000_000, qualifier: 'LESS_THAN' }, 'less than 100000001'],
])('%j is worded %j', (figure, words) => {
  expect(canonicalWording(figure)).toBe(words);
});
