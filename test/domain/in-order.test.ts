import { expect, test } from 'vitest';
import { inOrder } from '../../src/domain/in-order.ts';

/** Of "a<b": a needs b. */
const ordered = (...items: string[]): string =>
  inOrder(
    items,
    (item) => item[0]!,
    (item) => item[2] ?? null,
  )
    .map((item) => item[0])
    .join('');

test('what depends on nothing stays as it was', () => {
  expect(ordered('c', 'a', 'b')).toBe('cab');
});

test('each comes after what it depends on', () => {
  expect(ordered('a<b', 'b<c', 'c', 'd')).toBe('cbad');
  expect(ordered('a', 'b<a', 'c<a')).toBe('abc');
});

test('what depends on something that is not there stays', () => {
  expect(ordered('a<z', 'b')).toBe('ab');
});

test('a circle is cut where it closes, and nothing is lost', () => {
  expect(ordered('a<b', 'b<c', 'c<a', 'd<a')).toBe('cbad');
  expect(ordered('a<a')).toBe('a');
});
