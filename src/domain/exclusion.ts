import type { Camp } from './camps.ts';
import type { FigureClaim } from './claim.ts';
import type { Bounds } from './figure.ts';
import type { Perspective } from './perspective.ts';
import type { SourceReliability } from './vocabulary.ts';

/** Why a tally leaves an answer out. */
export type ExclusionReason =
  /** Its source gave several at once, and one counts for each source: the last of them. */
  | { readonly why: 'NOT_CURRENT'; readonly current: FigureClaim }
  /** What may fall is bounded by the last answers alone. */
  | { readonly why: 'FOLLOWED'; readonly by: FigureClaim }
  | { readonly why: 'OUTSIDE_MAJORITY'; readonly bounds: Bounds; readonly origins: number }
  | { readonly why: 'TIE'; readonly camps: readonly Camp[] }
  | { readonly why: 'EARLIER'; readonly latest: FigureClaim }
  | { readonly why: 'NOT_OWN_LOSSES'; readonly perspective: Exclude<Perspective, 'OWN_LOSSES'> }
  | {
      readonly why: 'LESS_RELIABLE';
      readonly grade: SourceReliability;
      readonly best: SourceReliability;
    };

export interface Exclusion {
  readonly claim: FigureClaim;
  readonly reason: ExclusionReason;
}
