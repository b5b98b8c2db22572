import { boundsOf } from './answers.ts';
import type { FigureClaim } from './claim.ts';
import { formatBounds } from './format-bounds.ts';
import { type Names, nameOf } from './question-label.ts';

/** A figure's words, and how they are read where that is not plain: “dozens” (at least 24). */
export function figureWords(claim: FigureClaim): string {
  const reading = formatBounds(boundsOf(claim));
  const { wording } = claim.figure;
  return wording === null || wording === reading ? reading : `“${wording}” (${reading})`;
}

/** "SOHR’s “31 or more” (at least 31)". */
export const figureOfSource = (claim: FigureClaim, sources: Names): string =>
  `${nameOf(sources, claim.attribution.source)}’s ${figureWords(claim)}`;
