import { expect, test } from 'vitest';
import type { FigureClaim } from '../../src/domain/claim.ts';
import { compare } from '../../src/domain/comparison.ts';
import { explainExclusion } from '../../src/domain/explain-exclusion.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { tallyOf } from '../../src/domain/tally.ts';
import type { TallyPolicy } from '../../src/domain/tally-policy.ts';
import { eventRecord, figure, request, source } from '../support/claims.ts';

const sources = new Map([
  ['ndf', 'NDF'],
  ['sohr', 'SOHR'],
  ['rudaw', 'Rudaw'],
]);

/** Why the one answer that the tally leaves out is left out. */
function reason(
  policy: TallyPolicy,
  claims: readonly FigureClaim[],
  told: readonly SourceRecord[] = [],
): string {
  const comparison = compare(eventRecord(claims, told), request());
  const { excluded } = tallyOf(comparison.rows[0]!, policy, comparison)!;
  return explainExclusion(excluded[0]!, { sources });
}

const ndf = figure({ source: 'ndf', count: 3, wording: 'three' });
const sohr = figure({ source: 'sohr', count: 6, wording: 'six' });
const rudaw = figure({ source: 'rudaw', count: 6 });
const wounded = { outcome: 'WOUNDED' } as const;

test('an answer before the last of several given at once', () => {
  const earlier = figure({ source: 'ndf', count: [2, 4], start: 1 });
  const last = figure({ source: 'ndf', count: 3, wording: 'three', start: 9 });
  expect(reason('LATEST', [earlier, last])).toBe(
    'NDF’s 2 to 4, said on 24 April 2021, is left out: NDF gave several figures at once, and of these the last, “three” (3), counts.',
  );
});

test('an answer before the last where the number may fall', () => {
  const claims = [
    figure({ source: 'ndf', count: 8, day: 22, ...wounded }),
    figure({ source: 'sohr', count: 5, ...wounded }),
  ];
  expect(reason('COMMON', claims)).toBe(
    'NDF’s 8, said on 22 April 2021, is left out: SOHR’s 5 was said on 24 April 2021, after this one on 22 April 2021, ' +
      'and the number of wounded may have fallen in between.',
  );
});

test('an answer outside the majority', () => {
  expect(reason('MAJORITY', [ndf, sohr, rudaw])).toBe(
    'NDF’s “three” (3), said on 24 April 2021, is left out: the most independent origins, 2, stand behind 6, which it does not imply.',
  );
});

test('an answer in a tie', () => {
  expect(reason('MAJORITY', [ndf, sohr])).toBe(
    'NDF’s “three” (3), said on 24 April 2021, is left out: there is no majority, since 3 and 6 tie with 1 independent origin each.',
  );
});

test('an answer that is not of the latest', () => {
  expect(reason('LATEST', [figure({ source: 'ndf', count: 3, day: 22 }), sohr])).toBe(
    'NDF’s 3, said on 22 April 2021, is left out: SOHR’s “six” (6) was said on 24 April 2021, and this one on 22 April 2021.',
  );
});

test('an answer of the latest day, but earlier in it', () => {
  const later = { ...sohr, assertedAt: '2021-04-24T09:30:00.000Z' };
  expect(reason('LATEST', [ndf, later])).toContain(
    'SOHR’s “six” (6) was said on 24 April 2021 from 09:30 UTC, and this one on 24 April 2021 from 00:00 UTC.',
  );
});

test('an answer of a third party, where a side speaks of its own losses', () => {
  expect(reason('OWN_LOSSES_FIRST', [ndf, sohr], [source('ndf', { ownParty: 'ndf' })])).toBe(
    'SOHR’s “six” (6), said on 24 April 2021, is left out: SOHR speaks for no side of the event, ' +
      'and figures that sides give of their own losses go first.',
  );
});

test('an answer of the opponent, where a side speaks of its own losses', () => {
  const told = [source('ndf', { ownParty: 'ndf' }), source('rudaw', { ownParty: 'asayish' })];
  expect(reason('OWN_LOSSES_FIRST', [ndf, rudaw], told)).toContain(
    'Rudaw counts the losses of another side than its own, and figures',
  );
});

test('an answer of a source that is not graded best', () => {
  expect(reason('HIGHEST_RELIABILITY', [ndf, sohr], [source('sohr', { reliability: 'B' })])).toBe(
    'NDF’s “three” (3), said on 24 April 2021, is left out: NDF is graded F (cannot be judged), and the best grade among these sources is B.',
  );
});
