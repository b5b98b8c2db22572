import { NOW } from '../domain/as-of.ts';
import { cellOf } from '../domain/comparison.ts';
import { compareSources } from '../use-cases/compare-sources.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { all, expected } from './loaders.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

export const sourceComparisonResolvers: Resolvers = {
  Query: {
    sourceComparison: (_, { sources, scope, reading }, { database }) =>
      compareSources(database, {
        sources,
        scope: {
          events: scope?.events ?? null,
          parties: scope?.parties ?? null,
          outcomes: scope?.outcomes ?? null,
          assertedFrom: scope?.assertedFrom ?? null,
          assertedTo: scope?.assertedTo ?? null,
        },
        reading,
      }),
  },
  SourceComparison: {
    sources: ({ sources }, _, { loaders }) => all(loaders.at(NOW).source, sources),
    pairs: (comparison) => comparison.pairs(),
    questions: (comparison, args) => comparison.questions(pageRequest(args, 'shared questions')),
  },
  SourcePair: {
    a: ({ a }, _, { loaders }) => expected(loaders.at(NOW).source.load(a), a),
    b: ({ b }, _, { loaders }) => expected(loaders.at(NOW).source.load(b), b),
  },
  SharedQuestion: {
    event: ({ row }, _, { loaders }) => expected(loaders.event.load(row.question.event), row.question.event),
    question: ({ row }) => row.question,
    agreement: ({ row }) => row.agreement,
    cells: ({ columns, sources, row }) =>
      columns.map((source) => ({ comparison: { sources }, row, source, said: cellOf(row, source) })),
  },
  SharedQuestionConnection: connectionResolvers,
  SharedQuestionEdge: edgeResolvers,
};
