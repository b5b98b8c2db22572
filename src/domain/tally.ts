import type { FigureClaim } from './claim.ts';
import type { ComparisonRow } from './comparison.ts';
import type { Exclusion } from './exclusion.ts';
import type { Bounds } from './figure.ts';
import { figuresIn } from './row-answers.ts';
import { POLICIES, type TallyContext, type TallyPolicy } from './tally-policy.ts';

/** One figure from many, by a policy. used and excluded together are all answers of the row, each oldest first. */
export interface Tally {
  readonly policy: TallyPolicy;
  /** null: the policy finds none. What it held together in vain stands in `used` all the same. */
  readonly bounds: Bounds | null;
  readonly used: readonly FigureClaim[];
  readonly excluded: readonly Exclusion[];
}

/** Never done unasked. Of figures only: null for any other row. */
export function tallyOf(row: ComparisonRow, policy: TallyPolicy, context: TallyContext): Tally | null {
  if (row.question.kind !== 'FIGURE') return null;
  const { bounds, reasonFor } = POLICIES[policy](row, context);
  const used: FigureClaim[] = [];
  const excluded: Exclusion[] = [];
  for (const claim of figuresIn(row)) {
    const reason = reasonFor(claim);
    if (reason === null) used.push(claim);
    else excluded.push({ claim, reason });
  }
  return { policy, bounds, used, excluded };
}
