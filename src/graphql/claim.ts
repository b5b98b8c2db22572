import { NOW } from '../domain/as-of.ts';
import { type Claim, revisionId } from '../domain/claim.ts';
import { perspectiveOf } from '../domain/perspective.ts';
import { questionOf } from '../domain/question.ts';
import { repeatsOf } from '../domain/repeats.ts';
import { mayRead } from '../domain/role.ts';
import { supersessionOf } from '../domain/supersession.ts';
import { assessClaim } from '../use-cases/assess-claim.ts';
import { claimHistory } from '../use-cases/claim-history.ts';
import { publishClaim, rejectClaim, retractClaim } from '../use-cases/decide-claim.ts';
import { findClaim } from '../use-cases/find-claim.ts';
import { listAssessments } from '../use-cases/list-assessments.ts';
import { listClaims } from '../use-cases/list-claims.ts';
import {
  recordFigureClaim,
  recordResponsibilityClaim,
  recordStatementClaim,
} from '../use-cases/record-claim.ts';
import {
  reviseFigureClaim,
  reviseResponsibilityClaim,
  reviseStatementClaim,
} from '../use-cases/revise-claim.ts';
import { claimOrder, claimPage } from './claim-order.ts';
import type { ClaimResolvers, Resolvers } from './generated/resolvers.ts';
import { all, expected, type Loaders, recorded } from './loaders.ts';
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
  source: ({ attribution, asOf }, _, { loaders }) =>
    expected(loaders.at(asOf).source.load(attribution.source), attribution.source),
  attribution: ({ attribution, asOf }) => ({ ...attribution, asOf }),
  question: (claim) => questionOf(claim),
  supersedes: async (claim, _, { loaders }) =>
    supersessionOf(await saidBySame(claim, loaders)).supersedes.get(claim.claimId) ?? null,
  supersededBy: async (claim, _, { loaders }) =>
    supersessionOf(await saidBySame(claim, loaders)).supersededBy.get(claim.claimId) ?? null,
  repeats: async (claim, _, { loaders }) =>
    repeatsOf(claim, (await loaders.at(claim.asOf).assertions.load(claim.questionKey)) ?? new Map()),
  assessments: ({ claimId, asOf }, args, { database }) =>
    listAssessments(database, claimId, asOf.recordedBy, pageRequest(args, 'assessments')),
  history: ({ claimId, asOf }, { last }, { database, viewer }) =>
    claimHistory(database, viewer, claimId, asOf.recordedBy, last),
};

/** What the claim's source said to its question, as it is looked at. */
async function saidBySame({ attribution, questionKey, asOf }: Claim, loaders: Loaders): Promise<Claim[]> {
  const said = (await loaders.at(asOf).said.load(questionKey)) ?? [];
  return said.filter((other) => other.attribution.source === attribution.source);
}

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
    reviseFigureClaim: (_, { input }, context) =>
      recorded(context, reviseFigureClaim(context.database, context.viewer, input)),
    reviseStatementClaim: (_, { input }, context) =>
      recorded(context, reviseStatementClaim(context.database, context.viewer, input)),
    reviseResponsibilityClaim: (_, { input }, context) =>
      recorded(context, reviseResponsibilityClaim(context.database, context.viewer, input)),
    publishClaim: (_, { input }, context) =>
      recorded(context, publishClaim(context.database, context.viewer, input)),
    rejectClaim: (_, { input }, context) =>
      recorded(context, rejectClaim(context.database, context.viewer, input)),
    retractClaim: (_, { input }, context) =>
      recorded(context, retractClaim(context.database, context.viewer, input)),
    assessClaim: (_, { input }, context) =>
      recorded(context, assessClaim(context.database, context.viewer, input)),
  },
  ClaimPayload: {
    claim: ({ subject }, _, { loaders }) => expected(loaders.at(NOW).claim.load(subject), subject),
  },
  Claim: { __resolveType: claimType },
  FigureClaim: {
    ...common,
    perpetrators: ({ perpetrators }, _, { loaders }) => all(loaders.party, perpetrators),
    perspective: async ({ attribution, victims, event, asOf }, _, { loaders }) =>
      perspectiveOf(
        await expected(loaders.at(asOf).source.load(attribution.source), attribution.source),
        victims.parties,
        await expected(loaders.event.load(event), event),
      ),
    partOf: async ({ partOf, asOf }, _, { loaders, viewer }) => {
      const whole = partOf === null ? null : await loaders.at(asOf).claim.load(partOf);
      return whole?.kind === 'FIGURE' && mayRead(viewer, whole) ? whole : null;
    },
    parts: async ({ claimId, asOf }, _, { loaders }) => (await loaders.at(asOf).parts.load(claimId)) ?? [],
  },
  StatementClaim: common,
  ResponsibilityClaim: {
    ...common,
    blamed: ({ blamed }, _, { loaders }) => all(loaders.party, blamed),
  },
  Attribution: {
    source: ({ source, asOf }, _, { loaders }) => expected(loaders.at(asOf).source.load(source), source),
    relayedBy: ({ relayedBy, asOf }, _, { loaders }) => all(loaders.at(asOf).source, relayedBy),
    follows: ({ follows, asOf }, _, { loaders }) =>
      follows === null ? null : loaders.at(asOf).source.load(follows),
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
