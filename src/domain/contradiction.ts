import { boundsOf, type SourceAnswers } from './answers.ts';
import { type Claim, type FigureClaim, isFigureClaim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import type { Bounds } from './figure.ts';
import { areDisjoint, contains, gap } from './figure-relation.ts';
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

/** A claim with what each of its pairs asks of it, worked out once: a row of 500 answers has 125,000 pairs. */
interface HeldFigure {
  readonly claim: FigureClaim;
  readonly bounds: Bounds;
  readonly window: Period;
}
interface HeldText {
  readonly claim: Exclude<Claim, FigureClaim>;
  readonly bounds: null;
}
type Held = HeldFigure | HeldText;

const held = (claim: Claim): Held =>
  isFigureClaim(claim)
    ? { claim, bounds: boundsOf(claim), window: windowOf(claim) }
    : { claim, bounds: null };

/** All contradictions of one row, the widest gap first, then the oldest. */
export const contradictionsOf = (sources: Iterable<SourceAnswers>, reading: TimeReading): Contradiction[] =>
  widestFirst([...contradictionsAmong(sources, reading)]);

/** Of contradictions that come the oldest first. */
export const widestFirst = (contradictions: readonly Contradiction[]): Contradiction[] =>
  [...contradictions].sort((x, y) => (y.gap ?? -1) - (x.gap ?? -1));

/** The contradictions of one row as they are found: by the older claim, then by the newer, the oldest first. */
export function* contradictionsAmong(
  sources: Iterable<SourceAnswers>,
  reading: TimeReading,
): Generator<Contradiction> {
  const said = [...sources]
    .flatMap(({ answers, denials }): Claim[] => [...answers, ...denials])
    .sort(oldestFirst)
    .map(held);
  for (let older = 0; older < said.length; older += 1) {
    for (let newer = older + 1; newer < said.length; newer += 1) {
      const found = contradictionBetween(said[older]!, said[newer]!, reading);
      if (found) yield found;
    }
  }
}

/** Of two claims that stand as answers or denials to one question; null where both can be true. */
export const contradictionOf = (a: Claim, b: Claim, reading: TimeReading): Contradiction | null =>
  oldestFirst(a, b) <= 0
    ? contradictionBetween(held(a), held(b), reading)
    : contradictionBetween(held(b), held(a), reading);

function contradictionBetween(older: Held, newer: Held, reading: TimeReading): Contradiction | null {
  if (older.bounds === null || newer.bounds === null) {
    return textsExclude(older.claim, newer.claim)
      ? { a: older.claim, b: newer.claim, gap: null, basis: 'WORDS' }
      : null;
  }
  if (older.claim.stance === 'AFFIRMS' && newer.claim.stance === 'AFFIRMS') {
    return figuresExclude(older, newer, reading)
      ? ofFigures(older, newer, gap(older.bounds, newer.bounds))
      : null;
  }
  return denies(older, newer) || denies(newer, older) ? ofFigures(older, newer, null) : null;
}

const ofFigures = (older: HeldFigure, newer: HeldFigure, gap: number | null): Contradiction => ({
  a: older.claim,
  b: newer.claim,
  gap,
  basis: basisOf(older.claim, newer.claim),
});

function figuresExclude(older: HeldFigure, newer: HeldFigure, reading: TimeReading): boolean {
  if (!areDisjoint(older.bounds, newer.bounds)) return false;
  return reading === 'SIMULTANEOUS' || sinks(older, newer) || !endsBefore(older.window, newer.window);
}

/** Whether the later figure is below the earlier one where a toll can only grow. */
function sinks(earlier: HeldFigure, later: HeldFigure): boolean {
  const { max } = later.bounds;
  return max !== null && earlier.bounds.min > max && !mayFall(earlier.claim.outcome);
}

/** A denial contradicts every other source's answer inside the denied interval, whenever said. */
const denies = (denial: HeldFigure, answer: HeldFigure): boolean =>
  denial.claim.stance === 'DENIES' &&
  answer.claim.stance === 'AFFIRMS' &&
  contains(denial.bounds, answer.bounds) &&
  denial.claim.attribution.source !== answer.claim.attribution.source;

function textsExclude(a: Claim, b: Claim): boolean {
  if (a.stance === 'UNCERTAIN' || b.stance === 'UNCERTAIN') return false;
  if (a.kind !== 'RESPONSIBILITY' || b.kind !== 'RESPONSIBILITY') return a.stance !== b.stance;
  const shared = a.blamed.some((party) => b.blamed.includes(party));
  if (a.stance !== b.stance) return shared;
  return a.stance === 'AFFIRMS' && !shared && a.blamed.length > 0 && b.blamed.length > 0;
}

const CONVENTIONAL = new Set(['ABOUT', 'VAGUE']);

/** CONVENTION: they exclude each other only by how this record reads "about" or "dozens". */
const basisOf = (a: FigureClaim, b: FigureClaim): ContradictionBasis =>
  CONVENTIONAL.has(a.figure.qualifier) || CONVENTIONAL.has(b.figure.qualifier) ? 'CONVENTION' : 'WORDS';
