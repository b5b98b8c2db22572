import { expect, test } from 'vitest';
import { formatBound, formatWindow } from '../../src/cli/format-window.ts';

test.each([
  ['a UTC day', '2021-04-24T00:00:00.000Z', '2021-04-25T00:00:00.000Z', '2021-04-24'],
  ['a day in Qamishli', '2021-04-23T21:00:00.000Z', '2021-04-24T21:00:00.000Z', '2021-04-24'],
  ['a day in Washington', '2021-04-24T04:00:00.000Z', '2021-04-25T04:00:00.000Z', '2021-04-24'],
  ['some days', '2021-04-28T00:00:00.000Z', '2021-05-01T00:00:00.000Z', '2021-04-28 to 2021-04-30'],
  [
    'some days in Qamishli',
    '2021-04-27T21:00:00.000Z',
    '2021-04-30T21:00:00.000Z',
    '2021-04-28 to 2021-04-30',
  ],
  ['a minute', '2021-04-24T10:00:00.000Z', '2021-04-24T10:01:00.000Z', '2021-04-24 10:00 UTC'],
  ['an hour', '2021-04-24T10:00:00.000Z', '2021-04-24T11:00:00.000Z', '2021-04-24 10:00 to 11:00 UTC'],
  [
    'hours past midnight',
    '2021-04-24T22:30:00.000Z',
    '2021-04-25T01:00:00.000Z',
    '2021-04-24 22:30 to 2021-04-25 01:00 UTC',
  ],
])('%s is named by its own days and hours', (_, from, until, expected) => {
  expect(formatWindow(from, until)).toBe(expected);
});

test('a bound at midnight is the end of the day before, any other the instant', () => {
  expect(formatBound('2021-04-25T00:00:00.000Z')).toBe('the end of 2021-04-24 UTC');
  expect(formatBound('2021-04-25T10:00:00.000Z')).toBe('2021-04-25T10:00:00.000Z');
});
