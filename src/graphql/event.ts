import { listClaims } from '../use-cases/list-claims.ts';
import { listEvents } from '../use-cases/list-events.ts';
import { listReports } from '../use-cases/list-reports.ts';
import { recordEvent } from '../use-cases/record-event.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import { compareFor } from './comparison.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { all, expected, recorded } from './loaders.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

export const eventResolvers: Resolvers = {
  Query: {
    event: (_, { slug }, { loaders }) => loaders.event.load(slug),
    events: (_, { filter, orderBy, ...page }, { database }) =>
      listEvents(
        database,
        filter ?? {},
        orderBy === 'STARTED_AT_DESC',
        pageRequest(page, `events ${orderBy}`),
      ),
  },
  Mutation: {
    recordEvent: (_, { input }, context) =>
      recorded(context, recordEvent(context.database, context.viewer, input)),
  },
  RecordEventPayload: {
    event: ({ subject }, _, { loaders }) => expected(loaders.event.load(subject), subject),
  },
  Event: {
    parent: ({ parent }, _, { loaders }) => (parent === null ? null : loaders.event.load(parent)),
    parts: ({ slug }, args, { database }) =>
      listEvents(database, { parent: slug }, false, pageRequest(args, 'events STARTED_AT_ASC')),
    summary: ({ slug }, _, { loaders }) => expected(loaders.summary.load(slug), slug),
    reports: ({ slug }, args, { database }) => listReports(database, slug, pageRequest(args, 'reports')),
    claims: ({ slug }, { filter, ...args }, { database, viewer }) =>
      listClaims(database, viewer, { ...filter, ofEvent: slug }, claimOrder(args.orderBy), claimPage(args)),
    comparison: ({ slug }, args, context) => expected(compareFor(context, slug, args), slug),
  },
  Side: {
    parties: ({ parties }, _, { loaders }) => all(loaders.party, parties),
  },
  EventConnection: connectionResolvers,
  EventEdge: edgeResolvers,
};
