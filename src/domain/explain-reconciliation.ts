import type { FigureClaim } from './claim.ts';
import type { Cast } from './explanation.ts';
import { figureOfSource, figureWords } from './figure-words.ts';
import { formatBounds } from './format-bounds.ts';
import { listWords } from './list-words.ts';
import { momentWords } from './moment-words.ts';
import { nameOf } from './question-label.ts';
import { questionPhrase } from './question-phrase.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { ReconciliationKind } from './reconciliation-kind.ts';
import type { FigureRow, RowFigure } from './row-figure.ts';

/** Beyond so many figures in one row, the rest are counted and not named. */
const MOST_NAMED = 5;

/**
 * How a total and its parts stand to each other, as sentences with the sources, words and numbers: "SOHR counts
 * “31 or more” (at least 31) killed or wounded of everybody against its own parts, 6 killed of everybody and 7 wounded
 * of everybody, which add up to 13: …".
 */
export function explainReconciliation(reconciliation: Reconciliation, cast: Cast): string {
  const { source, totalFigure, partFigures } = reconciliation;
  const finding = `${explainFit(reconciliation, cast)}.`;
  if (source !== null) {
    const total = `${nameOf(cast.sources, source)} counts ${ownWords(totalFigure, cast)}`;
    return `${total} against its own ${addition(reconciliation, ownWords, cast)}: ${finding}`;
  }
  const total = `Across sources, the total of ${sharedWords(totalFigure, cast)}`;
  const origins = [totalFigure, ...partFigures].map((figure) => originWords(figure, cast));
  return [
    `${total} stands against its ${addition(reconciliation, sharedWords, cast)}: ${finding}`,
    ...origins,
  ].join(' ');
}

type FigureInWords = (figure: RowFigure, cast: Cast) => string;

/** "parts, 6 killed of everybody and 7 wounded of everybody, which add up to 13". */
function addition({ partFigures, sum }: Reconciliation, inWords: FigureInWords, cast: Cast): string {
  const parts = listWords(partFigures.map((figure) => inWords(figure, cast)));
  return partFigures.length === 1
    ? `part, ${parts}`
    : `parts, ${parts}, which add up to ${formatBounds(sum)}`;
}

const ownWords: FigureInWords = ({ row, answers }, { parties }) =>
  `${figureWords(answers[0]!)} ${questionPhrase(row.question, parties)}`;

const sharedWords: FigureInWords = ({ row, bounds }, { parties }) =>
  `${formatBounds(bounds)} ${questionPhrase(row.question, parties)}`;

/** Where the number of a row comes from: "Killed of everybody: what NDF’s 3 and SOHR’s 6 allow together." */
function originWords({ row, answers }: RowFigure, { sources, parties }: Cast): string {
  const question = questionPhrase(row.question, parties);
  const figures = [...new Set(answers.map((answer) => figureOfSource(answer, sources)))];
  const unnamed = figures.length - MOST_NAMED;
  const all = listWords(unnamed > 0 ? [...figures.slice(0, MOST_NAMED), `${unnamed} more`] : figures);
  const together = row.common === null ? `the whole range of ${all}` : `what ${all} allow together`;
  return `${question.charAt(0).toUpperCase()}${question.slice(1)}: ${figures.length === 1 ? all : together}.`;
}

function explainFit(reconciliation: Reconciliation, cast: Cast): string {
  const { kind, fit, covered, excuses, total, totalFigure, partFigures, sum } = reconciliation;
  const one = partFigures.length === 1;
  if (fit === 'FITS') {
    if (covered) return 'they fit';
    if (kind === 'BODIES') return 'it fits, since bodies handed over need not be all of the killed';
    const subject = one ? 'it does' : 'they do';
    return `${subject} not exceed the total; only figures for ${wholeOf(kind, total, cast)} would make up all of it`;
  }
  const misfit =
    fit === 'EXCEEDS'
      ? `${one ? 'it exceeds' : 'they exceed'} the total by at least ${sum.min - totalFigure.bounds.max!}`
      : `they cover the total and fall short of it by at least ${totalFigure.bounds.min - sum.max!}`;
  if (excuses.length > 0) {
    return `${misfit}, which time excuses: ${listWords(excuses.map((part) => excuse(part, reconciliation, cast)))}`;
  }
  const inexact = [totalFigure, ...partFigures].some(({ answers }) => answers.some(isInexact));
  const convention = inexact ? ', as this record reads their inexact words' : '';
  return `${misfit}, so that not all of these numbers can be right${convention}`;
}

const isInexact = ({ figure }: FigureClaim): boolean =>
  figure.qualifier === 'ABOUT' || figure.qualifier === 'VAGUE';

/** "7 wounded of everybody was said on 26 April 2021, after the total on 24 April 2021". */
function excuse(part: RowFigure, { fit, totalFigure, source }: Reconciliation, cast: Cast): string {
  const words = source === null ? sharedWords(part, cast) : ownWords(part, cast);
  const [partMoment, totalMoment] = momentWords(part.window, totalFigure.window);
  const order = fit === 'EXCEEDS' ? 'after' : 'before';
  return `${words} was said ${partMoment}, ${order} the total ${totalMoment}`;
}

/** What parts make up the whole of a total. */
function wholeOf(kind: Exclude<ReconciliationKind, 'BODIES'>, total: FigureRow, { parties }: Cast): string {
  switch (kind) {
    case 'PARTIES':
      return listWords(total.question.parties.map((party) => nameOf(parties, party)));
    case 'EVERYBODY':
      return 'the fighters of each party of the event’s sides and the civilians';
    case 'OUTCOMES':
      return 'both killed and wounded';
    case 'DEMOGRAPHICS':
      return 'children, women and men';
  }
}
