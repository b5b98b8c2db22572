import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreementOf } from '../../src/domain/agreement.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { contradictionOf } from '../../src/domain/contradiction.ts';
import { originOf } from '../../src/domain/origin.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { act, figure, source, sourcesOf, statement } from '../support/claims.ts';

/** Of answers that are held against each other two by two. */
function agreement(answers: readonly Claim[], told: readonly SourceRecord[] = []): string {
  const contradictions = answers.flatMap((a, index) =>
    answers.slice(index + 1).flatMap((b) => contradictionOf(a, b, 'CUMULATIVE') ?? []),
  );
  return agreementOf(answers, contradictions, sourcesOf(answers, told));
}

test('answers of which two contradict each other CONTRADICT', () => {
  const answers = [figure({ source: 'a' }), figure({ source: 'b' }), figure({ source: 'c', count: 6 })];
  expect(agreement(answers)).toBe('CONTRADICT');
});

test('a row without answers is UNCONTESTED', () => {
  expect(agreement([])).toBe('UNCONTESTED');
});

test('one answer is UNCONTESTED', () => {
  expect(agreement([figure()])).toBe('UNCONTESTED');
});

test('the same answer from two origins is AGREE', () => {
  expect(agreement([figure({ source: 'a' }), figure({ source: 'b' })])).toBe('AGREE');
});

test('different answers that can all be true are COMPATIBLE, from one origin too', () => {
  const answers = (other: string) => [figure({ source: 'a' }), figure({ source: other, count: [2, 5] })];
  expect(agreement(answers('b'))).toBe('COMPATIBLE');
  expect(agreement(answers('a'))).toBe('COMPATIBLE');
});

test('figures are the same answer by their effective bounds: of some, the max is open', () => {
  const some = (count: readonly [number, number]) =>
    figure({ source: `s${count[1]}`, count, extent: 'SOME' });
  expect(agreement([some([3, 4]), some([3, 9])])).toBe('AGREE');
  expect(agreement([some([3, 4]), figure({ source: 'b', count: [3, null] })])).toBe('AGREE');
  expect(agreement([some([3, 4]), figure({ source: 'b', count: [3, 4] })])).toBe('COMPATIBLE');
});

test('texts are the same answer by stance, acts also by whom they blame', () => {
  expect(agreement([statement({ source: 'a' }), statement({ source: 'b' })])).toBe('AGREE');
  expect(agreement([statement({ source: 'a' }), statement({ source: 'b', stance: 'UNCERTAIN' })])).toBe(
    'COMPATIBLE',
  );
  expect(agreement([act({ source: 'a' }), act({ source: 'b' })])).toBe('AGREE');
  expect(agreement([act({ source: 'a' }), act({ source: 'b', blamed: ['army', 'ndf'] })])).toBe('COMPATIBLE');
  expect(agreement([act({ source: 'a' }), act({ source: 'b', blamed: [] })])).toBe('COMPATIBLE');
});

test('organs of one root are one origin', () => {
  const organs = [
    source('spokesman', { organOf: 'office' }),
    source('office', { organOf: 'ndf' }),
    source('ndf'),
  ];
  expect(agreement([figure({ source: 'spokesman' }), figure({ source: 'ndf' })], organs)).toBe('UNCONTESTED');
});

test('a claim that follows a source counts as that source’s', () => {
  const sohr = figure({ source: 'sohr' });
  expect(agreement([sohr, figure({ source: 'southfront', follows: 'sohr' })])).toBe('UNCONTESTED');
  const office = [source('office', { organOf: 'sohr' }), source('sohr')];
  expect(agreement([sohr, figure({ source: 'southfront', follows: 'office' })], office)).toBe('UNCONTESTED');
});

test('each anonymous source is an origin of its own, whatever it is an organ of', () => {
  const medics = ['medic-1', 'medic-2'].map((slug) => source(slug, { anonymous: true, organOf: 'hospital' }));
  const answers = medics.map(({ slug }) => figure({ source: slug }));
  expect(agreement(answers, [...medics, source('hospital')])).toBe('AGREE');
});

test('a compiler counts as an origin, and as the source that it follows where it follows one', () => {
  const wiki = source('wiki', { kind: 'COMPILER' });
  expect(agreement([figure(), figure({ source: 'wiki' })], [wiki])).toBe('AGREE');
  expect(agreement([figure(), figure({ source: 'wiki', follows: 'ndf' })], [wiki])).toBe('UNCONTESTED');
});

test('a source that was not brought with its comparison is a fault that names it', () => {
  expect(() => originOf(figure({ id: 'c1', source: 'lost' }), new Map())).toThrow(
    'the source "lost" of claim c1 was not brought with its comparison',
  );
});

test('agreement does not depend on the order of the claims', () => {
  const answer = fc.record({
    source: fc.constantFrom('a', 'b', 'c'),
    count: fc.constantFrom(3, 4, [3, 4] as const),
    day: fc.constantFrom(24, 26),
  });
  fc.assert(
    fc.property(fc.array(answer.map(figure), { maxLength: 5 }), fc.func(fc.nat()), (answers, rank) => {
      const shuffled = [...answers].sort((a, b) => rank(a.claimId) - rank(b.claimId));
      expect(agreement(shuffled)).toBe(agreement(answers));
    }),
    { numRuns: 500 },
  );
});
