import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import { type ComparisonScope, pairsOf, rowOf, sharedQuestions } from '../../src/domain/source-comparison.ts';
import { act, type Count, day, figure, source, sourcesOf, statement } from '../support/claims.ts';

const ANY: ComparisonScope = {
  events: null,
  parties: null,
  outcomes: null,
  assertedFrom: null,
  assertedTo: null,
};

const shared = (claims: readonly Claim[], scope: Partial<ComparisonScope> = {}) =>
  sharedQuestions(claims, { ...ANY, ...scope });

/** NDF and SOHR over these claims. */
const pair = (claims: readonly Claim[], scope: Partial<ComparisonScope> = {}) => {
  const [found] = pairsOf(['ndf', 'sohr'], shared(claims, scope), 'CUMULATIVE');
  return found!;
};

const counts = (claims: readonly Claim[], scope: Partial<ComparisonScope> = {}) => {
  const { agree, compatible, contradict } = pair(claims, scope);
  return { agree, compatible, contradict };
};

const AGREE = { agree: 1, compatible: 0, contradict: 0 };
const COMPATIBLE = { agree: 0, compatible: 1, contradict: 0 };
const CONTRADICT = { agree: 0, compatible: 0, contradict: 1 };
const NONE = { agree: 0, compatible: 0, contradict: 0 };

describe('two sources on a question', () => {
  test('agree where all their answers are equal', () => {
    expect(counts([figure(), figure({ source: 'sohr' })])).toEqual(AGREE);
  });

  test('are compatible where the answers differ and can both be true', () => {
    expect(counts([figure({ count: [1, 5] }), figure({ source: 'sohr' })])).toEqual(COMPATIBLE);
    expect(counts([figure({ day: 21 }), figure({ source: 'sohr', count: 6 })])).toEqual(COMPATIBLE);
  });

  test('contradict where an answer of one excludes an answer of the other', () => {
    expect(counts([figure(), figure({ source: 'sohr', count: 6 })])).toEqual(CONTRADICT);
    const blamed = [act(), act({ source: 'sohr', blamed: ['asayish'] })];
    expect(counts(blamed)).toEqual(CONTRADICT);
    expect(counts([statement(), statement({ source: 'sohr', stance: 'DENIES' })])).toEqual(CONTRADICT);
  });

  test('contradict by an earlier lower figure where all are held against each other', () => {
    const claims = [figure({ day: 21 }), figure({ source: 'sohr', count: 6 })];
    expect(pairsOf(['ndf', 'sohr'], shared(claims), 'SIMULTANEOUS')).toMatchObject([CONTRADICT]);
  });

  test('contradict where one denies what the other answers, and itself answers', () => {
    const claims = [figure({ day: 21 }), figure({ source: 'sohr', count: 6 })];
    expect(counts([...claims, figure({ count: 6, stance: 'DENIES', day: 22 })])).toEqual(CONTRADICT);
  });

  test('do not contradict where one of them contradicts itself alone', () => {
    const claims = [figure({ count: 2 }), figure({ count: 4 }), figure({ source: 'sohr', count: [1, 5] })];
    expect(counts(claims)).toEqual(COMPATIBLE);
    expect(rowOf(shared(claims)[0]!, sourcesOf(claims), 'CUMULATIVE').agreement).toBe('CONTRADICT');
  });

  test('agree whatever their origins, where the row has one origin only', () => {
    const claims = [figure(), figure({ source: 'sohr' })];
    const sources = sourcesOf(claims, [source('sohr', { organOf: 'ndf' })]);
    expect(counts(claims)).toEqual(AGREE);
    expect(rowOf(shared(claims)[0]!, sources, 'CUMULATIVE').agreement).toBe('UNCONTESTED');
  });

  test('share nothing where one of them has no answer', () => {
    expect(counts([figure()])).toEqual(NONE);
    expect(counts([figure(), figure({ source: 'sohr', retracted: 25 })])).toEqual(NONE);
    expect(counts([figure(), figure({ source: 'sohr', stance: 'UNCERTAIN' })])).toEqual(NONE);
    expect(counts([figure(), figure({ source: 'sohr', outcome: 'WOUNDED' })])).toEqual(NONE);
    expect(counts([figure(), figure({ source: 'sohr', event: 'siege' })])).toEqual(NONE);
  });

  test('are compared by their latest figures', () => {
    const claims = [figure({ count: 9, day: 20 }), figure(), figure({ source: 'sohr' })];
    expect(counts(claims)).toEqual(AGREE);
  });

  test('are not compared by the parts of their figures', () => {
    const part = figure({ id: 'part', count: 1, partOf: 'whole', day: 25 });
    const claims = [figure({ id: 'whole' }), part, figure({ source: 'sohr' })];
    expect(counts(claims)).toEqual(AGREE);
    expect(shared(claims)[0]!.said.get('ndf')!.claims).toHaveLength(1);
  });
});

describe('a scope', () => {
  const killed = [figure(), figure({ source: 'sohr' })];

  test.each<[string, Partial<ComparisonScope>, number]>([
    ['of the event', { events: ['siege', 'clash'] }, 1],
    ['of another event', { events: ['siege'] }, 0],
    ['of no event', { events: [] }, 0],
    ['of the victims', { parties: ['asayish', 'ndf'] }, 1],
    ['of other victims', { parties: ['asayish'] }, 0],
    ['of the outcome', { outcomes: ['KILLED'] }, 1],
    ['of another outcome', { outcomes: ['WOUNDED'] }, 0],
    ['from the instant on', { assertedFrom: day(24) }, 1],
    ['after the instant', { assertedFrom: day(25) }, 0],
    ['until after the instant', { assertedTo: day(25) }, 1],
    ['until the instant, exclusive', { assertedTo: day(24) }, 0],
  ])('%s', (_, scope, expected) => {
    expect(pair(killed, scope).shared).toBe(expected);
    expect(shared(killed, scope)).toHaveLength(expected);
  });

  test('takes the blamed for parties, and leaves acts and propositions out where outcomes are asked for', () => {
    const claims = [act(), act({ source: 'sohr' }), statement(), statement({ source: 'sohr' })];
    expect(pair(claims).shared).toBe(2);
    expect(pair(claims, { parties: ['ndf'] }).shared).toBe(1);
    expect(pair(claims, { outcomes: ['KILLED'] }).shared).toBe(0);
  });

  test('selects by what stands as an answer, not by what it superseded', () => {
    const claims = [figure({ day: 20 }), figure({ day: 26 }), figure({ source: 'sohr', day: 20 })];
    expect(pair(claims, { assertedTo: day(25) }).shared).toBe(0);
    expect(pair(claims, { assertedTo: day(27) }).shared).toBe(1);
  });

  test('asks each source for an answer of its own, and shows what the others said all the same', () => {
    const claims = [...killed, figure({ source: 'agency', count: 7, day: 28 })];
    const [question] = shared(claims, { assertedTo: day(25) });
    const pairs = pairsOf(['ndf', 'sohr', 'agency'], [question!], 'CUMULATIVE');
    expect(pairs.map(({ a, b, shared: both }) => `${a} ${b} ${both}`)).toEqual([
      'ndf sohr 1',
      'ndf agency 0',
      'sohr agency 0',
    ]);
    expect(question!.said.get('agency')!.answers).toHaveLength(1);
  });
});

describe('the median ratio', () => {
  const ratio = (...figures: readonly (readonly [Count, Count])[]) =>
    pair(
      figures.flatMap(([ndf, sohr], index) => [
        figure({ event: `event-${index}`, count: ndf }),
        figure({ event: `event-${index}`, source: 'sohr', count: sohr }),
      ]),
    ).medianRatio;

  test('is the middle one of a figure to the other’s', () => {
    expect(ratio([3, 6], [9, 1], [4, 4])).toBe(1);
    expect(ratio([3, 6])).toBe(0.5);
  });

  test('is the mean of the middle two of an even count', () => {
    expect(ratio([1, 2], [9, 1], [2, 1], [1, 1])).toBe(1.5);
  });

  test('is of questions alone where both allow one number, above 0', () => {
    expect(ratio([3, [3, null]], [[1, 2], 3], [0, 3], [3, 0])).toBeNull();
    expect(ratio([3, [3, null]], [8, 4])).toBe(2);
    expect(pair([statement(), statement({ source: 'sohr' })]).medianRatio).toBeNull();
    expect(pair([figure(), figure({ source: 'sohr', extent: 'SOME' })]).medianRatio).toBeNull();
  });

  test('is of the current one of several answers at once', () => {
    const both = [figure({ report: 'a', count: 8 }), figure({ report: 'b', count: 4 })];
    expect(pair([...both, figure({ source: 'sohr', count: 2 })]).medianRatio).toBe(2);
  });
});

test('each two sources are paired once, in the order given', () => {
  const pairs = pairsOf(['c', 'a', 'b'], [], 'CUMULATIVE');
  expect(pairs.map(({ a, b }) => a + b)).toEqual(['ca', 'cb', 'ab']);
  expect(pairs[0]).toMatchObject({ shared: 0, agree: 0, compatible: 0, contradict: 0, medianRatio: null });
});

test('questions come by event, then by key', () => {
  const claims = ['b', 'a-b', 'a'].flatMap((event) => [
    figure({ event, outcome: 'WOUNDED' }),
    figure({ event }),
    figure({ event, source: 'sohr' }),
    figure({ event, source: 'sohr', outcome: 'WOUNDED' }),
  ]);
  const order = shared(claims).map(({ question }) => question.key.split('/').slice(0, 2).join(' '));
  expect(order).toEqual(['a KILLED', 'a WOUNDED', 'a-b KILLED', 'a-b WOUNDED', 'b KILLED', 'b WOUNDED']);
});
