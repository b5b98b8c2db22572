import { boundsOf } from './answers.ts';
import { type FigureClaim, isFigureClaim } from './claim.ts';
import { type ComparisonRow, cellOf } from './comparison.ts';
import { windowOf } from './contradiction.ts';
import type { Bounds } from './figure.ts';
import { byEach, byText } from './order.ts';
import type { FigureQuestion } from './question.ts';
import { figuresIn } from './row-answers.ts';
import type { Period } from './time.ts';

export interface FigureRow extends ComparisonRow {
  readonly question: FigureQuestion;
}

/** What a row comes to in a sum, and when that was said. */
export interface RowFigure {
  readonly row: FigureRow;
  readonly bounds: Bounds;
  /** The window of the latest end and then the latest start among the answers. */
  readonly window: Period;
  /** What the bounds come from, oldest first. */
  readonly answers: readonly FigureClaim[];
}

export const isFigureRow = (row: ComparisonRow): row is FigureRow => row.question.kind === 'FIGURE';

/** A source's own: its current answer; null where it gives none. */
export function ownFigure(row: FigureRow, source: string): RowFigure | null {
  const current = cellOf(row, source).answers.at(-1);
  if (!current || !isFigureClaim(current)) return null;
  return { row, bounds: boundsOf(current), window: windowOf(current), answers: [current] };
}

/** That of all sources: what is common to their answers or, failing that, their envelope; null where nobody answers. */
export function sharedFigure(row: FigureRow): RowFigure | null {
  const bounds = row.common ?? row.envelope;
  const answers = figuresIn(row);
  const window = answers.map(windowOf).sort(latestFirst)[0];
  return bounds && window ? { row, bounds, window, answers } : null;
}

const latestFirst = byEach<Period>(
  (a, b) => byText(b.to, a.to),
  (a, b) => byText(b.from, a.from),
);
