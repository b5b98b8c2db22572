import type { Claim } from './claim.ts';
import { bySaying, byStanding } from './claim-order.ts';
import { withoutParts } from './view.ts';

/** The claim that each one superseded, and the one that superseded it, by claimId. */
export interface Supersession {
  readonly supersedes: ReadonlyMap<string, Claim>;
  readonly supersededBy: ReadonlyMap<string, Claim>;
}

/**
 * Of all that one source said to one question: a later answer supersedes the earlier ones, and is tied
 * to the last of those just before it. Only totals that affirm do so among figures: a denial, an
 * increment or a part of a total supersedes nothing.
 */
export function supersessionOf(claims: readonly Claim[]): Supersession {
  const answers = withoutParts(claims)
    .filter((claim) => claim.kind !== 'FIGURE' || (claim.extent === 'TOTAL' && claim.stance === 'AFFIRMS'))
    .sort((a, b) => bySaying(a, b) || byStanding(a, b));
  const rounds: Claim[][] = [];
  for (const claim of answers) {
    const round = rounds.at(-1);
    if (round && bySaying(round[0]!, claim) === 0) round.push(claim);
    else rounds.push([claim]);
  }
  const supersedes = new Map<string, Claim>();
  const supersededBy = new Map<string, Claim>();
  rounds.forEach((round, index) => {
    const before = rounds[index - 1]?.at(-1);
    const after = rounds[index + 1]?.at(-1);
    for (const claim of round) {
      if (before) supersedes.set(claim.claimId, before);
      if (after) supersededBy.set(claim.claimId, after);
    }
  });
  return { supersedes, supersededBy };
}
