import { explainReconciliation } from '../domain/explain-reconciliation.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { namesOf, sourceNames } from './names.ts';

export const reconciliationResolvers: Resolvers = {
  Reconciliation: {
    kind: ({ held }) => held.kind,
    source: ({ comparison, held }) => (held.source === null ? null : comparison.sources.get(held.source)!),
    total: ({ comparison, held }) => ({ comparison, row: held.total }),
    parts: ({ comparison, held }) => held.parts.map((row) => ({ comparison, row })),
    sum: ({ held }) => held.sum,
    verdict: ({ held }) => held.verdict,
    explanation: async ({ comparison, held }, _, { loaders }) => {
      const parties = [held.total, ...held.parts].flatMap(({ question }) => question.parties);
      return explainReconciliation(held, {
        sources: sourceNames(comparison.sources),
        parties: await namesOf(loaders.party, parties),
      });
    },
  },
};
