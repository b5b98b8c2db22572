import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import type { Event } from '../../src/domain/event.ts';
import {
  type ComparisonScope,
  pairsOf,
  type SourcePair,
  sharedQuestions,
} from '../../src/domain/source-comparison.ts';
import { OUTCOMES, TIME_READINGS, type TimeReading } from '../../src/domain/vocabulary.ts';
import { act, day, eventRecord, figure, request, statement } from '../support/claims.ts';
import { expectedComparison } from '../support/comparison-oracle.ts';

const SOURCES = ['alpha', 'bravo', 'charlie'];
const EVENTS = ['clash', 'siege'];

test('pairs and questions are what a comparison of each event with each two sources alone, read naively, says', () => {
  fc.assert(
    fc.property(anyClaims(), anyScope(), anyReading(), (claims, scope, reading) => {
      const found = sharedQuestions(claims, scope);
      expect(pairsOf(SOURCES, found, reading)).toEqual(expectedPairs(claims, scope, reading));
      expect(found.map(({ question }) => question.key)).toEqual(expectedQuestions(claims, scope));
    }),
    { numRuns: 500 },
  );
});

test('the claims drawn reach every outcome of a pair, often', () => {
  const drawn = fc.sample(fc.tuple(anyClaims(), anyScope()), {
    numRuns: 500,
    seed: 2021,
  });
  const pairs = drawn.flatMap(([claims, scope]) => expectedPairs(claims, scope, 'CUMULATIVE'));
  for (const outcome of ['agree', 'compatible', 'contradict', 'medianRatio'] as const) {
    expect(pairs.filter((pair) => pair[outcome]).length, outcome).toBeGreaterThan(50);
  }
});

// The rules a second time: the oracle's comparison of two sources, event by event

function expectedPairs(claims: readonly Claim[], scope: ComparisonScope, reading: TimeReading): SourcePair[] {
  const pairs: SourcePair[] = [];
  for (let i = 0; i < SOURCES.length; i += 1) {
    for (let j = i + 1; j < SOURCES.length; j += 1) {
      pairs.push(expectedPair(SOURCES[i]!, SOURCES[j]!, claims, scope, reading));
    }
  }
  return pairs;
}

function expectedPair(
  a: string,
  b: string,
  claims: readonly Claim[],
  scope: ComparisonScope,
  reading: TimeReading,
): SourcePair {
  const result = { a, b, shared: 0, agree: 0, compatible: 0, contradict: 0 };
  const ratios: number[] = [];
  for (const row of rowsOf(claims, [a, b], reading)) {
    const [ofA, ofB] = [answersIn(row, a, claims), answersIn(row, b, claims)];
    if (!ofA.some((claim) => isIn(claim, scope)) || !ofB.some((claim) => isIn(claim, scope))) continue;
    result.shared += 1;
    const between = row.contradictions.some((text) => {
      const speakers = claims.filter(({ claimId }) => text.includes(claimId)).map(speaker);
      return speakers.includes(a) && speakers.includes(b);
    });
    const contents = new Set([...ofA, ...ofB].map(said));
    if (between) result.contradict += 1;
    else if (contents.size === 1) result.agree += 1;
    else result.compatible += 1;
    const [x, y] = [number(ofA), number(ofB)];
    if (x > 0 && y > 0) ratios.push(x / y);
  }
  return { ...result, medianRatio: middle(ratios) };
}

function expectedQuestions(claims: readonly Claim[], scope: ComparisonScope): string[] {
  const shared = rowsOf(claims, SOURCES, 'CUMULATIVE').filter(
    (row) =>
      SOURCES.filter((source) => answersIn(row, source, claims).some((claim) => isIn(claim, scope))).length >=
      2,
  );
  return shared
    .map((row) => claims.find(({ claimId }) => claimId === row.claims[0])!.questionKey)
    .sort((x, y) => (x < y ? -1 : 1));
}

const rowsOf = (claims: readonly Claim[], sources: readonly string[], reading: TimeReading) =>
  EVENTS.flatMap((slug) => {
    const own = claims.filter((claim) => claim.event === slug);
    const record = { ...eventRecord(own), event: { ...eventRecord(own).event, slug } satisfies Event };
    return expectedComparison(record, request({ sources: [...sources], reading })).rows;
  });

const answersIn = (row: ReturnType<typeof rowsOf>[number], source: string, claims: readonly Claim[]) =>
  (row.cells[source]?.answers ?? []).map((id) => claims.find(({ claimId }) => claimId === id)!);

const speaker = (claim: Claim): string => claim.attribution.source;

function said(claim: Claim): string {
  if (claim.kind === 'STATEMENT') return claim.stance;
  if (claim.kind === 'RESPONSIBILITY') return JSON.stringify([claim.stance, claim.blamed]);
  return JSON.stringify([claim.figure.min, claim.extent === 'SOME' ? null : claim.figure.max]);
}

function number(answers: readonly Claim[]): number {
  const current = answers[answers.length - 1];
  if (current?.kind !== 'FIGURE' || current.extent === 'SOME') return 0;
  return current.figure.min === current.figure.max ? current.figure.min : 0;
}

function middle(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((x, y) => x - y);
  if (sorted.length === 0) return null;
  return (sorted[Math.ceil(sorted.length / 2) - 1]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
}

function isIn(claim: Claim, scope: ComparisonScope): boolean {
  const { events, parties, outcomes, assertedFrom, assertedTo } = scope;
  const parts: readonly string[] =
    claim.kind === 'FIGURE' ? claim.victims.parties : claim.kind === 'RESPONSIBILITY' ? claim.blamed : [];
  if (events && !events.includes(claim.event)) return false;
  if (parties && !parts.some((party) => parties.includes(party))) return false;
  if (outcomes && (claim.kind !== 'FIGURE' || !outcomes.includes(claim.outcome))) return false;
  if (assertedFrom && claim.assertedAt < assertedFrom) return false;
  return !(assertedTo && claim.assertedAt >= assertedTo);
}

// What is drawn

const anyReading = () => fc.constantFrom(...TIME_READINGS);

const anyClaims = () => fc.array(anyClaim(), { minLength: 6, maxLength: 20, size: 'max' });

function anyClaim(): fc.Arbitrary<Claim> {
  const said = {
    source: fc.constantFrom(...SOURCES),
    event: fc.constantFrom(...EVENTS),
    report: fc.constantFrom('report-a', 'report-b'),
    day: fc.integer({ min: 20, max: 23 }),
    start: fc.integer({ min: 0, max: 3 }),
    retracted: rarely(fc.constant(26)),
  };
  const count = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 1, arbitrary: fc.constantFrom([1, 3] as const, [2, null] as const, [0, 4] as const) },
  );
  const figures = fc.record({
    ...said,
    count,
    stance: fc.constantFrom('AFFIRMS', 'AFFIRMS', 'AFFIRMS', 'DENIES', 'UNCERTAIN'),
    extent: fc.constantFrom('TOTAL', 'TOTAL', 'TOTAL', 'SOME'),
    outcome: fc.constantFrom('KILLED', 'KILLED', 'WOUNDED'),
  });
  const stance = fc.constantFrom('AFFIRMS', 'AFFIRMS', 'DENIES', 'UNCERTAIN');
  const acts = fc.record({ ...said, stance, blamed: fc.subarray(['asayish', 'ndf']) });
  return fc.oneof(
    { weight: 5, arbitrary: figures.map((one) => figure(one as Parameters<typeof figure>[0])) },
    { weight: 1, arbitrary: fc.record({ ...said, stance }).map((one) => statement(one as never)) },
    { weight: 1, arbitrary: acts.map((one) => act(one as never)) },
  );
}

const anyScope = (): fc.Arbitrary<ComparisonScope> =>
  fc.record({
    events: rarely(fc.subarray(EVENTS)),
    parties: rarely(fc.subarray(['asayish', 'ndf'])),
    outcomes: rarely(
      fc.subarray(OUTCOMES.filter((outcome) => outcome === 'KILLED' || outcome === 'WOUNDED')),
    ),
    assertedFrom: rarely(fc.integer({ min: 20, max: 23 }).map(day)),
    assertedTo: rarely(fc.integer({ min: 21, max: 24 }).map(day)),
  });

/** null nine times of ten. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
