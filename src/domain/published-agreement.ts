import { type Agreement, agreementOf } from './agreement.ts';
import { answersOf } from './answers.ts';
import type { Claim } from './claim.ts';
import { contradictionsAmong } from './contradiction.ts';
import { groupBy } from './group-by.ts';
import type { Sources } from './origin.ts';
import { inView, withoutParts } from './view.ts';

/** Of all claims to one question, those that are published, reading CUMULATIVE; null: they make no row. */
export function publishedAgreement(claims: readonly Claim[], sources: Sources): Agreement | null {
  const seen = withoutParts(inView(claims, { assertedBy: null, includeDrafts: false }));
  if (seen.length === 0) return null;
  const bySource = [...groupBy(seen, (claim) => claim.attribution.source).values()].map(answersOf);
  return agreementOf(
    bySource.flatMap(({ answers }) => answers),
    contradictionsAmong(bySource, 'CUMULATIVE'),
    sources,
  );
}
