import { readdirSync, readFileSync } from 'node:fs';
import { mergeResolvers } from '@graphql-tools/merge';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { claimResolvers } from './claim.ts';
import { comparisonResolvers } from './comparison.ts';
import { eventResolvers } from './event.ts';
import { figureResolvers } from './figure.ts';
import { journalResolvers } from './journal.ts';
import { keyResolvers } from './key.ts';
import { meterFields } from './meter-fields.ts';
import { nodeResolvers } from './node.ts';
import { partyResolvers } from './party.ts';
import { questionResolvers } from './question.ts';
import { reconciliationResolvers } from './reconciliation.ts';
import { reportResolvers } from './report.ts';
import * as scalars from './scalars.ts';
import { sourceResolvers } from './source.ts';
import { sourceComparisonResolvers } from './source-comparison.ts';
import { subscriptionResolvers } from './subscription.ts';
import { tallyResolvers } from './tally.ts';
import { viewerResolvers } from './viewer.ts';

/** directory: where the SDL lies, one file a noun. */
export function executableSchema(directory: string): GraphQLSchema {
  const files = readdirSync(directory).filter((file) => file.endsWith('.graphql'));
  const schema = makeExecutableSchema({
    typeDefs: files.sort().map((file) => readFileSync(`${directory}/${file}`, 'utf8')),
    inheritResolversFromInterfaces: false,
    resolvers: mergeResolvers([
      scalars,
      nodeResolvers,
      partyResolvers,
      sourceResolvers,
      eventResolvers,
      journalResolvers,
      reportResolvers,
      claimResolvers,
      questionResolvers,
      comparisonResolvers,
      reconciliationResolvers,
      tallyResolvers,
      sourceComparisonResolvers,
      subscriptionResolvers,
      figureResolvers,
      viewerResolvers,
      keyResolvers,
    ]),
  });
  return meterFields(schema);
}
