import { explainExclusion } from '../domain/explain-exclusion.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { sourceNames } from './names.ts';

export const tallyResolvers: Resolvers = {
  Tally: {
    policy: ({ tally }) => tally.policy,
    bounds: ({ tally }) => tally.bounds,
    used: ({ tally }) => tally.used,
    excluded: ({ comparison, tally }) => tally.excluded.map((exclusion) => ({ comparison, exclusion })),
  },
  Exclusion: {
    claim: ({ exclusion }) => exclusion.claim,
    reason: ({ comparison, exclusion }) =>
      explainExclusion(exclusion, { sources: sourceNames(comparison.sources) }),
  },
};
