import { windowOf } from './contradiction.ts';
import { windowWords } from './date-words.ts';
import type { Exclusion } from './exclusion.ts';
import type { Cast } from './explanation.ts';
import { figureOfSource, figureWords } from './figure-words.ts';
import { formatBounds } from './format-bounds.ts';
import { listWords } from './list-words.ts';
import { momentWords } from './moment-words.ts';
import type { Perspective } from './perspective.ts';
import { nameOf, outcomeWords } from './question-label.ts';
import type { SourceReliability } from './vocabulary.ts';

/** Why a tally leaves an answer out, as a sentence with the source, its words and the numbers. */
export function explainExclusion(exclusion: Exclusion, { sources }: Pick<Cast, 'sources'>): string {
  const { claim } = exclusion;
  const left = `${figureOfSource(claim, sources)}, said ${windowWords(windowOf(claim))}, is left out`;
  return `${left}: ${explainReason(exclusion, { sources })}.`;
}

function explainReason({ claim, reason }: Exclusion, { sources }: Pick<Cast, 'sources'>): string {
  const source = nameOf(sources, claim.attribution.source);
  switch (reason.why) {
    case 'NOT_CURRENT':
      return `${source} gave several figures at once, and of these the last, ${figureWords(reason.current)}, counts`;
    case 'FOLLOWED': {
      const [later, earlier] = momentWords(windowOf(reason.by), windowOf(claim));
      return `${figureOfSource(reason.by, sources)} was said ${later}, after this one ${earlier}, and the number of ${outcomeWords(claim.outcome)} may have fallen in between`;
    }
    case 'OUTSIDE_MAJORITY':
      return `the most independent origins, ${reason.origins}, stand behind ${formatBounds(reason.bounds)}, which it does not imply`;
    case 'TIE': {
      const figures = listWords(reason.camps.map(({ bounds }) => formatBounds(bounds!)));
      return `there is no majority, since ${figures} tie with ${origins(reason.camps[0]!.corroboration.origins.length)} each`;
    }
    case 'EARLIER': {
      const [later, earlier] = momentWords(windowOf(reason.latest), windowOf(claim));
      return `${figureOfSource(reason.latest, sources)} was said ${later}, and this one ${earlier}`;
    }
    case 'NOT_OWN_LOSSES':
      return `${perspectiveWords(reason.perspective, source)}, and figures that sides give of their own losses go first`;
    case 'LESS_RELIABLE':
      return `${source} is graded ${gradeWords(reason.grade)}, and the best grade among these sources is ${reason.best}`;
  }
}

const origins = (count: number): string =>
  count === 1 ? '1 independent origin' : `${count} independent origins`;

function perspectiveWords(perspective: Exclude<Perspective, 'OWN_LOSSES'>, source: string): string {
  switch (perspective) {
    case 'OPPONENT_LOSSES':
      return `${source} counts the losses of another side than its own`;
    case 'BOTH_SIDES':
      return `${source} counts the losses of both sides together`;
    case 'THIRD_PARTY':
      return `${source} speaks for no side of the event`;
  }
}

const gradeWords = (grade: SourceReliability): string => (grade === 'F' ? 'F (cannot be judged)' : grade);
