import { type Claim, type FigureClaim, isFigureClaim } from './claim.ts';
import type { Instant } from './time.ts';

/** Which claims a comparison sees. assertedBy null: no bound. */
export interface View {
  readonly assertedBy: Instant | null;
  readonly includeDrafts: boolean;
}

/**
 * The claims in view: published and retracted ones (drafts where asked) whose window has surely ended
 * by `assertedBy`. One that was retracted only later stands as if it were not.
 */
export function inView(claims: readonly Claim[], { assertedBy, includeDrafts }: View): Claim[] {
  return claims
    .filter(({ status, assertedUntil }) => {
      const shown = status === 'PUBLISHED' || status === 'RETRACTED' || (includeDrafts && status === 'DRAFT');
      return shown && (assertedBy === null || assertedUntil <= assertedBy);
    })
    .map((claim) => asSaidBy(claim, assertedBy));
}

function asSaidBy(claim: Claim, assertedBy: Instant | null): Claim {
  if (assertedBy === null) return claim;
  const asOf = { ...claim.asOf, assertedBy };
  const retractedLater = claim.retractedAt !== null && claim.retractedAt > assertedBy;
  return retractedLater ? { ...claim, asOf, status: 'PUBLISHED', retractedAt: null } : { ...claim, asOf };
}

/**
 * A part stands under its whole and enters no row while the whole is in view, answers the same question and
 * is not exceeded by the part in either raw bound (either may have been revised since). Claims that are parts
 * of each other in a circle all stay: none of them is in view anywhere else.
 */
export function withoutParts(claims: readonly Claim[]): Claim[] {
  const figures = new Map(claims.filter(isFigureClaim).map((claim) => [claim.claimId, claim]));
  const wholeOf = (claim: Claim): FigureClaim | null => {
    if (claim.kind !== 'FIGURE' || claim.partOf === null) return null;
    const whole = figures.get(claim.partOf);
    return whole && isPart(claim, whole) ? whole : null;
  };
  return claims.filter((claim) => wholeOf(claim) === null || leadsBack(claim, wholeOf));
}

function leadsBack(claim: Claim, wholeOf: (claim: Claim) => Claim | null): boolean {
  const seen = new Set<Claim>();
  let whole = wholeOf(claim);
  while (whole !== null && whole !== claim && !seen.has(whole)) {
    seen.add(whole);
    whole = wholeOf(whole);
  }
  return whole === claim;
}

function isPart(part: FigureClaim, whole: FigureClaim): boolean {
  const highest = (claim: FigureClaim): number => claim.figure.max ?? Number.POSITIVE_INFINITY;
  return (
    part.questionKey === whole.questionKey &&
    part.figure.min <= whole.figure.min &&
    highest(part) <= highest(whole)
  );
}
