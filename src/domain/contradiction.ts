import type { SourceAnswers } from './answers.ts';
import { boundsOf } from './answers.ts';
import { type Claim, type FigureClaim, isFigureClaim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import { contains, gap } from './figure-relation.ts';
import { byEach } from './order.ts';
import { endsBefore, type Period } from './time.ts';
import type { Outcome, TimeReading } from './vocabulary.ts';

export type ContradictionBasis = 'WORDS' | 'CONVENTION';

/** Two claims that cannot both be true; a is the older. gap: of two affirmed figures only. */
export interface Contradiction {
  readonly a: Claim;
  readonly b: Claim;
  readonly gap: number | null;
  readonly basis: ContradictionBasis;
}

/** Outcomes of which a later, lower number can be as true as the earlier one: the wounded die, the displaced return. */
const MAY_FALL: ReadonlySet<Outcome> = new Set(['WOUNDED', 'MISSING', 'DISPLACED', 'CAPTURED', 'DETAINED']);
export const mayFall = (outcome: Outcome): boolean => MAY_FALL.has(outcome);

export const windowOf = (claim: Claim): Period => ({ from: claim.assertedAt, to: claim.assertedUntil });

/** All contradictions of one row, the widest gap first, then the oldest. */
export function contradictionsOf(sources: Iterable<SourceAnswers>, reading: TimeReading): Contradiction[] {
  const all = [...sources];
  const answers = all.flatMap((source) => source.answers).sort(oldestFirst);
  const found: Contradiction[] = [];
  answers.forEach((a, index) => {
    for (const b of answers.slice(index + 1)) {
      const pair = contradictionOf(a, b, reading);
      if (pair) found.push(pair);
    }
  });
  for (const denial of all.flatMap((source) => source.denials))
    found.push(...contradictedBy(denial, answers));
  return found.sort(
    byEach<Contradiction>(
      (x, y) => (y.gap ?? -1) - (x.gap ?? -1),
      (x, y) => oldestFirst(x.a, y.a),
      (x, y) => oldestFirst(x.b, y.b),
    ),
  );
}

/** Of two answers to one question; null where both can be true. */
export function contradictionOf(a: Claim, b: Claim, reading: TimeReading): Contradiction | null {
  const [older, newer] = oldestFirst(a, b) <= 0 ? [a, b] : [b, a];
  if (isFigureClaim(older) && isFigureClaim(newer)) {
    return figuresExclude(older, newer, reading)
      ? { a: older, b: newer, gap: gap(boundsOf(older), boundsOf(newer)), basis: basisOf(older, newer) }
      : null;
  }
  return textsExclude(a, b) ? { a: older, b: newer, gap: null, basis: 'WORDS' } : null;
}

function figuresExclude(older: FigureClaim, newer: FigureClaim, reading: TimeReading): boolean {
  if (gap(boundsOf(older), boundsOf(newer)) === 0) return false;
  const atOnce = reading === 'SIMULTANEOUS' || !endsBefore(windowOf(older), windowOf(newer));
  return atOnce || sinks(older, newer);
}

/** Whether the later figure is below the earlier one where a toll can only grow. */
function sinks(earlier: FigureClaim, later: FigureClaim): boolean {
  const { max } = boundsOf(later);
  return !mayFall(earlier.outcome) && max !== null && boundsOf(earlier).min > max;
}

/** A denial contradicts every other source's answer inside the denied interval, whenever said. */
function contradictedBy(denial: FigureClaim, answers: readonly Claim[]): Contradiction[] {
  if (denial.stance !== 'DENIES') return [];
  return answers
    .filter(isFigureClaim)
    .filter((answer) => answer.attribution.source !== denial.attribution.source)
    .filter((answer) => contains(boundsOf(denial), boundsOf(answer)))
    .map((answer) => {
      const [a, b] = oldestFirst(denial, answer) <= 0 ? [denial, answer] : [answer, denial];
      return { a, b, gap: null, basis: basisOf(denial, answer) };
    });
}

function textsExclude(a: Claim, b: Claim): boolean {
  const stances = new Set([a.stance, b.stance]);
  if (a.kind === 'RESPONSIBILITY' && b.kind === 'RESPONSIBILITY') {
    const shared = a.blamed.some((party) => b.blamed.includes(party));
    if (stances.has('UNCERTAIN')) return false;
    if (stances.size === 2) return shared;
    return stances.has('AFFIRMS') && !shared && a.blamed.length > 0 && b.blamed.length > 0;
  }
  return stances.has('AFFIRMS') && stances.has('DENIES');
}

const CONVENTIONAL = new Set(['ABOUT', 'VAGUE']);

/** CONVENTION: they exclude each other only by how this record reads "about" or "dozens". */
const basisOf = (a: FigureClaim, b: FigureClaim): ContradictionBasis =>
  CONVENTIONAL.has(a.figure.qualifier) || CONVENTIONAL.has(b.figure.qualifier) ? 'CONVENTION' : 'WORDS';
