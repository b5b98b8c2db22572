import { expect, test } from 'vitest';
import { formatBounds } from '../../src/domain/format-bounds.ts';

test.each([
  [3, 3, '3'],
  [0, 0, '0'],
  [1, 1, '1'],
  [16, null, 'at least 16'],
  [0, null, 'at least 0'],
  [0, 20, 'up to 20'],
  [1, 20, 'up to 20'],
  [0, 1, 'up to 1'],
  [2, 20, '2 to 20'],
  [3, 5, '3 to 5'],
])('from %i to %s reads %s', (min, max, sentence) => {
  expect(formatBounds({ min, max })).toBe(sentence);
});
