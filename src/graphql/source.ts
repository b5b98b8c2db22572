import { NOW } from '../domain/as-of.ts';
import { explainLossReporting } from '../domain/explain-loss-reporting.ts';
import { sourceRevisionId } from '../domain/source.ts';
import { listClaims } from '../use-cases/list-claims.ts';
import { listLossReporting } from '../use-cases/list-loss-reporting.ts';
import { listSources } from '../use-cases/list-sources.ts';
import { recordSource } from '../use-cases/record-source.ts';
import { reviseSource } from '../use-cases/revise-source.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { expected, recorded } from './loaders.ts';
import { namesOf } from './names.ts';
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
    lossReporting: ({ slug }, _, { database }) => listLossReporting(database, slug),
  },
  LossReporting: {
    party: ({ party }, _, { loaders }) => expected(loaders.party.load(party), party),
    explanation: async (reporting, _, { loaders }) => {
      const { own, other } = reporting.widest;
      const sources = [own, other].map(({ attribution }) => attribution.source);
      const event = await expected(loaders.event.load(own.event), own.event);
      return explainLossReporting(reporting, {
        sources: await namesOf(loaders.at(NOW).source, sources),
        parties: await namesOf(loaders.party, [reporting.party]),
        events: new Map([[event.slug, event.title]]),
      });
    },
  },
  SourceConnection: connectionResolvers,
  SourceEdge: edgeResolvers,
};
