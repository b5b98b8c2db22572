import compareEvent from './examples/compare-event.graphql?raw';
import conflictingClaims from './examples/conflicting-claims.graphql?raw';
import hearOfChanges from './examples/hear-of-changes.graphql?raw';
import oneSource from './examples/one-source.graphql?raw';
import recordClaim from './examples/record-claim.graphql?raw';
import search from './examples/search.graphql?raw';
import storyByDay from './examples/story-by-day.graphql?raw';
import twoSources from './examples/two-sources.graphql?raw';

/** What the Headers tab holds at first: no header, and the line that would make one. */
export const keyHint = `{
  // "Authorization": "Bearer KEY"
}`;

/**
 * The tabs of a first visit, named after their operations. The first has no variables, because GraphiQL does not show
 * those of the tab that it opens with; nor has the mutation, because its editor takes input fields with a default for
 * required ones when they stand in variables.
 */
export const examples = [
  example(compareEvent),
  example(storyByDay),
  example(conflictingClaims, { party: 'ndf' }),
  example(oneSource, { source: 'sohr' }),
  example(twoSources, { sources: ['ndf', 'sohr'] }),
  example(search, { text: 'bodies' }),
  example(recordClaim),
  example(hearOfChanges, { event: 'qamishli-tay-2021' }),
];

function example(query: string, variables?: Record<string, unknown>) {
  return { query, variables: variables ? JSON.stringify(variables, null, 2) : '', headers: keyHint };
}
