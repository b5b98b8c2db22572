import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf } from '../../src/domain/answers.ts';
import type { Camp } from '../../src/domain/camps.ts';
import { type Claim, isFigureClaim } from '../../src/domain/claim.ts';
import {
  type ComparisonRequest,
  type ComparisonRow,
  compare,
  type EventRecord,
} from '../../src/domain/comparison.ts';
import type { Contradiction } from '../../src/domain/contradiction.ts';
import type { Bounds, Figure } from '../../src/domain/figure.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { type Extent, TIME_READINGS } from '../../src/domain/vocabulary.ts';
import {
  act,
  type Count,
  day,
  event,
  figure,
  request,
  source,
  sourcesOf,
  statement,
} from '../support/claims.ts';
import {
  content,
  type ExpectedCamp,
  type ExpectedComparison,
  type ExpectedRow,
  expectedComparison,
} from '../support/comparison-oracle.ts';

const RUNS = 1000;

const PARTIES = ['ndf', 'army', 'asayish', 'sdf'];
const SOURCES = ['alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf'];
const REPORTS = ['report-a', 'report-b', 'report-c', 'report-d'];

test('a comparison is what the rules, read naively, say of the same event', () => {
  fc.assert(
    fc.property(anyRecord(), anyRequest(), (record, asked) => {
      expect(told(record, asked)).toEqual(tied(expectedComparison(record, asked)));
    }),
    { numRuns: RUNS },
  );
});

test('a comparison is the same whatever the order in which its claims are read', () => {
  fc.assert(
    fc.property(anyRecord(), anyRequest(), fc.func(fc.nat()), (record, asked, rank) => {
      const shuffled = [...record.claims].sort((a, b) => rank(a.claimId) - rank(b.claimId));
      expect(compare({ ...record, claims: shuffled }, asked)).toEqual(compare(record, asked));
    }),
    { numRuns: RUNS / 4 },
  );
});

test('contradictions come the widest gap first, camps by origins, then by bounds', () => {
  fc.assert(
    fc.property(anyRecord(), anyRequest(), (record, asked) => {
      for (const row of compare(record, asked).rows) {
        const gaps = row.contradictions.map(({ gap }) => gap ?? -1);
        expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
        const ranks = row.camps.map(({ corroboration, bounds }) => [
          -corroboration.origins.length,
          bounds?.min ?? 0,
          bounds?.max ?? 1_000,
        ]);
        expect(ranks).toEqual([...ranks].sort(([a, b, c], [x, y, z]) => a! - x! || b! - y! || c! - z!));
      }
    }),
    { numRuns: RUNS / 4 },
  );
});

test('the events drawn clash often, and reach every agreement, standing, basis and kind of request', () => {
  const drawn = fc.sample(fc.tuple(anyRecord(), anyRequest()), { numRuns: 500, seed: 2021 });
  const rows = drawn.flatMap(([record, asked]) => compare(record, asked).rows);
  const cells = rows.flatMap((row) => [...row.bySource.values()]);
  const count = (values: readonly unknown[]) => new Set(values).size;
  expect(rows.filter(({ agreement }) => agreement === 'CONTRADICT').length).toBeGreaterThan(150);
  expect(count(rows.map(({ agreement }) => agreement))).toBe(4);
  expect(count(cells.map(({ standing }) => standing))).toBe(4);
  expect(count(rows.flatMap(({ contradictions }) => contradictions.map(({ basis }) => basis)))).toBe(2);
  expect(count(drawn.map(([, asked]) => `${asked.assertedBy === null} ${asked.sources === null}`))).toBe(4);
  expect(
    drawn.some(([{ sources }]) => [...sources.values()].some(({ slug, origin }) => slug !== origin)),
  ).toBe(true);
});

// What the code says, in the oracle's words

function told(record: EventRecord, asked: ComparisonRequest): ExpectedComparison {
  const { columns, rows } = compare(record, asked);
  return { columns, rows: rows.map(toldRow) };
}

function toldRow(row: ComparisonRow): ExpectedRow {
  const cells = [...row.bySource];
  return {
    claims: cells.flatMap(([, cell]) => ids(cell.claims)).sort(),
    cells: Object.fromEntries(
      cells.map(([slug, { standing, answers, denials, claims }]) => [
        slug,
        { standing, answers: ids(answers), denials: ids(denials), claims: ids(claims) },
      ]),
    ),
    contradictions: row.contradictions.map(toldContradiction).sort(),
    agreement: row.agreement,
    envelope: interval(row.envelope),
    common: interval(row.common),
    camps: row.camps.map(toldCamp).sort(byContent),
  };
}

const toldContradiction = ({ a, b, gap, basis }: Contradiction): string =>
  `${[a.claimId, b.claimId].sort().join(' × ')}, gap ${gap}, ${basis}`;

function toldCamp({ bounds, stance, blamed, claims, corroboration }: Camp): ExpectedCamp {
  const example = claims[0]!;
  expect(bounds).toEqual(isFigureClaim(example) ? boundsOf(example) : null);
  expect({ stance, blamed }).toEqual({
    stance: example.stance,
    blamed: example.kind === 'RESPONSIBILITY' ? example.blamed : [],
  });
  expect(new Set(claims.map(content)).size).toBe(1);
  return { content: content(example), claims: ids(claims).sort(), ...corroboration };
}

/** The order of camps that rank the same is nobody's business here. */
const tied = ({ columns, rows }: ExpectedComparison): ExpectedComparison => ({
  columns,
  rows: rows.map((row) => ({ ...row, camps: [...row.camps].sort(byContent) })),
});

const byContent = (a: ExpectedCamp, b: ExpectedCamp): number => (a.content < b.content ? -1 : 1);
const ids = (claims: readonly Claim[]): string[] => claims.map(({ claimId }) => claimId);
const interval = (bounds: Bounds | null): [number, number] | null =>
  bounds === null ? null : [bounds.min, bounds.max ?? Infinity];

// Small events in which clashes are frequent

function anyRecord(): fc.Arbitrary<EventRecord> {
  return fc
    .record({ parties: fc.integer({ min: 2, max: 4 }), sources: anySources(), focus: anyFocus() })
    .chain(({ parties, sources, focus }) =>
      fc
        .record({
          split: fc.integer({ min: 1, max: parties - 1 }),
          published: fc.tuple(...REPORTS.map(() => anyDay())),
          claims: anyClaims(
            anyClaim(
              sources.map(({ slug }) => slug),
              PARTIES.slice(0, parties),
              focus,
            ),
          ),
        })
        .map(({ split, published, claims }) => {
          const sides = [PARTIES.slice(0, split), PARTIES.slice(split, parties)];
          const reported = claims.map((claim) => ({
            ...claim,
            publishedAt: day(published[REPORTS.indexOf(claim.citation.report)]!),
          }));
          return {
            event: event({ sides: sides.map((side) => ({ label: null, parties: side })) }),
            claims: reported.map((claim) => underAWhole(claim, reported)),
            sources: sourcesOf(claims, sources),
          };
        }),
    );
}

const saidBy = ({ attribution, event: about }: Claim): string => `${attribution.source} of ${about}`;

/** Many, so that they meet; few, so that a failure shrinks to the claims that matter. */
const anyClaims = (claim: fc.Arbitrary<Claim>): fc.Arbitrary<Claim[]> =>
  fc.oneof(
    { withCrossShrink: true },
    { arbitrary: fc.array(claim, { minLength: 1, maxLength: 5 }), weight: 1 },
    { arbitrary: fc.array(claim, { minLength: 8, maxLength: 16 }), weight: 4 },
  );

/** Who is a part is one of a claim of the same source and event; partOf is first drawn as a number. */
function underAWhole(claim: Claim, claims: readonly Claim[]): Claim {
  if (claim.kind !== 'FIGURE' || claim.partOf === null) return claim;
  const own = claims.filter(isFigureClaim).filter((other) => saidBy(other) === saidBy(claim));
  return { ...claim, partOf: own[Number(claim.partOf) % own.length]!.claimId };
}

function anySources(): fc.Arbitrary<SourceRecord[]> {
  const traits = fc.record({
    kind: fc.constantFrom('OTHER', 'OTHER', 'OTHER', 'MEDIA_OUTLET', 'UNNAMED', 'COMPILER'),
    anonymous: mostly(false, true),
    ownParty: sometimes(fc.constantFrom(...PARTIES)),
    organOf: sometimes(fc.nat(5)),
  });
  return fc.array(traits, { minLength: 2, maxLength: 7, size: 'max' }).map((all) =>
    all.map(({ organOf, ...given }, index) =>
      source(SOURCES[index]!, {
        ...given,
        anonymous: given.anonymous || given.kind === 'UNNAMED',
        organOf: organOf === null || organOf >= index ? null : SOURCES[organOf]!,
      } as Partial<SourceRecord>),
    ),
  );
}

/** What most claims of an event are about, so that they meet in one row. */
interface Focus {
  readonly kind: Claim['kind'];
  readonly outcome: 'KILLED' | 'WOUNDED';
  readonly extent: Extent;
}

const anyFocus = (): fc.Arbitrary<Focus> =>
  fc.record({
    kind: mostly('FIGURE' as const, 'STATEMENT' as const, 'RESPONSIBILITY' as const),
    outcome: fc.constantFrom('KILLED' as const, 'WOUNDED' as const),
    extent: fc.constantFrom('TOTAL' as const, 'TOTAL' as const, 'SOME' as const),
  });

function anyClaim(sources: readonly string[], parties: readonly string[], focus: Focus): fc.Arbitrary<Claim> {
  const weighed = <T>(kind: Claim['kind'], arbitrary: fc.Arbitrary<T>) => ({
    arbitrary,
    weight: kind === focus.kind ? 12 : 1,
  });
  const said = {
    source: fc.constantFrom(...sources),
    follows: mostly(null, ...sources),
    event: mostly('clash', 'a-part-of-it'),
    report: fc.constantFrom(...REPORTS),
    start: fc.option(fc.nat(3)),
    recorded: fc.integer({ min: 40, max: 42 }),
    stance: mostly('AFFIRMS' as const, 'DENIES' as const, 'UNCERTAIN' as const),
    status: mostly('PUBLISHED' as const, 'DRAFT' as const, 'REJECTED' as const),
    window: fc.tuple(anyDay(), fc.integer({ min: 1, max: 3 })),
    withdrawn: sometimes(fc.integer({ min: 0, max: 3 })),
  };
  const figures = fc.record({
    ...said,
    kind: fc.constant('FIGURE' as const),
    outcome: mostly(focus.outcome, 'MISSING' as const),
    extent: mostly(focus.extent, 'TOTAL' as const, 'SOME' as const),
    count: anyCount(),
    soft: mostly(null, 'ABOUT' as const, 'VAGUE' as const),
    victims: anyVictims(parties),
    coversFrom: mostly(null, day(22)),
    coversTo: mostly(null, day(23)),
    partOf: mostly(null, '0', '1', '2'),
  });
  const statements = fc.record({
    ...said,
    kind: fc.constant('STATEMENT' as const),
    proposition: fc.constantFrom('The truce held.', 'the truce  HELD', 'The talks failed.'),
  });
  const acts = fc.record({
    ...said,
    kind: fc.constant('RESPONSIBILITY' as const),
    act: fc.constantFrom('The shot.', 'the shot', 'The fire'),
    blamed: fc.subarray([...parties]).map((slugs) => slugs.sort()),
  });
  return fc
    .oneof(weighed('FIGURE', figures), weighed('STATEMENT', statements), weighed('RESPONSIBILITY', acts))
    .map(({ window: [from, length], withdrawn, ...rest }) => {
      const published = rest.status === 'PUBLISHED' && withdrawn !== null;
      const times = { day: from, until: from + length, retracted: published ? from + withdrawn : null };
      const status = published ? 'RETRACTED' : rest.status;
      if (rest.kind === 'STATEMENT') return statement({ ...rest, ...times, status });
      if (rest.kind === 'RESPONSIBILITY') return act({ ...rest, ...times, status });
      const { soft, count, ...counted } = rest;
      const [min, max] = count;
      const plain: Figure['qualifier'] = max === null ? 'AT_LEAST' : min === max ? 'EXACT' : 'RANGE';
      return figure({ ...counted, ...times, status, count, qualifier: soft ?? plain });
    });
}

function anyVictims(parties: readonly string[]) {
  const own = (status: 'COMBATANT' | 'CIVILIAN' | 'UNSPECIFIED', named: readonly string[]) =>
    ({ scope: 'PARTIES', parties: named, status }) as const;
  const [one, other] = parties;
  return mostly(
    own('COMBATANT', [one!]),
    own('UNSPECIFIED', [one!]),
    own('CIVILIAN', [one!]),
    own('COMBATANT', [one!, other!].sort()),
    { scope: 'ALL', parties: [], status: 'UNSPECIFIED' } as const,
    { scope: 'UNKNOWN', parties: [], status: 'COMBATANT' } as const,
    { scope: 'UNKNOWN', parties: [], status: 'UNSPECIFIED' } as const,
  );
}

const anyCount = (): fc.Arbitrary<Exclude<Count, number>> =>
  fc
    .tuple(fc.nat(5), fc.oneof(fc.constant(0), fc.nat(3), fc.constant(null)))
    .map(([min, more]) => [min, more === null ? null : min + more]);

const anyDay = (): fc.Arbitrary<number> => fc.integer({ min: 20, max: 26 });

function mostly<const T extends readonly unknown[]>(...values: T): fc.Arbitrary<T[number]> {
  const [usual, ...others] = values;
  return fc.oneof(
    { arbitrary: fc.constant(usual), weight: 8 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  ) as fc.Arbitrary<T[number]>;
}

function anyRequest(): fc.Arbitrary<ComparisonRequest> {
  const outcomes = ['KILLED', 'WOUNDED', 'MISSING'] as const;
  return fc
    .record({
      assertedBy: sometimes(fc.integer({ min: 22, max: 28 }).map(day)),
      includeDrafts: fc.boolean(),
      reading: fc.constantFrom(...TIME_READINGS),
      sources: sometimes(fc.subarray(SOURCES, { minLength: 1 })),
      outcomes: sometimes(fc.subarray([...outcomes])),
    })
    .map(request);
}

const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 8 }, { arbitrary, weight: 1 });
