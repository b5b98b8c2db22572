import { type Claim, revisionId } from '../domain/claim.ts';
import { perspectiveOf } from '../domain/perspective.ts';
import { questionOf } from '../domain/question.ts';
import { mayRead } from '../domain/role.ts';
import { claimHistory } from '../use-cases/claim-history.ts';
import { findClaim } from '../use-cases/find-claim.ts';
import { listAssessments } from '../use-cases/list-assessments.ts';
import { listClaims } from '../use-cases/list-claims.ts';
import {
  recordFigureClaim,
  recordResponsibilityClaim,
  recordStatementClaim,
} from '../use-cases/record-claim.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import type { ClaimResolvers, Resolvers } from './generated/resolvers.ts';
import { all, expected, recorded } from './loaders.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

/** The GraphQL type of a claim. */
export const claimType = ({ kind }: Claim) =>
  (({ FIGURE: 'FigureClaim', STATEMENT: 'StatementClaim', RESPONSIBILITY: 'ResponsibilityClaim' }) as const)[
    kind
  ];

/** What claims of every kind resolve alike. */
const common: Omit<ClaimResolvers, '__resolveType'> = {
  id: revisionId,
  event: ({ event }, _, { loaders }) => expected(loaders.event.load(event), event),
  source: ({ attribution }, _, { loaders }) =>
    expected(loaders.source.load(attribution.source), attribution.source),
  question: (claim) => questionOf(claim),
  supersedes: async (claim, _, { loaders }) =>
    (await loaders.supersession.load(claim)).supersedes.get(claim.claimId) ?? null,
  supersededBy: async (claim, _, { loaders }) =>
    (await loaders.supersession.load(claim)).supersededBy.get(claim.claimId) ?? null,
  assessments: ({ claimId }, args, { database }) =>
    listAssessments(database, claimId, pageRequest(args, 'assessments')),
  history: ({ claimId }, { last }, { database, viewer }) => claimHistory(database, viewer, claimId, last),
};

export const claimResolvers: Resolvers = {
  Query: {
    claim: (_, { id }, { database, viewer }) => findClaim(database, viewer, id),
    claims: (_, { filter, ...args }, { database, viewer }) =>
      listClaims(database, viewer, filter ?? {}, claimOrder(args.orderBy), claimPage(args)),
  },
  Mutation: {
    recordFigureClaim: (_, { input }, context) =>
      recorded(context, recordFigureClaim(context.database, context.viewer, input)),
    recordStatementClaim: (_, { input }, context) =>
      recorded(context, recordStatementClaim(context.database, context.viewer, input)),
    recordResponsibilityClaim: (_, { input }, context) =>
      recorded(context, recordResponsibilityClaim(context.database, context.viewer, input)),
  },
  ClaimPayload: {
    claim: ({ subject }, _, { loaders }) => expected(loaders.claim.load(subject), subject),
  },
  Claim: { __resolveType: claimType },
  FigureClaim: {
    ...common,
    perpetrators: ({ perpetrators }, _, { loaders }) => all(loaders.party, perpetrators),
    perspective: async ({ attribution, victims, event }, _, { loaders }) =>
      perspectiveOf(
        await expected(loaders.source.load(attribution.source), attribution.source),
        victims.parties,
        await expected(loaders.event.load(event), event),
      ),
    partOf: async ({ partOf }, _, { loaders, viewer }) => {
      const whole = partOf === null ? null : await loaders.claim.load(partOf);
      return whole?.kind === 'FIGURE' && mayRead(viewer, whole) ? whole : null;
    },
    parts: async ({ claimId }, _, { loaders }) => (await loaders.parts.load(claimId)) ?? [],
  },
  StatementClaim: common,
  ResponsibilityClaim: {
    ...common,
    blamed: ({ blamed }, _, { loaders }) => all(loaders.party, blamed),
  },
  Attribution: {
    source: ({ source }, _, { loaders }) => expected(loaders.source.load(source), source),
    relayedBy: ({ relayedBy }, _, { loaders }) => all(loaders.source, relayedBy),
    follows: ({ follows }, _, { loaders }) => (follows === null ? null : loaders.source.load(follows)),
  },
  Citation: {
    report: ({ report }, _, { loaders }) => expected(loaders.report.load(report), report),
  },
  VictimGroup: {
    parties: ({ parties }, _, { loaders }) => all(loaders.party, parties),
  },
  ClaimConnection: connectionResolvers,
  ClaimEdge: edgeResolvers,
  AssessmentConnection: connectionResolvers,
  AssessmentEdge: edgeResolvers,
};
