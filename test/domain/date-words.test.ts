import { expect, test } from 'vitest';
import { dayWords, windowWords } from '../../src/domain/date-words.ts';

test('a day is named in words, in UTC', () => {
  expect(dayWords('2021-04-24T23:59:59.999Z')).toBe('24 April 2021');
  expect(dayWords('2021-01-01T00:00:00.000Z')).toBe('1 January 2021');
});

test.each([
  ['a UTC day', '2021-04-24T00:00:00.000Z', '2021-04-25T00:00:00.000Z', 'on 24 April 2021'],
  [
    'a day in Qamishli, which begins the evening before',
    '2021-04-23T21:00:00.000Z',
    '2021-04-24T21:00:00.000Z',
    'on 24 April 2021',
  ],
  ['a minute', '2021-04-24T23:59:00.000Z', '2021-04-25T00:00:00.000Z', 'on 24 April 2021'],
  [
    'two days',
    '2021-04-24T00:00:00.000Z',
    '2021-04-26T00:00:00.000Z',
    'between 24 April 2021 and 25 April 2021',
  ],
])('a window of %s', (_, from, to, words) => {
  expect(windowWords({ from, to })).toBe(words);
});
