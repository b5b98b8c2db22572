import { describe, expect, test } from 'vitest';
import {
  after,
  endsBefore,
  instantOf,
  OPEN_END,
  parseBound,
  parseDate,
  parseInstant,
} from '../../src/domain/time.ts';
import { TIME_PRECISIONS } from '../../src/domain/vocabulary.ts';

describe('an instant', () => {
  test.each([
    ['2021-04-24T00:00:00+03:00', '2021-04-23T21:00:00.000Z'],
    ['2021-04-24T10:00:00Z', '2021-04-24T10:00:00.000Z'],
    ['2021-04-24t10:00:00z', '2021-04-24T10:00:00.000Z'],
    ['2021-04-24T10:00:00.5Z', '2021-04-24T10:00:00.500Z'],
    ['2021-04-24T10:00:00.123999Z', '2021-04-24T10:00:00.123Z'],
    ['2021-12-31T20:30:00-05:30', '2022-01-01T02:00:00.000Z'],
    ['2020-02-29T00:00:00Z', '2020-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    ['no offset', '2021-04-24T10:00:00'],
    ['no time', '2021-04-24'],
    ['no seconds', '2021-04-24T10:00Z'],
    ['30 February', '2021-02-30T10:00:00Z'],
    ['29 February of a common year', '2021-02-29T10:00:00Z'],
    ['month 13', '2021-13-01T10:00:00Z'],
    ['month 0', '2021-00-01T10:00:00Z'],
    ['day 0', '2021-04-00T10:00:00Z'],
    ['24 o’clock', '2021-04-24T24:00:00Z'],
    ['minute 60', '2021-04-24T10:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['an offset of 24 hours', '2021-04-24T10:00:00+24:00'],
    ['an offset of 60 minutes', '2021-04-24T10:00:00+03:60'],
    ['an empty fraction', '2021-04-24T10:00:00.Z'],
    ['a space for the T', '2021-04-24 10:00:00Z'],
    ['words around it', ' 2021-04-24T10:00:00Z'],
    ['the year 0', '0000-06-01T00:00:00Z'],
    ['an offset that leaves the year 9999', '9999-12-31T23:59:59-01:00'],
    ['the open end itself', '9999-12-31T23:59:59.999Z'],
  ])('with %s is none', (_, text) => {
    expect(parseInstant(text)).toBeNull();
  });

  test('of milliseconds is none beyond what a date can hold', () => {
    expect(instantOf(Number.NaN)).toBeNull();
    expect(instantOf(Date.UTC(10_000, 0, 1))).toBeNull();
    expect(instantOf(Date.UTC(-1, 0, 1))).toBeNull();
    expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('a date alone', () => {
  test('is the beginning of that UTC day', () => {
    expect(parseDate('2021-04-24')).toBe('2021-04-24T00:00:00.000Z');
  });

  test('is, as a bound, the end of that UTC day', () => {
    expect(parseBound('2021-04-24')).toBe('2021-04-25T00:00:00.000Z');
  });

  test('is, as a bound, itself where it is an instant', () => {
    expect(parseBound('2021-04-24T10:00:00Z')).toBe('2021-04-24T10:00:00.000Z');
  });

  test.each(['2021-02-30', '2021-4-24', '24 April 2021', ''])('is none: %j', (text) => {
    expect(parseDate(text)).toBeNull();
    expect(parseBound(text)).toBeNull();
  });
});

test('a precision is 1 minute, 1 hour, 24 hours, 31 days or 366 days long', () => {
  const ends = TIME_PRECISIONS.map((precision) => after('2021-04-24T00:00:00.000Z', precision));
  expect(ends).toEqual([
    '2021-04-24T00:01:00.000Z',
    '2021-04-24T01:00:00.000Z',
    '2021-04-25T00:00:00.000Z',
    '2021-05-25T00:00:00.000Z',
    '2022-04-25T00:00:00.000Z',
  ]);
});

test('a window that would leave the year 9999 has an open end', () => {
  expect(after('9999-12-31T12:00:00.000Z', 'DAY')).toBe(OPEN_END);
});

test('a period ends before another that begins where it ends: it excludes its end', () => {
  const [early, late] = [
    { from: '1', to: '2' },
    { from: '2', to: '3' },
  ];
  expect(endsBefore(early, late)).toBe(true);
  expect(endsBefore(late, early)).toBe(false);
  expect(endsBefore({ from: '1', to: '2x' }, late)).toBe(false);
});
