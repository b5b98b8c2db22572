import type DataLoader from 'dataloader';
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
