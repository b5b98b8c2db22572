import { expect, test } from 'vitest';
import { ANYBODY, isAtLeast, mayRead } from '../../src/domain/role.ts';
import { CLAIM_STATUSES, ROLES, type Role } from '../../src/domain/vocabulary.ts';

const viewer = (role: Role) => ({ name: 'somebody', role, known: true });

test('a role may do what the lesser ones may', () => {
  expect(ROLES.map((role) => ROLES.filter((needed) => isAtLeast(viewer(role), needed)).length)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('nobody in particular is a READER', () => {
  expect(ANYBODY).toMatchObject({ role: 'READER', known: false });
});

test('a reader reads what was published, a contributor everything', () => {
  const read = (role: Role) => CLAIM_STATUSES.filter((status) => mayRead(viewer(role), { status }));
  expect(read('READER')).toEqual(['PUBLISHED', 'RETRACTED']);
  for (const role of ['CONTRIBUTOR', 'EDITOR', 'ADMIN'] as const) expect(read(role)).toEqual(CLAIM_STATUSES);
});
