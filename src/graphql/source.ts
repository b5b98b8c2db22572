import { listClaims } from '../use-cases/list-claims.ts';
import { listSources } from '../use-cases/list-sources.ts';
import { recordSource } from '../use-cases/record-source.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { expected, recorded } from './loaders.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

export const sourceResolvers: Resolvers = {
  Query: {
    source: (_, { slug }, { loaders }) => loaders.source.load(slug),
    sources: (_, { filter, ...page }, { database }) =>
      listSources(database, filter ?? {}, pageRequest(page, 'sources')),
  },
  Mutation: {
    recordSource: (_, { input }, context) =>
      recorded(context, recordSource(context.database, context.viewer, input)),
  },
  RecordSourcePayload: {
    source: ({ subject }, _, { loaders }) => expected(loaders.source.load(subject), subject),
  },
  Source: {
    party: ({ party }, _, { loaders }) => (party === null ? null : loaders.party.load(party)),
    organOf: ({ organOf }, _, { loaders }) => (organOf === null ? null : loaders.source.load(organOf)),
    origin: ({ origin }, _, { loaders }) => expected(loaders.source.load(origin), origin),
    claims: ({ slug }, { filter, ...args }, { database, viewer }) =>
      listClaims(database, viewer, { ...filter, ofSource: slug }, claimOrder(args.orderBy), claimPage(args)),
  },
  SourceConnection: connectionResolvers,
  SourceEdge: edgeResolvers,
};
