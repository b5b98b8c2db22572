import type { FigureClaim } from './claim.ts';
import { windowOf } from './contradiction.ts';
import { windowWords } from './date-words.ts';
import type { Cast } from './explanation.ts';
import { figureOfSource } from './figure-words.ts';
import { listWords } from './list-words.ts';
import type { LossReporting } from './loss-reporting.ts';
import { type Names, nameOf, outcomeWords } from './question-label.ts';

/** What to call events, too. */
export interface LossCast extends Cast {
  readonly events: Names;
}

/**
 * How a source's figures lie to others', as a sentence with the sources, words and numbers: "NDF’s figures for the losses
 * of NDF, held against others’ on 3 shared questions in 4 comparisons, are lower in 2, equal in 1 and higher in 1;
 * furthest apart: NDF’s “three” (3) killed in “Clashes in Qamishli” on 24 April 2021 and SOHR’s “six” (6) on 25 April 2021."
 */
export function explainLossReporting(
  reporting: LossReporting,
  { sources, parties, events }: LossCast,
): string {
  const { party, shared, comparisons, widest } = reporting;
  const { own, other } = widest;
  const figures = `${nameOf(sources, own.attribution.source)}’s figures for the losses of ${nameOf(parties, party)}`;
  const questions = `${counted(shared, 'shared question')} in ${counted(comparisons, 'comparison')}`;
  const event = `“${nameOf(events, own.event)}”`;
  const ownWords = `${figureOfSource(own, sources)} ${outcomeWords(own.outcome)} in ${event} ${moment(own)}`;
  const otherWords = `${figureOfSource(other, sources)} ${moment(other)}`;
  return `${figures}, held against others’ on ${questions}, are ${verdicts(reporting)}${leading(reporting)}${ownWords} and ${otherWords}.`;
}

/** "lower in 2, equal in 1 and higher in 1". */
const verdicts = ({ lower, equal, higher, overlapping }: LossReporting): string =>
  listWords(
    Object.entries({ lower, equal, higher, overlapping })
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => `${verdict} in ${count}`),
  );

/** From the counts to the example. */
function leading({ comparisons, lower, higher }: LossReporting): string {
  if (comparisons === 1) return ': ';
  return lower + higher > 0 ? '; furthest apart: ' : ', such as ';
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const moment = (claim: FigureClaim): string => windowWords(windowOf(claim));
