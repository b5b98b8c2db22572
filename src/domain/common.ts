import { boundsOf } from './answers.ts';
import type { FigureClaim } from './claim.ts';
import { mayFall, windowOf } from './contradiction.ts';
import type { Bounds } from './figure.ts';
import { endsBefore } from './time.ts';
import type { TimeReading } from './vocabulary.ts';

/**
 * What all answers of a row without contradiction allow together at the latest of them; null if nothing.
 * A toll only grows, so every answer still gives a floor, and only the last ones a ceiling. What may
 * fall is bounded by the last answers alone.
 */
export function commonOf(answers: readonly FigureClaim[], reading: TimeReading): Bounds | null {
  const first = answers[0];
  if (!first) return null;
  const last = reading === 'SIMULTANEOUS' ? answers : answers.filter((answer) => !followed(answer, answers));
  const floors = mayFall(first.outcome) ? last : answers;
  const min = Math.max(...floors.map((answer) => boundsOf(answer).min));
  const ceilings = last.flatMap((answer) => boundsOf(answer).max ?? []);
  const max = ceilings.length > 0 ? Math.min(...ceilings) : null;
  return max !== null && min > max ? null : { min, max };
}

const followed = (answer: FigureClaim, answers: readonly FigureClaim[]): boolean =>
  answers.some((other) => endsBefore(windowOf(answer), windowOf(other)));
