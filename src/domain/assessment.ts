import type { Instant } from './time.ts';
import type { InformationCredibility } from './vocabulary.ts';

/** Somebody's graded judgement of a claim, kept apart from it: it changes no agreement. */
export interface Assessment {
  readonly id: string;
  readonly claim: string;
  readonly credibility: InformationCredibility;
  readonly note: string;
  readonly assessedBy: string;
  readonly assessedAt: Instant;
}
