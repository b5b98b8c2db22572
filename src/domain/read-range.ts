import type { Bounds } from './figure.ts';
import { RANGE } from './figure-rules.ts';
import { readNumber, smallestScale } from './number-words.ts';

const BETWEEN = 'between ';

/** "between a and b", "a to b", "a-b", "a or b"; null where the words are no range or could be two. */
export function readRange(words: string): Bounds | null {
  const [range] = words.startsWith(BETWEEN)
    ? rangesAt(words.slice(BETWEEN.length), RANGE.afterBetween)
    : rangesAt(words, RANGE.separators);
  // One at most: what follows "and" or a hyphen within a number cannot begin another.
  return range ?? null;
}

function rangesAt(words: string, separators: readonly string[]): Bounds[] {
  return separators.flatMap((separator) => {
    const parts = words.split(separator);
    return parts.slice(1).flatMap((_, index) => {
      const left = parts.slice(0, index + 1).join(separator);
      const right = parts.slice(index + 1).join(separator);
      return boundsOf(left, right) ?? [];
    });
  });
}

function boundsOf(left: string, right: string): Bounds | null {
  const min = readNumber(left);
  const max = readNumber(right);
  if (min === null || max === null || sharesScale(min, max, right)) return null;
  return { min, max };
}

/** "two to three thousand" may mean from 2 or from 2,000: not read. "three to a dozen" can only mean from 3. */
function sharesScale(min: number, max: number, right: string): boolean {
  const scale = smallestScale(right);
  return scale !== null && min > 0 && min * scale < max;
}
