import { expect, test } from 'vitest';
import { ANYBODY, isAtLeast, mayRead, type Viewer } from '../../src/domain/role.ts';
import { CLAIM_STATUSES, ROLES, type Role } from '../../src/domain/vocabulary.ts';

const viewer = (role: Role, events: string[] | null = null): Viewer => ({
  name: 'somebody',
  role,
  known: true,
  key: 'key_1',
  events,
});

const readBy = (asking: Viewer, event: string) =>
  CLAIM_STATUSES.filter((status) => mayRead(asking, { status, event }));

test('a role may do what the lesser ones may', () => {
  expect(ROLES.map((role) => ROLES.filter((needed) => isAtLeast(viewer(role), needed)).length)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('nobody in particular is a READER', () => {
  expect(ANYBODY).toEqual({ name: 'anybody', role: 'READER', known: false, key: null, events: null });
});

test('a reader reads what was published, a contributor everything', () => {
  expect(readBy(viewer('READER'), 'clash')).toEqual(['PUBLISHED', 'RETRACTED']);
  for (const role of ['CONTRIBUTOR', 'EDITOR', 'ADMIN'] as const) {
    expect(readBy(viewer(role), 'clash')).toEqual(CLAIM_STATUSES);
  }
});

test('who is kept to events is a reader of all others', () => {
  const editor = viewer('EDITOR', ['clash', 'siege']);
  for (const event of ['clash', 'siege']) {
    expect(isAtLeast(editor, 'EDITOR', event)).toBe(true);
    expect(readBy(editor, event)).toEqual(CLAIM_STATUSES);
  }
  expect(isAtLeast(editor, 'READER', 'raid')).toBe(true);
  expect(isAtLeast(editor, 'CONTRIBUTOR', 'raid')).toBe(false);
  expect(readBy(editor, 'raid')).toEqual(['PUBLISHED', 'RETRACTED']);
  expect(isAtLeast(editor, 'EDITOR')).toBe(true);
  expect(isAtLeast(viewer('CONTRIBUTOR', ['clash']), 'EDITOR', 'clash')).toBe(false);
});
