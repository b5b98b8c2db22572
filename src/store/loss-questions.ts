import { OPEN_END } from '../domain/time.ts';
import type { Listing } from './page.ts';
import { questionListing } from './shared-questions.ts';

const PUBLISHED = `revision.recorded_to = :open AND revision.status = 'PUBLISHED'`;

/**
 * The questions for the victims of one party alone to which the source has a published figure and somebody else, too,
 * by event and key.
 */
export const lossQuestionListing = (source: string): Listing => ({
  ...questionListing(
    `${PUBLISHED} AND revision.source = :source`,
    `${PUBLISHED} AND revision.source = :source AND (SELECT COUNT(*) FROM claim_party AS member
       WHERE member.claim = revision.claim AND member.revision = revision.revision AND member.role = 'VICTIM') = 1`,
    `${PUBLISHED} AND revision.source <> :source`,
  ),
  parameters: { source, open: OPEN_END },
});
