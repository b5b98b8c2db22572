import { boundsOf } from './answers.ts';
import { type Claim, type FigureClaim, isFigureClaim } from './claim.ts';
import { type Contradiction, mayFall, windowOf } from './contradiction.ts';
import { windowWords } from './date-words.ts';
import { figureWords } from './figure-words.ts';
import { type Names, nameOf, outcomeWords } from './question-label.ts';
import { endsBefore } from './time.ts';

/** What to call sources and parties. */
export interface Cast {
  readonly sources: Names;
  readonly parties: Names;
}

/** Why two claims cannot both be true, as sentences with the sources, words and numbers. */
export function explainContradiction({ a, b, gap, basis }: Contradiction, cast: Cast): string {
  const reason = isFigureClaim(a) && isFigureClaim(b) ? explainFigures(a, b, gap) : explainTexts(a, b);
  const convention =
    basis === 'CONVENTION'
      ? ' Only this record’s reading of the inexact words makes them exclude each other.'
      : '';
  return `${capital(assertion(a, cast))}; ${assertion(b, cast)}: ${reason}.${convention}`;
}

function explainFigures(a: FigureClaim, b: FigureClaim, gap: number | null): string {
  if (gap === null) return 'the one denies what the other affirms';
  const lower = boundsOf(a).min < boundsOf(b).min ? a : b;
  const higher = lower === a ? b : a;
  const falls = !mayFall(a.outcome) && endsBefore(windowOf(higher), windowOf(lower));
  return `${gap} apart${falls ? ', and a toll does not fall' : ''}`;
}

function explainTexts(a: Claim, b: Claim): string {
  return a.stance === b.stance ? 'they blame different parties' : 'the one affirms what the other denies';
}

/** "National Defense Forces announced “three” killed on 24 April 2021". */
function assertion(claim: Claim, cast: Cast): string {
  const source = nameOf(cast.sources, claim.attribution.source);
  return `${source} ${verb(claim)} ${content(claim, cast)} ${windowWords(windowOf(claim))}`;
}

const PAST_TENSE = /^(said|told|put|counted|[a-z]+ed)$/;

function verb({ attribution, stance }: Claim): string {
  if (stance === 'DENIES') return 'denied';
  if (stance === 'UNCERTAIN') return 'could not confirm';
  const cue = attribution.cue?.toLowerCase() ?? '';
  return PAST_TENSE.test(cue) ? cue : 'said';
}

function content(claim: Claim, cast: Cast): string {
  if (claim.kind === 'STATEMENT') return `“${claim.proposition}”`;
  if (claim.kind === 'FIGURE') return `${figureWords(claim)} ${outcomeWords(claim.outcome)}`;
  const blamed = claim.blamed.map((party) => nameOf(cast.parties, party)).join(' and ');
  return `that ${blamed || 'nobody that it names'} did it (“${claim.act}”)`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
