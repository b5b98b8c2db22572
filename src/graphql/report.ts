import { NOW } from '../domain/as-of.ts';
import { listClaims } from '../use-cases/list-claims.ts';
import { recordReport } from '../use-cases/record-report.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { expected, recorded } from './loaders.ts';
import { connectionResolvers, edgeResolvers } from './pagination.ts';

/** The order in which a report's claims are listed. */
const ORDER = 'ASSERTED_AT_ASC';

export const reportResolvers: Resolvers = {
  Query: {
    report: (_, { slug }, { loaders }) => loaders.report.load(slug),
  },
  Mutation: {
    recordReport: (_, { input }, context) =>
      recorded(context, recordReport(context.database, context.viewer, input)),
  },
  RecordReportPayload: {
    report: ({ subject }, _, { loaders }) => expected(loaders.report.load(subject), subject),
  },
  Report: {
    publisher: ({ publisher }, _, { loaders }) => expected(loaders.at(NOW).source.load(publisher), publisher),
    claims: ({ slug }, args, { database, viewer }) =>
      listClaims(
        database,
        viewer,
        { ofReport: slug },
        claimOrder(ORDER),
        claimPage({ ...args, orderBy: ORDER }),
      ),
  },
  ReportConnection: connectionResolvers,
  ReportEdge: edgeResolvers,
};
