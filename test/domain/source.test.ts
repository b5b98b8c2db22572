import { expect, test } from 'vitest';
import { linkSources } from '../../src/domain/source.ts';
import { source } from '../support/claims.ts';

test('a source’s origin is the root of its chain, itself when it has none', () => {
  const linked = linkSources([source('a', { organOf: 'b' }), source('b', { organOf: 'c' }), source('c')]);
  expect([...linked.values()].map(({ slug, origin }) => [slug, origin])).toEqual([
    ['a', 'c'],
    ['b', 'c'],
    ['c', 'c'],
  ]);
});

test('a source speaks for the nearest party up its chain', () => {
  const linked = linkSources([
    source('a', { organOf: 'b' }),
    source('b', { organOf: 'c', ownParty: 'near' }),
    source('c', { ownParty: 'far' }),
    source('d', { organOf: 'b', ownParty: 'own' }),
    source('e'),
  ]);
  expect(['a', 'b', 'c', 'd', 'e'].map((slug) => linked.get(slug)!.party)).toEqual([
    'near',
    'near',
    'far',
    'own',
    null,
  ]);
});

test('a chain in a circle ends where it began', () => {
  const linked = linkSources([source('a', { organOf: 'b' }), source('b', { organOf: 'a' })]);
  expect(linked.get('a')!.origin).toBe('b');
});
