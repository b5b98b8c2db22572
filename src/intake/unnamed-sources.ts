import type { RecordSource } from '../domain/input.ts';
import { locator } from './locate.ts';
import type { Place } from './place.ts';
import type { Sheet } from './sheet.ts';
import type { Located } from './sheet-records.ts';
import { isUnnamed, unnamedName, unnamedSlug } from './unnamed.ts';

/**
 * The sources that `unnamed` stands for in a sheet's claims, each once, but for those that the sheet lists
 * itself. A report that the sheet does not hold lends its slug to the name, else its title.
 */
export function unnamedSources(sheet: Sheet, root: Place): Located<RecordSource>[] {
  const listed = new Set(sheet.sources.map(({ slug }) => slug));
  const titles = new Map(sheet.reports.map(({ slug, title }) => [slug, title]));
  const found = new Map<string, Located<RecordSource>>();
  for (const [index, { report, source, relayedBy, follows }] of sheet.claims.entries()) {
    const speakers = [
      { word: source, path: ['source'] },
      ...relayedBy.map((word, place) => ({ word, path: ['relayedBy', place] })),
      ...(follows === undefined ? [] : [{ word: follows, path: ['follows'] }]),
    ];
    for (const { word, path } of speakers.filter(({ word }) => isUnnamed(word))) {
      const slug = unnamedSlug(word, report);
      if (listed.has(slug) || found.has(slug)) continue;
      const name = unnamedName(word, titles.get(report) ?? report);
      const here = locator(root, ['claims', index, ...path]);
      found.set(slug, { value: unnamedSource(slug, name), locate: () => here('') });
    }
  }
  return [...found.values()];
}

const unnamedSource = (slug: string, name: string): RecordSource => ({
  slug,
  name,
  kind: 'UNNAMED',
  anonymous: true,
  aliases: [],
  reliability: 'F',
});
