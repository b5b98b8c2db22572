import { boundsOf } from '../domain/answers.ts';
import { isFigureClaim } from '../domain/claim.ts';
import { type Comparison, cellOf } from '../domain/comparison.ts';
import { explainContradiction } from '../domain/explanation.ts';
import { relation } from '../domain/figure-relation.ts';
import { Refusal } from '../domain/refusal.ts';
import { compareEvent } from '../use-cases/compare-event.ts';
import type { EventComparisonArgs, Resolvers } from './generated/resolvers.ts';
import { all, type Context, expected } from './loaders.ts';
import { namesOf } from './names.ts';
import { lastOf } from './pagination.ts';

export const compareFor = (
  { database, viewer }: Context,
  event: string,
  { asOf, sources, outcomes, includeDrafts, includeParts, reading }: EventComparisonArgs,
): Promise<Comparison | null> =>
  compareEvent(database, viewer, event, {
    assertedBy: asOf?.assertedBy ?? null,
    sources: sources ?? null,
    outcomes: outcomes ?? null,
    includeDrafts,
    includeParts,
    reading,
  });

export const comparisonResolvers: Resolvers = {
  Query: {
    comparison: (_, { event, ...args }, context) => compareFor(context, event, args),
  },
  Comparison: {
    assertedBy: ({ request }) => request.assertedBy,
    reading: ({ request }) => request.reading,
    sources: ({ columns }, _, { loaders }) => all(loaders.source, columns),
    rowCount: ({ rows }) => rows.length,
    rows: (comparison, { first, skip }) =>
      slice(comparison.rows, first, skip).map((row) => ({ comparison, row })),
  },
  ComparisonRow: {
    question: ({ row }) => row.question,
    agreement: ({ row }) => row.agreement,
    envelope: ({ row }) => row.envelope,
    common: ({ row }) => row.common,
    camps: ({ row }) => row.camps,
    contradictionCount: ({ row }) => row.contradictions.length,
    contradictions: ({ row }, { first }) => slice(row.contradictions, first, 0),
    cells: ({ comparison, row }, { silent }) =>
      comparison.columns
        .map((source) => ({ row, source, said: cellOf(row, source) }))
        .filter(({ said }) => silent || said.standing !== 'SILENT'),
  },
  ComparisonCell: {
    source: ({ source }, _, { loaders }) => expected(loaders.source.load(source), source),
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
          loaders.source,
          claims.map((claim) => claim.attribution.source),
        ),
        parties: await namesOf(loaders.party, blamed),
      });
    },
  },
  Camp: {
    blamed: ({ blamed }, _, { loaders }) => all(loaders.party, blamed),
  },
  Corroboration: {
    origins: ({ origins }, _, { loaders }) => all(loaders.source, origins),
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
