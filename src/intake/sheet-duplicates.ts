import { described } from './described.ts';
import { type Place, pathText, placeAt } from './place.ts';
import type { TextProblem } from './read-yaml.ts';
import { SHEET_LISTS } from './sheet.ts';

/** Entries of one list that bear one name: a slug, or a claim's ref within its event. */
export function sheetDuplicates(sheet: unknown, root: Place): TextProblem[] {
  return SHEET_LISTS.flatMap((list) => {
    const field = list === 'claims' ? 'ref' : 'slug';
    const firstLine = new Map<string, number>();
    const problems: TextProblem[] = [];
    for (const [index, entry] of entriesOf(sheet, list).entries()) {
      const name = entry[field];
      if (typeof name !== 'string') continue;
      const identity = JSON.stringify([name, list === 'claims' ? entry.event : null]);
      const path = [list, index, field];
      const { line, column } = placeAt(root, path);
      const first = firstLine.get(identity);
      if (first === undefined) firstLine.set(identity, line);
      else {
        const message = `expected a ${field} of its own, found ${described(name)}, which line ${first} bears; rename one`;
        problems.push({ line, column, path: pathText(path), message });
      }
    }
    return problems;
  });
}

function entriesOf(sheet: unknown, list: string): Record<string, unknown>[] {
  const entries = isMapping(sheet) ? sheet[list] : undefined;
  return Array.isArray(entries) ? entries.map((entry) => (isMapping(entry) ? entry : {})) : [];
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
