import type { Claim } from '../domain/claim.ts';
import { type LossReporting, lossReportingOf, mergeLosses } from '../domain/loss-reporting.ts';
import { speakerSlug } from '../domain/origin.ts';
import type { Source } from '../domain/source.ts';
import { type ComparisonScope, sharedQuestions } from '../domain/source-comparison.ts';
import type { Database } from '../store/database.ts';
import { eventsBySlug } from '../store/events.ts';
import { lossQuestionListing } from '../store/loss-questions.ts';
import { allSaid } from '../store/said.ts';
import { sourcesBySlug } from '../store/sources.ts';

const ANY: ComparisonScope = {
  events: null,
  parties: null,
  outcomes: null,
  assertedFrom: null,
  assertedTo: null,
};

/** How a source's figures for each party's losses lie to other sources', as both stand now. slug: of a source that is there. */
export async function listLossReporting(database: Database, slug: string): Promise<readonly LossReporting[]> {
  let losses: LossReporting[] = [];
  for await (const claims of allSaid(database, [lossQuestionListing(slug)], null)) {
    losses = mergeLosses([...losses, ...(await lossesIn(database, slug, claims))]);
  }
  return losses;
}

async function lossesIn(
  database: Database,
  slug: string,
  claims: readonly Claim[],
): Promise<LossReporting[]> {
  const slugs = distinct([
    slug,
    ...claims.flatMap((claim) => [claim.attribution.source, speakerSlug(claim)]),
  ]);
  const { sources, events } = await database.read(async (db) => ({
    sources: await sourcesBySlug(db, slugs),
    events: await eventsBySlug(db, distinct(claims.map(({ event }) => event))),
  }));
  const source: Source = sources.get(slug)!;
  return lossReportingOf(source, sharedQuestions(claims, ANY), { sources, events });
}

const distinct = (slugs: readonly string[]): string[] => [...new Set(slugs)];
