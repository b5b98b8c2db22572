import type { Claim } from './claim.ts';
import type { Source } from './source.ts';

/** The sources of a comparison by slug, those that are followed and the roots of their chains among them. */
export type Sources = ReadonlyMap<string, Source>;

/** The slug of whose words a claim carries: the source's own, or of whom it follows. */
export const speakerSlug = ({ attribution }: Pick<Claim, 'attribution'>): string =>
  attribution.follows ?? attribution.source;

/** Whose figure a claim counts as: a claim that follows a source counts as that source's. */
export function speakerOf(claim: Claim, sources: Sources): Source {
  const slug = speakerSlug(claim);
  const source = sources.get(slug);
  if (!source)
    throw new Error(`the source "${slug}" of claim ${claim.claimId} was not brought with its comparison`);
  return source;
}

/** What counts once in agreement: the root of the organOf chain; each anonymous source is an origin of its own. */
export function originOf(claim: Claim, sources: Sources): string {
  const speaker = speakerOf(claim, sources);
  return speaker.anonymous ? speaker.slug : speaker.origin;
}
