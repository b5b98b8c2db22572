import type { Bounds } from './figure.ts';
import { sameBounds } from './figure-relation.ts';
import { LOOSE_WORDS } from './figure-rules.ts';
import { readFigure } from './read-figure.ts';
import type { FigureQualifier } from './vocabulary.ts';

export interface QualifiedBounds extends Bounds {
  readonly qualifier: FigureQualifier;
}

/**
 * The words that readFigure reads as just these bounds and this qualifier: "more than 15", "dozens".
 * Null where no words do, as for a coder's own reading of "dozens" as 12 to 24.
 */
export function canonicalWording(figure: QualifiedBounds): string | null {
  return candidates(figure).find((words) => says(words, figure)) ?? null;
}

function says(words: string, figure: QualifiedBounds): boolean {
  const read = readFigure(words);
  return read !== null && read.qualifier === figure.qualifier && sameBounds(read, figure);
}

function candidates({ min, max, qualifier }: QualifiedBounds): string[] {
  switch (qualifier) {
    case 'EXACT':
      return [`${min}`];
    case 'AT_LEAST':
      return [`at least ${min}`];
    case 'MORE_THAN':
      return [`more than ${min - 1}`];
    case 'AT_MOST':
      return [`up to ${max}`, `at most ${max}`];
    case 'LESS_THAN':
      return max === null ? [] : [`less than ${max + 1}`];
    case 'RANGE':
      return [`${min} to ${max}`];
    case 'ABOUT':
      // The only n whose upper end, 1.1 n rounded up, can be max.
      return max === null ? [] : [`about ${Math.floor((max * 10) / 11)}`, `nearly ${max}`];
    case 'VAGUE':
      return LOOSE_WORDS.flatMap(({ words }) => words.flatMap((word) => [word, `at least ${word}`]));
  }
}
