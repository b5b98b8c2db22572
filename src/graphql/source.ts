import { NOW } from '../domain/as-of.ts';
import { sourceRevisionId } from '../domain/source.ts';
import { listClaims } from '../use-cases/list-claims.ts';
import { listSources } from '../use-cases/list-sources.ts';
import { recordSource } from '../use-cases/record-source.ts';
import { reviseSource } from '../use-cases/revise-source.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { expected, recorded } from './loaders.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

export const sourceResolvers: Resolvers = {
  Query: {
    source: (_, { slug }, { loaders }) => loaders.at(NOW).source.load(slug),
    sources: (_, { filter, ...page }, { database }) =>
      listSources(database, filter ?? {}, pageRequest(page, 'sources')),
  },
  Mutation: {
    recordSource: (_, { input }, context) =>
      recorded(context, recordSource(context.database, context.viewer, input)),
    reviseSource: (_, { input }, context) =>
      recorded(context, reviseSource(context.database, context.viewer, input)),
  },
  RecordSourcePayload: {
    source: ({ subject }, _, { loaders }) => expected(loaders.at(NOW).source.load(subject), subject),
  },
  Source: {
    id: sourceRevisionId,
    party: ({ party }, _, { loaders }) => (party === null ? null : loaders.party.load(party)),
    organOf: ({ organOf, recordedBy }, _, { loaders }) =>
      organOf === null ? null : loaders.at({ assertedBy: null, recordedBy }).source.load(organOf),
    origin: ({ origin, recordedBy }, _, { loaders }) =>
      expected(loaders.at({ assertedBy: null, recordedBy }).source.load(origin), origin),
    claims: ({ slug }, { filter, ...args }, { database, viewer }) =>
      listClaims(database, viewer, { ...filter, ofSource: slug }, claimOrder(args.orderBy), claimPage(args)),
  },
  SourceConnection: connectionResolvers,
  SourceEdge: edgeResolvers,
};
