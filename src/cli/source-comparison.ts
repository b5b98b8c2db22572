import type { CompareSourcesQuery, CompareSourcesQueryVariables } from './generated/operations.ts';

type Answer = NonNullable<CompareSourcesQuery['sourceComparison']>;

/** What the CompareSources operation answers, page after page, with what was asked. */
export interface SourceComparison {
  readonly sources: NonNullable<Answer['sources']>;
  readonly pairs: NonNullable<Answer['pairs']>;
  readonly scope: NonNullable<CompareSourcesQueryVariables['scope']>;
  readonly reading: CompareSourcesQueryVariables['reading'];
  readonly questions: Answer['questions']['nodes'];
}

export type SourcePair = SourceComparison['pairs'][number];
export type SharedQuestion = SourceComparison['questions'][number];
export type SharedCell = SharedQuestion['cells'][number];
export type SharedAnswer = SharedCell['answers'][number];
