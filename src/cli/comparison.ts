import type { CompareQuery } from './generated/operations.ts';

/** What the Compare operation answers, and its parts. */
export type Comparison = NonNullable<CompareQuery['comparison']>;
export type ComparisonRow = Comparison['rows'][number];
export type ComparisonCell = ComparisonRow['cells'][number];
export type Camp = ComparisonRow['camps'][number];
export type Claim = ComparisonCell['claims'][number];
export type FigureClaim = Extract<Claim, { __typename: 'FigureClaim' }>;

/** What a source said, by whether it stands: answers, denials, and all that does neither, each oldest first. */
export function partition({
  claims,
  answers,
  denials,
}: ComparisonCell): Record<'answers' | 'denials' | 'others', Claim[]> {
  const standing = new Set(answers.map(({ id }) => id));
  const denying = new Set(denials.map(({ id }) => id));
  return {
    answers: claims.filter(({ id }) => standing.has(id)),
    denials: claims.filter(({ id }) => denying.has(id)),
    others: claims.filter(({ id }) => !standing.has(id) && !denying.has(id)),
  };
}
