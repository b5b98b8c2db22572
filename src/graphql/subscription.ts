import { questionOf } from '../domain/question.ts';
import { changedClaim, watchAgreements, watchClaims } from '../use-cases/watch-changes.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { type Context, expected } from './loaders.ts';

/** One subscription's changes share a context: what was loaded for the last one may be otherwise by now. */
function anew<Change>(change: Change, _: unknown, { loaders, answer }: Context): Change {
  loaders.clear();
  answer.clear();
  return change;
}

export const subscriptionResolvers: Resolvers = {
  Subscription: {
    claimChanged: {
      subscribe: async (_, watched, { database, viewer }) => watchClaims(database, viewer, watched),
      resolve: anew,
    },
    agreementChanged: {
      subscribe: async (_, watched, { database }) => watchAgreements(database, watched),
      resolve: anew,
    },
  },
  ClaimChange: {
    claim: (change, _, { database }) => changedClaim(database, change),
  },
  AgreementChange: {
    event: ({ event }, _, { loaders }) => expected(loaders.event.load(event), event),
    question: async (change, _, { database }) => questionOf(await changedClaim(database, change)),
  },
};
