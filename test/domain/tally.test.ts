import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '../../src/domain/claim.ts';
import { type ComparisonRequest, compare } from '../../src/domain/comparison.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { tallyOf } from '../../src/domain/tally.ts';
import { TALLY_POLICIES, type TallyPolicy } from '../../src/domain/tally-policy.ts';
import { type Count, eventRecord, figure, request, source, statement } from '../support/claims.ts';

interface Context extends Partial<ComparisonRequest> {
  told?: readonly SourceRecord[];
}

/** The tally of the one row, its claims as "who said how many". */
function tally(policy: TallyPolicy, claims: readonly FigureClaim[], { told = [], ...asked }: Context = {}) {
  const comparison = compare(eventRecord(claims, told), request(asked));
  expect(comparison.rows).toHaveLength(1);
  const { bounds, used, excluded } = tallyOf(comparison.rows[0]!, policy, comparison)!;
  return {
    bounds: bounds && [bounds.min, bounds.max],
    used: used.map(named),
    excluded: excluded.map(({ claim, reason }) => `${named(claim)}: ${reason.why}`),
  };
}

const named = ({ attribution, figure: { min, max } }: FigureClaim): string =>
  `${attribution.source} ${min === max ? min : `${min}-${max ?? ''}`}`;

const by = (name: string, count: Count, rest: object = {}) => figure({ source: name, count, ...rest });

describe('ENVELOPE', () => {
  test('is the row’s, over all answers', () => {
    expect(tally('ENVELOPE', [by('sohr', 6), by('rudaw', [2, 4])])).toEqual({
      bounds: [2, 6],
      used: ['sohr 6', 'rudaw 2-4'],
      excluded: [],
    });
  });

  test('uses all that a source gave at once, as the row does', () => {
    expect(tally('ENVELOPE', [by('sohr', 3, { start: 1 }), by('sohr', 6, { start: 9 })])).toMatchObject({
      bounds: [3, 6],
      used: ['sohr 3', 'sohr 6'],
    });
  });

  test('of a row in which nobody answers is nothing', () => {
    expect(tally('ENVELOPE', [by('sohr', 6, { stance: 'DENIES' })])).toEqual({
      bounds: null,
      used: [],
      excluded: [],
    });
  });
});

describe('COMMON', () => {
  test('is the row’s', () => {
    expect(tally('COMMON', [by('sohr', [3, null]), by('rudaw', [2, 4])])).toEqual({
      bounds: [3, 4],
      used: ['sohr 3-', 'rudaw 2-4'],
      excluded: [],
    });
  });

  test('is nothing where the answers contradict each other', () => {
    expect(tally('COMMON', [by('sohr', 3), by('rudaw', 6)])).toEqual({
      bounds: null,
      used: ['sohr 3', 'rudaw 6'],
      excluded: [],
    });
  });

  test('uses an earlier answer to a toll, which is still a floor', () => {
    expect(tally('COMMON', [by('sohr', 3, { day: 22 }), by('rudaw', [2, 9])])).toMatchObject({
      bounds: [3, 9],
      used: ['sohr 3', 'rudaw 2-9'],
    });
  });

  test('leaves out an earlier answer where the number may have fallen since', () => {
    const claims = [by('sohr', 8, { day: 22, outcome: 'WOUNDED' }), by('rudaw', 5, { outcome: 'WOUNDED' })];
    expect(tally('COMMON', claims)).toEqual({
      bounds: [5, 5],
      used: ['rudaw 5'],
      excluded: ['sohr 8: FOLLOWED'],
    });
    expect(tally('COMMON', claims, { reading: 'SIMULTANEOUS' })).toMatchObject({ excluded: [] });
  });
});

describe('MAJORITY', () => {
  test('is the camp with most independent origins', () => {
    expect(tally('MAJORITY', [by('sohr', 6), by('rudaw', 6), by('ndf', 3)])).toEqual({
      bounds: [6, 6],
      used: ['sohr 6', 'rudaw 6'],
      excluded: ['ndf 3: OUTSIDE_MAJORITY'],
    });
  });

  test('uses the answers that imply that camp', () => {
    expect(tally('MAJORITY', [by('sohr', [5, null]), by('rudaw', 6), by('ndf', 3)])).toMatchObject({
      bounds: [5, null],
      used: ['sohr 5-', 'rudaw 6'],
    });
  });

  test('counts the organs of one origin once, and nobody for a compiler', () => {
    const told = [source('agency', { organOf: 'rudaw' }), source('wiki', { kind: 'COMPILER' })];
    const claims = [by('rudaw', 6), by('agency', 6), by('wiki', 6), by('ndf', 3), by('sohr', 3)];
    expect(tally('MAJORITY', claims, { told })).toMatchObject({ bounds: [3, 3] });
  });

  test('is nothing on a tie, and then uses nothing', () => {
    expect(tally('MAJORITY', [by('sohr', 6), by('ndf', 3)])).toEqual({
      bounds: null,
      used: [],
      excluded: ['sohr 6: TIE', 'ndf 3: TIE'],
    });
  });

  test('counts a source that gave several at once for the last of them alone', () => {
    const claims = [by('sohr', 3, { start: 1 }), by('sohr', 6, { start: 9 }), by('rudaw', 6), by('ndf', 3)];
    expect(tally('MAJORITY', claims)).toEqual({
      bounds: [6, 6],
      used: ['rudaw 6', 'sohr 6'],
      excluded: ['ndf 3: OUTSIDE_MAJORITY', 'sohr 3: NOT_CURRENT'],
    });
  });
});

describe('LATEST', () => {
  test('is what the answers with the latest assertedAt allow together', () => {
    expect(tally('LATEST', [by('sohr', [3, null]), by('rudaw', [2, 6]), by('ndf', 3, { day: 22 })])).toEqual({
      bounds: [3, 6],
      used: ['sohr 3-', 'rudaw 2-6'],
      excluded: ['ndf 3: EARLIER'],
    });
  });

  test('is nothing where they exclude each other', () => {
    expect(tally('LATEST', [by('sohr', 3), by('rudaw', 6)])).toEqual({
      bounds: null,
      used: ['sohr 3', 'rudaw 6'],
      excluded: [],
    });
  });

  test('goes by the beginning of the window, not by its end', () => {
    const claims = [by('sohr', 3, { day: 22, until: 28 }), by('rudaw', 6, { day: 23 })];
    expect(tally('LATEST', claims).used).toEqual(['rudaw 6']);
  });
});

describe('OWN_LOSSES_FIRST', () => {
  const told = [
    source('ndf', { ownParty: 'ndf' }),
    source('ndf-media', { organOf: 'ndf' }),
    source('asayish', { ownParty: 'asayish' }),
  ];

  test('is what the side itself says of its losses', () => {
    expect(tally('OWN_LOSSES_FIRST', [by('ndf', 3), by('asayish', 6), by('sohr', 5)], { told })).toEqual({
      bounds: [3, 3],
      used: ['ndf 3'],
      excluded: ['asayish 6: NOT_OWN_LOSSES', 'sohr 5: NOT_OWN_LOSSES'],
    });
  });

  test('is nothing where the side’s own sources exclude each other, though others agree', () => {
    expect(tally('OWN_LOSSES_FIRST', [by('ndf', 3), by('ndf-media', 4)], { told })).toMatchObject({
      bounds: null,
      used: ['ndf 3', 'ndf-media 4'],
    });
  });

  test('is what is common to all where no side speaks of its own losses', () => {
    expect(tally('OWN_LOSSES_FIRST', [by('asayish', [2, 6]), by('sohr', [5, 9])], { told })).toEqual({
      bounds: [5, 6],
      used: ['asayish 2-6', 'sohr 5-9'],
      excluded: [],
    });
  });
});

describe('HIGHEST_RELIABILITY', () => {
  const told = [
    source('sohr', { reliability: 'B' }),
    source('rudaw', { reliability: 'B' }),
    source('anha', { reliability: 'E' }),
  ];

  test('is what the best-graded sources allow together; F is the last grade', () => {
    const claims = [by('sohr', [3, null]), by('rudaw', [2, 6]), by('anha', 9), by('ungraded', 1)];
    expect(tally('HIGHEST_RELIABILITY', claims, { told })).toEqual({
      bounds: [3, 6],
      used: ['sohr 3-', 'rudaw 2-6'],
      excluded: ['anha 9: LESS_RELIABLE', 'ungraded 1: LESS_RELIABLE'],
    });
    expect(tally('HIGHEST_RELIABILITY', [by('anha', 9), by('ungraded', 1)], { told })).toMatchObject({
      bounds: [9, 9],
    });
  });

  test('uses sources that nobody graded where there are no others', () => {
    expect(tally('HIGHEST_RELIABILITY', [by('ungraded', 1), by('new', [1, 4])])).toMatchObject({
      bounds: [1, 1],
      excluded: [],
    });
  });
});

test.each(TALLY_POLICIES)('a figure of some of the victims is a floor in %s', (policy) => {
  expect(tally(policy, [by('sohr', 2, { extent: 'SOME' })]).bounds).toEqual([2, null]);
});

test('a row of a proposition has no tally', () => {
  const comparison = compare(eventRecord([statement()]), request());
  expect(tallyOf(comparison.rows[0]!, 'ENVELOPE', comparison)).toBeNull();
});
