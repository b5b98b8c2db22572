import { byEach, byText } from '../domain/order.ts';
import type { ComparisonScope } from '../domain/source-comparison.ts';
import { OPEN_END } from '../domain/time.ts';
import { claimListing } from './claim-pages.ts';
import type { Db } from './database.ts';
import type { Dialect } from './dialect.ts';
import type { Listing } from './page.ts';

/** Beyond so many claims it is no matter which source has more of them. */
const COUNTED = 10_000;

/** The sources, those with the fewest claims first. */
export async function rarestFirst(db: Db, sources: readonly string[]): Promise<string[]> {
  const rows = await db.rows<{ slug: string; claims: number }>(
    `SELECT source.slug, (SELECT CAST(COUNT(*) AS integer) FROM (SELECT 1 AS one FROM claim_revision AS revision
       WHERE revision.source = source.slug AND revision.recorded_to = :open LIMIT :counted) AS counted) AS claims
     FROM source WHERE source.slug IN (:...sources)`,
    { sources, open: OPEN_END, counted: COUNTED },
  );
  return rows
    .sort(
      byEach(
        (a, b) => a.claims - b.claims,
        (a, b) => byText(a.slug, b.slug),
      ),
    )
    .map(({ slug }) => slug);
}

/**
 * The questions to which two of the sources at least have a published claim in scope, by event and key: those of each
 * source to which one of the sources after it has such a claim, too. Each listing reads along the index of its source
 * and looks the others up, so that the sources had best come rarestFirst. Every question that they share is among them:
 * an answer is such a claim, but not every such claim is an answer.
 */
export function sharedQuestionListings(
  dialect: Dialect,
  sources: readonly string[],
  scope: ComparisonScope,
): Listing[] {
  const order = { field: 'assertedAt', descending: false } as const;
  const statuses = ['PUBLISHED'] as const;
  const { where, parameters } = claimListing(dialect, { ...scope, statuses }, order);
  const inScope = where.join(' AND ');
  const inEvents = claimListing(dialect, { events: scope.events, statuses }, order).where.join(' AND ');
  return sources.slice(0, -1).map((source, index) => ({
    ...questionListing(
      `${inEvents} AND revision.source = :source`,
      `${inScope} AND revision.source = :source`,
      `${inScope} AND revision.source IN (:...others)`,
    ),
    parameters: { ...parameters, source, others: sources.slice(index + 1) },
  }));
}

/**
 * The questions that claims of one kind answer, and whether they are shared: whether a claim of each of the two other kinds
 * answers them, too. kinds: conditions on `revision`, the first on what claim_revision_shared holds alone, so that a page
 * costs no more however few are shared.
 */
export function questionListing(candidate: string, one: string, other: string): Omit<Listing, 'parameters'> {
  const answered = (kind: string): string => `EXISTS (SELECT 1 FROM claim_revision AS revision WHERE ${kind}
    AND revision.event = candidate.event AND revision.question = candidate.question)`;
  return {
    columns: `DISTINCT candidate.event, candidate.question, ${answered(other)} AND ${answered(one)} AS shared`,
    from: `FROM (SELECT revision.event, revision.question FROM claim_revision AS revision
      WHERE ${candidate}) AS candidate`,
    where: [],
    order: ['candidate.event', 'candidate.question'],
    descending: false,
  };
}

/** A row of such a listing. */
export interface CandidateRow {
  event: string;
  question: string;
  shared: boolean | number;
}
