import type DataLoader from 'dataloader';
import type { Sources } from '../domain/origin.ts';
import type { Names } from '../domain/question-label.ts';
import { all } from './loaders.ts';

/** The names of these slugs, for sentences. */
export async function namesOf(
  loader: DataLoader<string, { slug: string; name: string } | null>,
  slugs: readonly string[],
): Promise<Names> {
  const found = await all(loader, [...new Set(slugs)]);
  return new Map(found.map(({ slug, name }) => [slug, name]));
}

/** The names of a comparison's sources. */
export const sourceNames = (sources: Sources): Names =>
  new Map([...sources.values()].map(({ slug, name }) => [slug, name]));
