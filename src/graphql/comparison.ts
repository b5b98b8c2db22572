import { boundsOf } from '../domain/answers.ts';
import { isFigureClaim } from '../domain/claim.ts';
import { type Comparison, cellOf } from '../domain/comparison.ts';
import { explainContradiction } from '../domain/explanation.ts';
import { relation } from '../domain/figure-relation.ts';
import { reconciliationsOf } from '../domain/reconciliation.ts';
import { Refusal } from '../domain/refusal.ts';
import { tallyOf } from '../domain/tally.ts';
import { compareEvent } from '../use-cases/compare-event.ts';
import type { EventComparisonArgs, Resolvers } from './generated/resolvers.ts';
import { all, type Context } from './loaders.ts';
import { namesOf } from './names.ts';
import { lastOf } from './pagination.ts';

export function compareFor(
  { database, viewer, loaders }: Context,
  event: string,
  { asOf, sources, outcomes, includeDrafts, includeParts, reading }: EventComparisonArgs,
): Promise<Comparison | null> {
  const request = {
    assertedBy: asOf?.assertedBy ?? null,
    recordedBy: asOf?.recordedBy ?? null,
    sources: sources ?? null,
    outcomes: outcomes ?? null,
    includeDrafts,
    includeParts,
    reading,
  };
  const key = JSON.stringify([event, request]);
  const known = loaders.comparisons.get(key);
  if (known) return known;
  const comparison = compareEvent(database, viewer, event, request);
  loaders.comparisons.set(key, comparison);
  return comparison;
}

export const comparisonResolvers: Resolvers = {
  Query: {
    comparison: (_, { event, ...args }, context) => compareFor(context, event, args),
  },
  Comparison: {
    assertedBy: ({ request }) => request.assertedBy,
    recordedBy: ({ request }) => request.recordedBy,
    reading: ({ request }) => request.reading,
    sources: ({ columns, sources }) => columns.map((slug) => sources.get(slug)!),
    rowCount: ({ rows }) => rows.length,
    rows: (comparison, { first, skip }) =>
      slice(comparison.rows, first, skip).map((row) => ({ comparison, row })),
    reconciliations: (comparison) => reconciliationsOf(comparison).map((held) => ({ comparison, held })),
  },
  ComparisonRow: {
    question: ({ row }) => row.question,
    agreement: ({ row }) => row.agreement,
    envelope: ({ row }) => row.envelope,
    common: ({ row }) => row.common,
    camps: ({ row }) => row.camps,
    tally: ({ comparison, row }, { policy }) => {
      const tally = tallyOf(row, policy, comparison);
      return tally && { comparison, tally };
    },
    contradictionCount: ({ row }) => row.contradictionCount,
    contradictions: ({ row }, { first }) => slice(row.contradictions, first, 0),
    cells: ({ comparison, row }, { silent }) =>
      comparison.columns
        .map((source) => ({ comparison, row, source, said: cellOf(row, source) }))
        .filter(({ said }) => silent || said.standing !== 'SILENT'),
  },
  ComparisonCell: {
    source: ({ comparison, source }) => comparison.sources.get(source)!,
    standing: ({ said }) => said.standing,
    answers: ({ said }) => said.answers,
    current: ({ said }) => said.answers.at(-1) ?? null,
    denials: ({ said }) => said.denials,
    claimCount: ({ said }) => said.claims.length,
    claims: ({ said }, { last }) => lastOf(said.claims, last),
    relationTo: ({ row, said }, { source }) => {
      const [own, other] = [said.answers.at(-1), cellOf(row, source).answers.at(-1)];
      if (!own || !other || !isFigureClaim(own) || !isFigureClaim(other)) return null;
      return relation(boundsOf(own), boundsOf(other));
    },
  },
  Contradiction: {
    explanation: async (contradiction, _, { loaders }) => {
      const claims = [contradiction.a, contradiction.b];
      const blamed = claims.flatMap((claim) => (claim.kind === 'RESPONSIBILITY' ? claim.blamed : []));
      return explainContradiction(contradiction, {
        sources: await namesOf(
          loaders.at(contradiction.a.asOf).source,
          claims.map((claim) => claim.attribution.source),
        ),
        parties: await namesOf(loaders.party, blamed),
      });
    },
  },
  Camp: {
    blamed: ({ blamed }, _, { loaders }) => all(loaders.party, blamed),
    corroboration: ({ corroboration, claims }) => ({ ...corroboration, asOf: claims[0]!.asOf }),
  },
  Corroboration: {
    origins: ({ origins, asOf }, _, { loaders }) => all(loaders.at(asOf).source, origins),
    independentOrigins: ({ origins }) => origins.length,
  },
};

function slice<T>(items: readonly T[], first: number, skip: number): readonly T[] {
  const problems = Object.entries({ first, skip })
    .filter(([, count]) => count < 0)
    .map(([field, count]) => ({ field, message: `expected 0 or more, got ${count}` }));
  if (problems.length > 0) throw Refusal.ofProblems(problems);
  return items.slice(skip, skip + first);
}
