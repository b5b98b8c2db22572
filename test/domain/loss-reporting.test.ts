import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import type { Event } from '../../src/domain/event.ts';
import { explainLossReporting } from '../../src/domain/explain-loss-reporting.ts';
import { type LossReporting, lossReportingOf, mergeLosses } from '../../src/domain/loss-reporting.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { sharedQuestions } from '../../src/domain/source-comparison.ts';
import { act, type Count, event, figure, source, sourcesOf } from '../support/claims.ts';

const ANY = { events: null, parties: null, outcomes: null, assertedFrom: null, assertedTo: null };
const NDF = source('ndf', { kind: 'ARMED_ACTOR', ownParty: 'ndf' });

/** How the NDF’s figures lie to the others’. */
function losses(claims: readonly Claim[], told: readonly SourceRecord[] = [], events: readonly Event[] = []) {
  const sources = sourcesOf(claims, [NDF, ...told]);
  const known = [...claims.map((claim) => event({ slug: claim.event, title: claim.event })), ...events];
  return lossReportingOf(sources.get('ndf')!, sharedQuestions(claims, ANY), {
    sources,
    events: new Map(known.map((one) => [one.slug, one])),
  });
}

const counts = ({ shared, lower, equal, higher, overlapping }: LossReporting) =>
  Object.entries({ shared, lower, equal, higher, overlapping })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** The NDF’s figure of its own losses against SOHR’s of the same. */
const against = (ndf: Count, sohr: Count, rest: object = {}) =>
  losses([figure({ count: ndf, ...rest }), figure({ source: 'sohr', count: sohr })]).map(counts);

describe('a source’s figure is', () => {
  test.each<[string, Count, Count, string]>([
    ['lower than a higher number', 3, 6, 'lower 1'],
    ['lower than a range above it', [1, 3], [4, null], 'lower 1'],
    ['equal to the same number', 3, 3, 'equal 1'],
    ['equal to the same bounds', [3, null], [3, null], 'equal 1'],
    ['higher than a lower number', 6, 3, 'higher 1'],
    ['higher where its floor is', [7, null], [2, 6], 'higher 1'],
    ['overlapping where both allow a number', 3, [2, null], 'overlapping 1'],
    ['overlapping where both are floors', [3, null], [16, null], 'overlapping 1'],
    ['overlapping where the bounds touch', [1, 3], [3, 5], 'overlapping 1'],
  ])('%s', (_, ndf, sohr, expected) => {
    expect(against(ndf, sohr)).toEqual([`shared 1, ${expected}`]);
  });

  test('a floor where it is of some of the victims, and so never lower', () => {
    expect(against(3, 6, { extent: 'SOME' })).toEqual(['shared 1, overlapping 1']);
    expect(against(6, 3, { extent: 'SOME' })).toEqual(['shared 1, higher 1']);
  });

  test('compared whenever it was said', () => {
    expect(against(3, 6, { day: 21 })).toEqual(['shared 1, lower 1']);
  });
});

describe('compared are', () => {
  test('the current figures, not those superseded or withdrawn', () => {
    const later = [figure({ count: 9, day: 20 }), figure(), figure({ source: 'sohr', count: 6 })];
    expect(losses(later).map(counts)).toEqual(['shared 1, lower 1']);
    expect(losses([figure({ retracted: 26 }), figure({ source: 'sohr' })])).toEqual([]);
    expect(losses([figure(), figure({ source: 'sohr', retracted: 26 })])).toEqual([]);
    expect(losses([figure(), figure({ source: 'sohr', stance: 'DENIES' })])).toEqual([]);
  });

  test('each other source once, anonymous ones and organs too', () => {
    const others = ['sohr', 'radio', 'nobody'].map((slug) => figure({ source: slug, count: 6 }));
    const told = [
      source('radio', { organOf: 'ndf' }),
      source('nobody', { kind: 'UNNAMED', anonymous: true }),
    ];
    expect(losses([figure(), ...others], told)).toMatchObject([{ shared: 1, comparisons: 3, lower: 3 }]);
  });

  test('a source’s own figures alone, not those of compilers or of whom it follows', () => {
    const book = source('book', { kind: 'COMPILER' });
    expect(losses([figure(), figure({ source: 'book' })], [book])).toEqual([]);
    expect(losses([figure(), figure({ source: 'daily', follows: 'ndf' })])).toEqual([]);
    expect(losses([figure({ follows: 'sohr' }), figure({ source: 'sohr' })])).toEqual([]);
    const own = [figure(), figure({ source: 'sohr' }), figure({ source: 'daily', follows: 'sohr' })];
    expect(losses(own)).toMatchObject([{ comparisons: 1 }]);
  });

  test('questions for the victims of one party alone', () => {
    const both = { victims: { parties: ['asayish', 'ndf'] } };
    expect(losses([figure(both), figure({ ...both, source: 'sohr' })])).toEqual([]);
    const everybody = { victims: { scope: 'ALL', parties: [] } } as const;
    expect(losses([figure(everybody), figure({ ...everybody, source: 'sohr' })])).toEqual([]);
    expect(losses([act(), act({ source: 'sohr' })])).toEqual([]);
  });

  test('nothing where others alone answer', () => {
    expect(losses([figure({ source: 'sohr' }), figure({ source: 'daily' })])).toEqual([]);
  });
});

describe('each party', () => {
  test('comes once, by slug, over all outcomes and events', () => {
    const pair = (rest: object, sohr: Count) => [
      figure(rest),
      figure({ ...rest, source: 'sohr', count: sohr }),
    ];
    const found = losses([
      ...pair({}, 6),
      ...pair({ outcome: 'WOUNDED' }, 3),
      ...pair({ event: 'siege' }, 1),
      ...pair({ victims: { parties: ['asayish'] } }, [1, 5]),
    ]);
    expect(found.map((one) => `${one.party} ${one.perspective}: ${counts(one)}`)).toEqual([
      'asayish OPPONENT_LOSSES: shared 1, overlapping 1',
      'ndf OWN_LOSSES: shared 3, lower 1, equal 1, higher 1',
    ]);
  });

  test('has no perspective where that is another in another event', () => {
    const claims = ['clash', 'siege'].flatMap((slug) => [
      figure({ event: slug }),
      figure({ event: slug, source: 'sohr' }),
    ]);
    const siege = event({ slug: 'siege', sides: [] });
    expect(losses(claims, [], [siege])).toMatchObject([{ shared: 2, perspective: null }]);
    expect(losses(claims.slice(2), [], [siege])).toMatchObject([{ perspective: 'THIRD_PARTY' }]);
  });
});

describe('the explanation', () => {
  const explained = (claims: readonly Claim[]) =>
    explainLossReporting(losses(claims)[0]!, {
      sources: new Map([
        ['ndf', 'NDF'],
        ['sohr', 'SOHR'],
        ['daily', 'The Daily'],
      ]),
      parties: new Map([['ndf', 'the NDF']]),
      events: new Map([['clash', 'Clashes in Qamishli']]),
    });
  const three = figure({ wording: 'three' });

  test('names the sources, the words and the numbers of the figures furthest apart', () => {
    const claims = [
      three,
      figure({ source: 'daily', count: 4, wording: 'four' }),
      figure({ source: 'sohr', count: 6, wording: 'six', day: 25 }),
    ];
    expect(explained(claims)).toBe(
      'NDF’s figures for the losses of the NDF, held against others’ on 1 shared question in 2 comparisons, are lower in 2; ' +
        'furthest apart: NDF’s “three” (3) killed in “Clashes in Qamishli” on 24 April 2021 and SOHR’s “six” (6) on 25 April 2021.',
    );
  });

  test('names the only ones', () => {
    expect(explained([three, figure({ source: 'sohr', count: [3, null], wording: '3 or more' })])).toBe(
      'NDF’s figures for the losses of the NDF, held against others’ on 1 shared question in 1 comparison, are overlapping in 1: ' +
        'NDF’s “three” (3) killed in “Clashes in Qamishli” on 24 April 2021 and SOHR’s “3 or more” (at least 3) on 24 April 2021.',
    );
  });

  test('names the first where none are apart', () => {
    const claims = [three, figure({ source: 'sohr' }), figure({ source: 'daily', count: [1, 5] })];
    expect(explained(claims)).toContain(
      'are equal in 1 and overlapping in 1, such as NDF’s “three” (3) killed in “Clashes in Qamishli” on 24 April 2021 and The Daily’s up to 5 on',
    );
  });
});

describe('over any claims', () => {
  const told = [
    NDF,
    source('book', { kind: 'COMPILER' }),
    source('nobody', { kind: 'UNNAMED', anonymous: true }),
  ];

  test('the counts are those of a plain count, and add up', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyClaims(), (claims) => {
        const found = losses(claims, told);
        for (const one of found) {
          expect(one.lower + one.equal + one.higher + one.overlapping).toBe(one.comparisons);
          compared += one.comparisons;
        }
        expect(found.map(plain)).toEqual(plainCount(claims));
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  test('two sources see each other the other way round', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.boolean(),
        (x, y, open) => {
          const bounds: Count = open ? [y, null] : y;
          const turned = { lower: 'higher', higher: 'lower' } as Record<string, string>;
          const [there] = against(x, bounds);
          const [back] = against(bounds as number, x);
          expect(back).toBe(there!.replace(/lower|higher/, (word) => turned[word]!));
        },
      ),
    );
  });

  test('several lots of events merge into what all of them give at once', () => {
    fc.assert(
      fc.property(anyClaims(), (claims) => {
        const lots = EVENTS.flatMap((slug) =>
          losses(
            claims.filter((claim) => claim.event === slug),
            told,
          ),
        );
        expect(mergeLosses(lots)).toEqual(losses(claims, told));
      }),
      { numRuns: 100 },
    );
  });
});

const plain = ({ party, perspective, widest: _, ...numbers }: LossReporting) => ({ party, ...numbers });

/** The counts once more: each of the NDF’s latest figures against each other’s, number by number. */
function plainCount(claims: readonly Claim[]) {
  const rows = new Map<string, Record<string, number>>();
  const figures = claims.filter((claim) => claim.kind === 'FIGURE');
  for (const key of new Set(figures.map((claim) => claim.questionKey))) {
    const latest = new Map<string, (typeof figures)[number]>();
    for (const claim of figures.filter((one) => one.questionKey === key)) {
      const { source: who } = claim.attribution;
      const before = latest.get(who);
      if (!before || before.assertedAt < claim.assertedAt) latest.set(who, claim);
    }
    for (const [who, claim] of latest) {
      const repeats = claim.attribution.follows !== null || who === 'book';
      if (repeats || claim.status === 'RETRACTED' || claim.victims.parties.length !== 1) latest.delete(who);
    }
    const own = latest.get('ndf');
    latest.delete('ndf');
    if (!own || latest.size === 0) continue;
    const [party] = own.victims.parties;
    const none = { shared: 0, comparisons: 0, lower: 0, equal: 0, higher: 0, overlapping: 0 };
    const row: Record<string, number> = rows.get(party!) ?? none;
    row.shared! += 1;
    for (const other of latest.values()) {
      row.comparisons! += 1;
      row[between(numbersOf(own.figure), numbersOf(other.figure))]! += 1;
    }
    rows.set(party!, row);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([party, row]) => ({ party, ...row }));
}

/** The numbers that the figure allows, of those up to 20: beyond, nothing changes. */
const numbersOf = ({ min, max }: { min: number; max: number | null }): number[] =>
  Array.from({ length: 20 }, (_, number) => number).filter(
    (number) => number >= min && number <= (max ?? 20),
  );

function between(own: readonly number[], other: readonly number[]): string {
  if (String(own) === String(other)) return 'equal';
  if (own.every((x) => other.every((y) => x < y))) return 'lower';
  return own.every((x) => other.every((y) => x > y)) ? 'higher' : 'overlapping';
}

const EVENTS = ['clash', 'siege'];

/** A source says something else on another day each time, so that the latest is plain. */
const anyClaims = () =>
  fc
    .uniqueArray(
      fc.record({
        source: fc.constantFrom('ndf', 'ndf', 'ndf', 'sohr', 'sohr', 'daily', 'book', 'nobody'),
        event: fc.constantFrom(...EVENTS),
        outcome: fc.constantFrom('KILLED' as const, 'KILLED' as const, 'WOUNDED' as const),
        parties: fc.constantFrom(['ndf'], ['ndf'], ['ndf'], ['asayish'], ['asayish', 'ndf']),
        day: fc.integer({ min: 20, max: 22 }),
        count: fc.constantFrom<Count[]>(1, 2, 3, 4, [1, 3], [2, null], [4, null]),
        follows: fc.constantFrom(null, null, null, 'sohr'),
        retracted: fc.constantFrom(null, null, null, 26),
      }),
      {
        minLength: 8,
        maxLength: 24,
        size: 'max',
        selector: (one) => JSON.stringify([one.source, one.event, one.outcome, one.parties, one.day]),
      },
    )
    .map((said) =>
      said.map(({ parties, follows, ...one }) =>
        figure({ ...one, follows: follows === one.source ? null : follows, victims: { parties } }),
      ),
    );
