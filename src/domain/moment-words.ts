import { windowWords } from './date-words.ts';
import type { Period } from './time.ts';

/** When each of two things was said, with the time of day (UTC) where the day alone does not tell them apart. */
export function momentWords(a: Period, b: Period): [string, string] {
  const [first, second] = [windowWords(a), windowWords(b)];
  return first === second ? [withTime(first, a), withTime(second, b)] : [first, second];
}

const withTime = (words: string, { from }: Period): string => `${words} from ${from.slice(11, 16)} UTC`;
