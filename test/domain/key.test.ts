import { expect, test } from 'vitest';
import type { RecordKey } from '../../src/domain/input.ts';
import { checkKey, isInForce, keyText, prefixOf } from '../../src/domain/key.ts';

const NOW = '2024-05-01T12:00:00.000Z';
const LATER = '2024-05-01T12:00:00.001Z';

test('a key is in force until it is revoked or the instant at which it expires', () => {
  const key = { expiresAt: null, revokedAt: null };
  expect(isInForce(key, NOW)).toBe(true);
  expect(isInForce({ ...key, expiresAt: LATER }, NOW)).toBe(true);
  expect(isInForce({ ...key, expiresAt: NOW }, NOW)).toBe(false);
  expect(isInForce({ ...key, revokedAt: NOW }, NOW)).toBe(false);
  expect(isInForce({ expiresAt: LATER, revokedAt: NOW }, NOW)).toBe(false);
});

const SECRET = 'A'.repeat(43);

test('a key tells its prefix, whatever of base64url stands in it', () => {
  for (const prefix of ['x3Fq-0aB', '________', '--------']) {
    expect(prefixOf(keyText(prefix, SECRET))).toBe(prefix);
  }
});

test.each([
  '',
  'cc_',
  'a-key-of-the-operator',
  `cc_short_${SECRET}`,
  `cc_x3Fq-0aB_${SECRET}A`,
  `cc_x3Fq-0aB_${SECRET.slice(1)}`,
  `CC_x3Fq-0aB_${SECRET}`,
  `cc_x3Fq-0aB_${SECRET}\n`,
  `cc_x3Fq%0aB_${SECRET}`,
])('%j is no key of this kind', (text) => {
  expect(prefixOf(text)).toBeNull();
});

const problemsOf = (given: Partial<RecordKey>): string[] =>
  checkKey({ name: 'maryam', role: 'EDITOR', ...given }, NOW).problems.map(
    ({ field, message }) => `${field}: ${message}`,
  );

test('a key may be kept to events, end, or neither', () => {
  expect(problemsOf({})).toEqual([]);
  expect(problemsOf({ events: null, expiresAt: null })).toEqual([]);
  expect(problemsOf({ name: 'مريم', events: ['clash'], expiresAt: '2024-05-01T15:00:00.001+03:00' })).toEqual(
    [],
  );
  for (const role of ['READER', 'CONTRIBUTOR', 'ADMIN'] as const) expect(problemsOf({ role })).toEqual([]);
});

test.each<[Partial<RecordKey>, RegExp]>([
  [{ name: ' ' }, /input.name: expected words/],
  [{ name: 'x'.repeat(101) }, /input.name: expected at most 100 characters, got 101/],
  [{ name: 'a\0b' }, /input.name: .*U\+0000/],
  [{ name: 'maryam ' }, /input.name: expected no white space/],
  [{ name: 'admin' }, /input.name: the record calls others "admin"/],
  [{ name: 'Operator' }, /"Operator"/],
  [{ name: 'anybody' }, /"anybody"/],
  [{ name: 'IMPORT' }, /"IMPORT"/],
  [{ name: 'demo' }, /"demo"/],
  [{ name: 'ａdmin' }, /the record calls others/],
  [{ name: 'mar\u001b[2Jyam' }, /input.name: expected characters that are seen/],
  [{ name: 'mar\nyam' }, /input.name: expected characters that are seen/],
  [{ name: 'mar\u2028yam' }, /input.name: expected characters that are seen/],
  [{ name: 'mar\u202eyam' }, /input.name: expected characters that are seen/],
  [{ name: 'mar\u200byam' }, /input.name: expected characters that are seen/],
  [{ events: [] }, /input.events: expected an event at least/],
  [{ events: Array.from({ length: 101 }, String) }, /input.events: expected at most 100 events, got 101/],
  [{ role: 'ADMIN', events: ['clash'] }, /input.events: an ADMIN/],
  [{ role: 'READER', events: ['clash'] }, /input.events: a READER/],
  [{ expiresAt: NOW }, /input.expiresAt: expected a time after now/],
  [{ expiresAt: '2024-05-01T15:00:00+03:00' }, /input.expiresAt: expected a time after now/],
  [{ expiresAt: 'soon' }, /input.expiresAt: expected an RFC 3339 instant .* got "soon"/],
])('%j is refused', (given, expected) => {
  expect(problemsOf(given).join('\n')).toMatch(expected);
});

test('everything that is wrong is said at once', () => {
  expect(problemsOf({ name: 'admin', role: 'ADMIN', events: [], expiresAt: '' })).toHaveLength(4);
});
