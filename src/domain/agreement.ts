import { boundsOf } from './answers.ts';
import { type Claim, isFigureClaim } from './claim.ts';
import type { Contradiction } from './contradiction.ts';
import { originOf, type Sources } from './origin.ts';

export type Agreement = 'UNCONTESTED' | 'AGREE' | 'COMPATIBLE' | 'CONTRADICT';

/** What an answer says, as text: equal for equal bounds, or for the same stance and the same blamed. */
export function contentOf(claim: Claim): string {
  if (isFigureClaim(claim)) {
    const { min, max } = boundsOf(claim);
    return `${claim.stance} ${min} ${max ?? ''}`;
  }
  return claim.kind === 'RESPONSIBILITY' ? `${claim.stance} ${claim.blamed.join(' ')}` : claim.stance;
}

/** contradictions: any of the row; no more than the first is asked for. */
export function agreementOf(
  answers: readonly Claim[],
  contradictions: Iterable<Contradiction>,
  sources: Sources,
): Agreement {
  for (const _ of contradictions) return 'CONTRADICT';
  if (new Set(answers.map(contentOf)).size > 1) return 'COMPATIBLE';
  return new Set(answers.map((answer) => originOf(answer, sources))).size > 1 ? 'AGREE' : 'UNCONTESTED';
}
