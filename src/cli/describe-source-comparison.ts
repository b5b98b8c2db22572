import { formatBounds } from './format-bounds.ts';
import { formatWindow } from './format-window.ts';
import type { SharedAnswer, SharedCell, SourceComparison, SourcePair } from './source-comparison.ts';
import { counted, listed } from './words.ts';

/** What it is about, one sentence an item; nothing of it is escaped yet. */
export function describeSourceComparison({ questions, sources, scope, reading }: SourceComparison): string[] {
  return [
    `${counted(questions.length, 'question')} shared by two at least of ${listed(sources.map(named))}.`,
    `${scopeOf(scope)}. Reading ${reading}.`,
    'Who said what, and not which of it is true.',
  ];
}

const named = ({ name, slug }: { name: string; slug: string }): string => `${name} (${slug})`;

function scopeOf({ events, parties, outcomes, assertedFrom, assertedTo }: SourceComparison['scope']): string {
  const limits = [
    ...(events ? [`about ${events.join(', ')}`] : []),
    ...(parties ? [`with ${parties.join(', ')} as victim or blamed`] : []),
    ...(outcomes ? [`of ${outcomes.join(', ')}`] : []),
    ...(assertedFrom ? [`said from ${assertedFrom} on`] : []),
    ...(assertedTo ? [`said before ${assertedTo}`] : []),
  ];
  return limits.length === 0 ? 'All answers' : `Answers ${limits.join(', ')}`;
}

/** "SOHR and NDF: 5 shared questions, 1 agree, 2 compatible, 2 contradict, median ratio 2". */
export function describePair(pair: SourcePair): string {
  const { a, b, shared, agree, compatible, contradict } = pair;
  const verdicts = `${agree} agree, ${compatible} compatible, ${contradict} contradict`;
  const ratio = pair.medianRatio === null ? '' : `, median ratio ${formatRatio(pair)}`;
  return `${a.name} and ${b.name}: ${counted(shared, 'shared question')}${shared === 0 ? '' : `, ${verdicts}`}${ratio}`;
}

/** At most three decimals; empty where there is none. */
export const formatRatio = ({ medianRatio }: SourcePair): string =>
  medianRatio === null ? '' : String(Math.round(medianRatio * 1000) / 1000);

const STANDING: Record<SharedCell['standing'], string> = {
  STATED: 'stated',
  DENIED: 'denied',
  UNCERTAIN: 'not confirmed',
  RETRACTED: 'retracted',
  SILENT: 'silent',
};

/** What a source answers, or in one word why nothing: ["3 on 2021-04-24"], ["retracted"]. */
export const describeCell = ({ standing, answers }: SharedCell): string[] =>
  answers.length === 0
    ? [STANDING[standing]]
    : answers.map(
        (answer) => `${describeAnswer(answer)} on ${formatWindow(answer.assertedAt, answer.assertedUntil)}`,
      );

const STANCE = { AFFIRMS: 'affirmed', DENIES: 'denied', UNCERTAIN: 'not confirmed' } as const;

function describeAnswer(answer: SharedAnswer): string {
  if (answer.__typename === 'FigureClaim') {
    return `${formatBounds(answer.figure)}${answer.extent === 'SOME' ? ' of some' : ''}`;
  }
  if (answer.__typename === 'StatementClaim') return STANCE[answer.stance];
  const blamed = listed(answer.blamed.map(({ name }) => name));
  return `${STANCE[answer.stance]}${blamed === '' ? ', nobody blamed' : `: ${blamed} did it`}`;
}
