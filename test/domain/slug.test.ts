import { expect, test } from 'vitest';
import { isSlug } from '../../src/domain/slug.ts';

test.each(['ndf', 'Qamishli-2021', '1', 'a.b_c-d', 'x'.repeat(100)])('%s is a slug', (text) => {
  expect(isSlug(text)).toBe(true);
});

test.each(['', '-a', '.a', '_a', 'a b', 'a/b', 'é', 'a\n', 'x'.repeat(101)])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false);
});
