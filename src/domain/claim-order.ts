import type { Claim } from './claim.ts';
import { byEach, byText } from './order.ts';

const byPlace = (a: Claim, b: Claim): number => (a.citation.start ?? -1) - (b.citation.start ?? -1);
const byRecording = byEach<Claim>(
  (a, b) => byText(a.recordedAt, b.recordedAt),
  (a, b) => byText(a.claimId, b.claimId),
);
const byReportAndPlace = byEach<Claim>(
  (a, b) => byText(a.citation.report, b.citation.report),
  byPlace,
  byRecording,
);

/** What orders a source's words in time: when it said them, then when their report was published. */
export const bySaying = byEach<Claim>(
  (a, b) => byText(a.assertedAt, b.assertedAt),
  (a, b) => byText(a.publishedAt, b.publishedAt),
);

export const oldestFirst = byEach<Claim>(bySaying, byReportAndPlace);

/** The order of several answers that were given at once; the last of them is `current`. */
export const byStanding = byReportAndPlace;
