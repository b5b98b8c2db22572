import { expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import { supersessionOf } from '../../src/domain/supersession.ts';
import { act, figure } from '../support/claims.ts';

/** Who supersedes whom, and who is superseded by whom, by id. */
function told(...claims: Claim[]) {
  const { supersedes, supersededBy } = supersessionOf(claims);
  const named = (map: ReadonlyMap<string, Claim>) =>
    Object.fromEntries([...map].map(([id, claim]) => [id, claim.claimId]));
  return { supersedes: named(supersedes), supersededBy: named(supersededBy) };
}

test('a later answer supersedes the one before it, whatever the order in which they are read', () => {
  const [a, b, c] = [
    figure({ id: 'a', day: 24 }),
    figure({ id: 'b', day: 25 }),
    figure({ id: 'c', day: 26 }),
  ];
  expect(told(c, a, b)).toEqual({ supersedes: { b: 'a', c: 'b' }, supersededBy: { a: 'b', b: 'c' } });
});

test('of what was said at once, the later report’s supersedes', () => {
  const [later, earlier] = [figure({ id: 'later', published: 26 }), figure({ id: 'earlier', published: 25 })];
  expect(told(later, earlier).supersedes).toEqual({ later: 'earlier' });
});

test('several given at once supersede and are superseded together, tied to the last of the round', () => {
  const claims = [
    figure({ id: 'a1', day: 24, start: 1 }),
    figure({ id: 'a2', day: 24, start: 2 }),
    figure({ id: 'b1', day: 25, start: 1 }),
    figure({ id: 'b2', day: 25, start: 2 }),
  ];
  expect(told(...claims)).toEqual({
    supersedes: { b1: 'a2', b2: 'a2' },
    supersededBy: { a1: 'b2', a2: 'b2' },
  });
});

test('a retracted answer had superseded the one before it', () => {
  expect(
    told(figure({ id: 'a', day: 24 }), figure({ id: 'b', day: 25, retracted: 26 })).supersededBy,
  ).toEqual({ a: 'b' });
});

test.each([
  ['a denial', figure({ id: 'b', day: 25, stance: 'DENIES' })],
  ['what it cannot confirm', figure({ id: 'b', day: 25, stance: 'UNCERTAIN' })],
  ['a figure of some', figure({ id: 'b', day: 25, extent: 'SOME' })],
  ['a part of a total', figure({ id: 'b', day: 25, count: 1, partOf: 'a' })],
])('%s supersedes nothing', (_, claim) => {
  expect(told(figure({ id: 'a', day: 24 }), claim)).toEqual({ supersedes: {}, supersededBy: {} });
});

test('of acts, the latest of any stance supersedes', () => {
  expect(told(act({ id: 'a', day: 24 }), act({ id: 'b', day: 25, stance: 'DENIES' })).supersedes).toEqual({
    b: 'a',
  });
});
