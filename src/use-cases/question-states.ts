import type { QuestionStates } from '../domain/change.ts';
import { groupBy } from '../domain/group-by.ts';
import { speakerSlug } from '../domain/origin.ts';
import { publishedAgreement } from '../domain/published-agreement.ts';
import { claimsByQuestion } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import { sourcesBySlug } from '../store/sources.ts';

/** These questions as they stand, by key; without those that nothing answers. */
export async function questionStates(db: Db, keys: readonly string[]): Promise<QuestionStates> {
  const claims = await claimsByQuestion(db, keys);
  const sources = await sourcesBySlug(db, [...new Set(claims.map(speakerSlug))]);
  return new Map(
    [...groupBy(claims, (claim) => claim.questionKey)].map(([key, own]) => [
      key,
      { claims: own, agreement: publishedAgreement(own, sources) },
    ]),
  );
}
