import { type FigureClaim, isFigureClaim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import type { ComparisonRow } from './comparison.ts';

/** All figures that stand as answers in a row, oldest first: several of a source that gave several at once. */
export const figuresIn = (row: ComparisonRow): FigureClaim[] =>
  [...row.bySource.values()]
    .flatMap(({ answers }) => answers)
    .filter(isFigureClaim)
    .sort(oldestFirst);

/** One figure of each source that answers, its current one, oldest first. */
export const currentFiguresIn = (row: ComparisonRow): FigureClaim[] =>
  [...row.bySource.values()]
    .flatMap(({ answers }) => answers.slice(-1))
    .filter(isFigureClaim)
    .sort(oldestFirst);
