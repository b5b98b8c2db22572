import { listParties } from '../use-cases/list-parties.ts';
import { listSources } from '../use-cases/list-sources.ts';
import { recordParty } from '../use-cases/record-party.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { expected, recorded } from './loaders.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

export const partyResolvers: Resolvers = {
  Query: {
    party: (_, { slug }, { loaders }) => loaders.party.load(slug),
    parties: (_, args, { database }) => listParties(database, pageRequest(args, 'parties')),
  },
  Mutation: {
    recordParty: (_, { input }, context) =>
      recorded(context, recordParty(context.database, context.viewer, input)),
  },
  RecordPartyPayload: {
    party: ({ subject }, _, { loaders }) => expected(loaders.party.load(subject), subject),
  },
  Party: {
    sources: ({ slug }, args, { database }) =>
      listSources(database, { parties: [slug] }, pageRequest(args, 'sources')),
  },
  PartyConnection: connectionResolvers,
  PartyEdge: edgeResolvers,
};
