import { type Claim, type FigureClaim, isFigureClaim } from './claim.ts';
import { bySaying, byStanding, oldestFirst } from './claim-order.ts';
import type { Bounds } from './figure.ts';
import { contains, effectiveBounds } from './figure-relation.ts';

export type Standing = 'STATED' | 'DENIED' | 'UNCERTAIN' | 'RETRACTED' | 'SILENT';

/** All that one source said to one question, and what of it stands. */
export interface SourceAnswers {
  readonly standing: Standing;
  /** What stands: the latest, or several where it gave several at once; the last is current. */
  readonly answers: readonly Claim[];
  /** Figures that it denies or cannot confirm, unretracted, oldest first. */
  readonly denials: readonly FigureClaim[];
  /** Oldest first. */
  readonly claims: readonly Claim[];
}

export const SILENT: SourceAnswers = { standing: 'SILENT', answers: [], denials: [], claims: [] };

/** A figure as it is compared: a SOME figure is a floor. */
export const boundsOf = (claim: FigureClaim): Bounds => effectiveBounds(claim.figure, claim.extent);

/** Of the claims in view of one source to one question. */
export function answersOf(claims: readonly Claim[]): SourceAnswers {
  const ordered = [...claims].sort(oldestFirst);
  const figures = ordered.filter(isFigureClaim);
  return figures.length > 0 ? figureAnswers(figures) : textAnswers(ordered);
}

function figureAnswers(claims: readonly FigureClaim[]): SourceAnswers {
  const affirmed = claims.filter((claim) => claim.stance === 'AFFIRMS');
  const denials = claims.filter((claim) => claim.stance !== 'AFFIRMS' && unretracted(claim));
  const totals = affirmed.filter((claim) => claim.extent === 'TOTAL');
  const given = totals.length > 0 ? latest(totals) : affirmed;
  const kept = given.filter(unretracted);
  const standing = (totals.length > 0 ? kept : highest(kept)).filter((claim) => !takenBack(claim, denials));
  return {
    standing: figureStanding(standing, kept.length < given.length, denials),
    answers: standing.sort(byStanding),
    denials,
    claims,
  };
}

function figureStanding(
  answers: readonly FigureClaim[],
  fellByRetraction: boolean,
  denials: readonly FigureClaim[],
): Standing {
  if (answers.length > 0) return 'STATED';
  const denial = denials.at(-1);
  if (fellByRetraction || !denial) return 'RETRACTED';
  return denial.stance === 'DENIES' ? 'DENIED' : 'UNCERTAIN';
}

/** Of propositions and acts: the latest of any stance. */
function textAnswers(claims: readonly Claim[]): SourceAnswers {
  const answers = latest(claims).filter(unretracted).sort(byStanding);
  const current = answers.at(-1);
  const standing = { AFFIRMS: 'STATED', DENIES: 'DENIED', UNCERTAIN: 'UNCERTAIN' } as const;
  return { standing: current ? standing[current.stance] : 'RETRACTED', answers, denials: [], claims };
}

const unretracted = (claim: Claim): boolean => claim.status !== 'RETRACTED';

/** Those asserted last and, of these, those in the report published last: usually one. */
function latest<C extends Claim>(ordered: readonly C[]): C[] {
  const last = ordered.at(-1);
  return last ? ordered.filter((claim) => bySaying(claim, last) === 0) : [];
}

function highest(claims: readonly FigureClaim[]): FigureClaim[] {
  const top = Math.max(...claims.map((claim) => claim.figure.min));
  return claims.filter((claim) => claim.figure.min === top);
}

/** The source itself later denied an interval that the figure lies inside. */
const takenBack = (claim: FigureClaim, denials: readonly FigureClaim[]): boolean =>
  denials.some(
    (denial) =>
      denial.stance === 'DENIES' &&
      bySaying(denial, claim) > 0 &&
      contains(boundsOf(denial), boundsOf(claim)),
  );
