import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '../../src/domain/claim.ts';
import { type Comparison, type ComparisonRow, compare } from '../../src/domain/comparison.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { tallyOf } from '../../src/domain/tally.ts';
import { TALLY_POLICIES, type TallyPolicy } from '../../src/domain/tally-policy.ts';
import type { TimeReading } from '../../src/domain/vocabulary.ts';
import { event, figure, request, source, sourcesOf } from '../support/claims.ts';

const SOURCES = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];

test('tallies are what the rules, read naively, say of the same row', () => {
  fc.assert(
    fc.property(anyComparison(), fc.constantFrom(...TALLY_POLICIES), (comparison, policy) => {
      for (const row of comparison.rows)
        expect(told(row, policy, comparison)).toEqual(expected(row, policy, comparison));
    }),
    { numRuns: 1500 },
  );
});

test('every answer of a row is either used or excluded with a reason', () => {
  fc.assert(
    fc.property(anyComparison(), fc.constantFrom(...TALLY_POLICIES), (comparison, policy) => {
      for (const row of comparison.rows) {
        const { used, excluded } = tallyOf(row, policy, comparison)!;
        const all = [...used, ...excluded.map(({ claim }) => claim)].map(({ claimId }) => claimId);
        expect(all.sort()).toEqual(
          answersIn(row)
            .map(({ claimId }) => claimId)
            .sort(),
        );
      }
    }),
    { numRuns: 500 },
  );
});

describe('the random rows reach, for every policy,', () => {
  const seen = new Set(
    fc.sample(anyComparison(), { numRuns: 1000, seed: 7 }).flatMap((comparison) =>
      TALLY_POLICIES.flatMap((policy) =>
        comparison.rows.map((row) => {
          const { bounds, used, excluded } = told(row, policy, comparison);
          return `${policy} ${bounds === null ? 'nothing' : 'bounds'} ${used.length > 0} ${excluded.length > 0}`;
        }),
      ),
    ),
  );

  test.each(TALLY_POLICIES.filter((policy) => policy !== 'ENVELOPE'))('a tally and none: %s', (policy) => {
    expect(seen).toContain(`${policy} bounds true true`);
    expect(seen).toContain(
      policy === 'MAJORITY' ? 'MAJORITY nothing false true' : `${policy} nothing true true`,
    );
  });
});

interface Told {
  readonly bounds: readonly [number, number] | null;
  readonly used: readonly string[];
  readonly excluded: readonly string[];
}

function told(row: ComparisonRow, policy: TallyPolicy, comparison: Comparison): Told {
  const { bounds, used, excluded } = tallyOf(row, policy, comparison)!;
  return {
    bounds: bounds === null ? null : [bounds.min, bounds.max ?? Infinity],
    used: used.map(({ claimId }) => claimId).sort(),
    excluded: excluded.map(({ claim }) => claim.claimId).sort(),
  };
}

// The rules a second time

function expected(row: ComparisonRow, policy: TallyPolicy, comparison: Comparison): Told {
  const all = answersIn(row);
  const current = [...row.bySource.values()].flatMap((cell) => cell.answers.slice(-1)) as FigureClaim[];
  const result = (bounds: readonly [number, number] | null, used: readonly FigureClaim[]): Told => ({
    bounds,
    used: used.map(({ claimId }) => claimId).sort(),
    excluded: all
      .filter((claim) => !used.includes(claim))
      .map(({ claimId }) => claimId)
      .sort(),
  });
  const common = () => {
    const grows = all.every(({ outcome }) => !['WOUNDED', 'MISSING'].includes(outcome));
    const last = all.filter((a) => !all.some((b) => a.assertedUntil <= b.assertedAt));
    const together = grows || comparison.request.reading === 'SIMULTANEOUS' ? all : last;
    return result(row.common && [row.common.min, row.common.max ?? Infinity], together);
  };

  if (policy === 'ENVELOPE') {
    return result(
      all.length === 0
        ? null
        : [Math.min(...all.map((claim) => low(claim))), Math.max(...all.map((claim) => high(claim)))],
      all,
    );
  }
  if (policy === 'COMMON') return common();
  if (policy === 'LATEST') {
    const latest = current.filter((a) => current.every((b) => b.assertedAt <= a.assertedAt));
    return result(together(latest), latest);
  }
  if (policy === 'OWN_LOSSES_FIRST') {
    const own = current.filter((claim) => countsOwn(claim, comparison));
    return own.length > 0 ? result(together(own), own) : common();
  }
  if (policy === 'HIGHEST_RELIABILITY') {
    const grades = current.map((claim) => comparison.sources.get(claim.attribution.source)!.reliability);
    const best = [...'ABCDEF'].find((grade) => grades.some((other) => other === grade));
    const chosen = current.filter((_, index) => grades[index] === best);
    return result(together(chosen), chosen);
  }

  const scores = current.map((camp) => ({ camp, origins: originsBehind(camp, current, comparison) }));
  const most = Math.max(...scores.map(({ origins }) => origins));
  const winners = scores.filter(({ origins }) => origins === most).map(({ camp }) => camp);
  const [winner] = winners;
  if (!winner || winners.some((other) => low(other) !== low(winner) || high(other) !== high(winner))) {
    return result(null, []);
  }
  return result(
    [low(winner), high(winner)],
    current.filter((claim) => inside(claim, winner)),
  );
}

const answersIn = (row: ComparisonRow): FigureClaim[] =>
  [...row.bySource.values()].flatMap((cell) => cell.answers) as FigureClaim[];

const low = (claim: FigureClaim): number => claim.figure.min;
const high = (claim: FigureClaim): number =>
  claim.extent === 'SOME' ? Infinity : (claim.figure.max ?? Infinity);
const inside = (inner: FigureClaim, outer: FigureClaim): boolean =>
  low(outer) <= low(inner) && high(inner) <= high(outer);

function together(claims: readonly FigureClaim[]): readonly [number, number] | null {
  const [min, max] = [Math.max(...claims.map(low)), Math.min(...claims.map(high))];
  return claims.length > 0 && min <= max ? [min, max] : null;
}

function countsOwn(claim: FigureClaim, { event: { sides }, sources }: Comparison): boolean {
  const sideOf = (party: string) => sides.find(({ parties }) => parties.includes(party));
  const speaker = sources.get(claim.attribution.source)!;
  const own = speaker.party === null ? undefined : sideOf(speaker.party);
  const { parties } = claim.victims;
  return own !== undefined && parties.length > 0 && parties.every((party) => sideOf(party) === own);
}

/** Distinct and named: neither anonymous sources nor compilers; who follows counts as whom it follows. */
function originsBehind(camp: FigureClaim, current: readonly FigureClaim[], { sources }: Comparison): number {
  const origins = new Set<string>();
  for (const claim of current.filter((other) => inside(other, camp))) {
    let speaker = sources.get(claim.attribution.follows ?? claim.attribution.source)!;
    let named = !speaker.anonymous && speaker.kind !== 'COMPILER';
    while (speaker.organOf !== null) {
      speaker = sources.get(speaker.organOf)!;
    }
    named &&= !speaker.anonymous && speaker.kind !== 'COMPILER';
    if (named) origins.add(speaker.slug);
  }
  return origins.size;
}

// One row with many answers

function anyComparison(): fc.Arbitrary<Comparison> {
  return fc
    .record({
      outcome: fc.constantFrom('KILLED', 'WOUNDED' as const),
      parties: fc.constantFrom(['ndf'], ['asayish', 'ndf'], ['army'], ['army', 'ndf']),
      sides: fc.constantFrom<readonly (readonly string[])[]>(
        [['ndf'], ['asayish']],
        [['army', 'ndf'], ['asayish']],
        [],
      ),
      told: anySources(),
      reading: fc.constantFrom<TimeReading>('CUMULATIVE', 'SIMULTANEOUS'),
      said: fc.array(
        fc.record({
          source: fc.constantFrom(...SOURCES),
          follows: fc.constantFrom(null, null, null, ...SOURCES),
          report: fc.constantFrom('report-a', 'report-b'),
          count: fc
            .tuple(fc.nat(4), fc.constantFrom(0, 0, 0, 2, null))
            .map(([min, more]) => [min, more === null ? null : min + more] as const),
          extent: fc.constantFrom('TOTAL', 'TOTAL', 'TOTAL', 'SOME' as const),
          stance: fc.constantFrom('AFFIRMS', 'AFFIRMS', 'AFFIRMS', 'AFFIRMS', 'DENIES' as const),
          retracted: fc.constantFrom(null, null, null, null, 28),
          window: fc.tuple(fc.integer({ min: 20, max: 22 }), fc.integer({ min: 1, max: 2 })),
        }),
        { minLength: 1, maxLength: 8, size: 'max' },
      ),
    })
    .map(({ outcome, parties, sides, told: records, reading, said }) => {
      const claims = said.map(({ window: [from, length], ...rest }) =>
        figure({
          ...rest,
          outcome,
          victims: { scope: 'PARTIES', parties, status: 'COMBATANT' },
          day: from,
          until: from + length,
        }),
      );
      const record = {
        event: event({ sides: sides.map((side) => ({ label: null, parties: side })) }),
        claims,
        sources: sourcesOf(claims, records),
      };
      return compare(record, request({ reading }));
    });
}

function anySources(): fc.Arbitrary<SourceRecord[]> {
  const traits = fc.record({
    kind: fc.constantFrom('OTHER', 'OTHER', 'MEDIA_OUTLET', 'COMPILER' as const),
    anonymous: fc.constantFrom(false, false, false, true),
    reliability: fc.constantFrom('A', 'B', 'F' as const),
    ownParty: fc.constantFrom(null, 'ndf', 'asayish', 'army'),
    organOf: fc.constantFrom(null, null, 0, 1),
  });
  return fc.array(traits, { minLength: SOURCES.length, maxLength: SOURCES.length }).map((all) =>
    all.map(({ organOf, ...given }, index) =>
      source(SOURCES[index]!, {
        ...given,
        organOf: organOf === null || organOf >= index ? null : SOURCES[organOf]!,
      }),
    ),
  );
}
