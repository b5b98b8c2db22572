import { contentOf } from './agreement.ts';
import type { Claim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import { speakerSlug } from './origin.ts';

/**
 * Circular reporting: of the claims in view to one question, the others that say the same and are the same
 * source's or follow it, oldest first. However many they are, they are one assertion.
 */
export const repeatsOf = (claim: Claim, said: readonly Claim[]): Claim[] =>
  said
    .filter((other) => other.claimId !== claim.claimId && other.status !== 'RETRACTED')
    .filter((other) => speakerSlug(other) === speakerSlug(claim) && contentOf(other) === contentOf(claim))
    .sort(oldestFirst);
