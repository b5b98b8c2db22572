import type { Camp, Claim } from './comparison.ts';
import { formatBounds } from './format-bounds.ts';
import { listed } from './words.ts';

type Stance = Claim['stance'];

const PROPOSITION: Record<Stance, string> = {
  AFFIRMS: 'affirmed',
  DENIES: 'denied',
  UNCERTAIN: 'not confirmed',
};
const FIGURE: Record<Stance, string> = { AFFIRMS: '', DENIES: 'denied: ', UNCERTAIN: 'not confirmed: ' };

/** What a camp answers: "≥ 16", "denied", "National Defense Forces blamed". */
export function describeCamp({ bounds, stance, blamed, claims }: Camp): string {
  if (bounds) return formatBounds(bounds);
  return claims[0]?.__typename === 'ResponsibilityClaim'
    ? describeBlame(stance, blamed)
    : PROPOSITION[stance];
}

/** What one claim says, by its own words: "3", "1 of some", "denied: 5". */
export function describeContent(claim: Claim): string {
  if (claim.__typename === 'StatementClaim') return PROPOSITION[claim.stance];
  if (claim.__typename === 'ResponsibilityClaim') return describeBlame(claim.stance, claim.blamed);
  const some = claim.extent === 'SOME' ? ' of some' : '';
  return `${FIGURE[claim.stance]}${formatBounds(claim.figure)}${some}`;
}

function describeBlame(stance: Stance, blamed: readonly { name: string }[]): string {
  const names = listed(blamed.map(({ name }) => name));
  if (names === '') return stance === 'AFFIRMS' ? 'affirmed, nobody blamed' : PROPOSITION[stance];
  return stance === 'AFFIRMS' ? `${names} blamed` : `${PROPOSITION[stance]} that ${names} did it`;
}
