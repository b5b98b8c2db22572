import { contentOf } from './agreement.ts';
import type { Claim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import { groupBy } from './group-by.ts';
import { speakerSlug } from './origin.ts';

/** One source's assertion to one question, as a text. */
const assertionOf = (claim: Claim): string => `${speakerSlug(claim)} ${contentOf(claim)}`;

/** Of the claims in view to one question, those that stand, by what they assert and whose assertion it is; oldest first. */
export const assertionsOf = (said: readonly Claim[]): Map<string, Claim[]> =>
  groupBy(said.filter(({ status }) => status !== 'RETRACTED').sort(oldestFirst), assertionOf);

/**
 * Circular reporting: of the assertions to a claim's question, the other claims that say the same and are the same
 * source's or follow it, oldest first. However many they are, they are one assertion.
 */
export const repeatsOf = (claim: Claim, assertions: ReadonlyMap<string, readonly Claim[]>): Claim[] =>
  (assertions.get(assertionOf(claim)) ?? []).filter(({ claimId }) => claimId !== claim.claimId);
