import { boundsOf } from './answers.ts';
import type { FigureClaim } from './claim.ts';
import { mayFall } from './contradiction.ts';
import type { Bounds } from './figure.ts';
import type { TimeReading } from './vocabulary.ts';

/**
 * What all answers of a row without contradiction allow together at the latest of them; null if nothing.
 * A toll only grows, so every answer still gives a floor, and only the last ones a ceiling. What may
 * fall is bounded by the last answers alone.
 */
export function commonOf(answers: readonly FigureClaim[], reading: TimeReading): Bounds | null {
  const first = answers[0];
  if (!first) return null;
  const last = reading === 'SIMULTANEOUS' ? answers : unfollowed(answers);
  const floors = mayFall(first.outcome) ? last : answers;
  const min = Math.max(...floors.map((answer) => boundsOf(answer).min));
  const ceilings = last.flatMap((answer) => boundsOf(answer).max ?? []);
  const max = ceilings.length > 0 ? Math.min(...ceilings) : null;
  return max !== null && min > max ? null : { min, max };
}

/** Those that did not end before another began. */
function unfollowed(answers: readonly FigureClaim[]): FigureClaim[] {
  const starts = answers.map((answer) => answer.assertedAt);
  const latest = starts.reduce((a, b) => (a > b ? a : b));
  return answers.filter((answer) => answer.assertedUntil > latest);
}
