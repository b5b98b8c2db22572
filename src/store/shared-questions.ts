import type { Claim } from '../domain/claim.ts';
import { groupBy } from '../domain/group-by.ts';
import type { ComparisonScope } from '../domain/source-comparison.ts';
import { OPEN_END } from '../domain/time.ts';
import { claimListing } from './claim-pages.ts';
import { CLAIM_FROM, type ClaimJoinRow, claimOf, claimSelect } from './claims.ts';
import type { Db } from './database.ts';
import type { Dialect } from './dialect.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';

/**
 * The questions to which two of the sources at least have a published claim in scope, by event and key. Every
 * question that they share is among them: an answer is such a claim, but not every such claim is an answer.
 */
export function sharedQuestionListing(
  dialect: Dialect,
  sources: readonly string[],
  scope: ComparisonScope,
): Listing {
  const filter = { ...scope, sources, statuses: ['PUBLISHED'] as const };
  const claims = claimListing(dialect, filter, { field: 'assertedAt', descending: false });
  return {
    columns: 'shared.event, shared.question',
    from: `FROM (
      SELECT revision.event, revision.question FROM claim_revision AS revision
      WHERE ${claims.where.join(' AND ')}
      GROUP BY revision.event, revision.question HAVING MIN(revision.source) <> MAX(revision.source)
    ) AS shared`,
    where: [],
    parameters: claims.parameters,
    order: ['shared.event', 'shared.question'],
    descending: false,
  };
}

/** A page of these questions, each as what the sources said to it: the claims in view. */
export async function pageSaid(
  db: Db,
  listing: Listing,
  sources: readonly string[],
  request: PageRequest,
): Promise<Page<readonly Claim[]>> {
  const page = await pageOf(db, listing, request, (row: { event: string; question: string }) => ({
    value: row.question,
    position: [row.event, row.question],
  }));
  const questions = page.items.map((item) => item.value);
  if (questions.length === 0) return { ...page, items: [] };
  const claims = await claimsInView(db, ':...questions', { sources, questions });
  const said = groupBy(claims, (claim) => claim.questionKey);
  return { ...page, items: page.items.map((item) => ({ ...item, value: said.get(item.value) ?? [] })) };
}

/** What the sources said to all of these questions. */
export const allSaid = (db: Db, listing: Listing, sources: readonly string[]): Promise<Claim[]> =>
  claimsInView(db, `SELECT shared.question ${listing.from}`, { ...listing.parameters, sources });

async function claimsInView(
  db: Db,
  questions: string,
  parameters: Record<string, unknown>,
): Promise<Claim[]> {
  const rows = await db.rows<ClaimJoinRow>(
    `SELECT ${claimSelect(db.dialect)} ${CLAIM_FROM}
     WHERE revision.recorded_to = :open AND revision.status IN ('PUBLISHED', 'RETRACTED')
       AND revision.source IN (:...sources) AND revision.question IN (${questions})`,
    { open: OPEN_END, ...parameters },
  );
  return rows.map((row) => claimOf(row));
}
