import { expect, test } from 'vitest';
import { formatKeys } from '../../src/cli/format-keys.ts';

const key = {
  id: 'key_1',
  prefix: 'x3Fq-0aB',
  name: 'maryam',
  role: 'EDITOR',
  events: null,
  createdAt: '2024-05-01T12:00:00.000Z',
  createdBy: 'operator',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
} as const;

test('a line a key, in columns, below their names', () => {
  const used = {
    ...key,
    name: 'yusuf of the north',
    events: ['clash', 'siege'],
    expiresAt: '2030-01-01T00:00:00.000Z',
    lastUsedAt: '2024-06-01T12:00:00.000Z',
  };
  expect(formatKeys([key, used])).toBe(
    [
      'NAME                ROLE    KEY            EVENTS        MADE                                  LAST USED                 ENDS',
      'maryam              EDITOR  cc_x3Fq-0aB_…  all           2024-05-01T12:00:00.000Z by operator  never                     never',
      'yusuf of the north  EDITOR  cc_x3Fq-0aB_…  clash, siege  2024-05-01T12:00:00.000Z by operator  2024-06-01T12:00:00.000Z  2030-01-01T00:00:00.000Z',
      '',
    ].join('\n'),
  );
});

test('what is revoked ends when it was, whenever it would have expired', () => {
  const revoked = { ...key, expiresAt: '2030-01-01T00:00:00.000Z', revokedAt: '2024-06-01T12:00:00.000Z' };
  expect(formatKeys([revoked])).toMatch(/ revoked 2024-06-01T12:00:00\.000Z\n$/);
});

test('what could steer a terminal is spelt out', () => {
  const printed = formatKeys([{ ...key, name: 'a\u001b[31m\u202e', createdBy: 'b\nc' }]);
  expect(printed).toContain('a\\u001B[31m\\u202E');
  expect(printed.split('\n')).toHaveLength(3);
});
