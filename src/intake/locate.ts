import { type Path, type Place, pathText, placeAt } from './place.ts';
import type { SheetPlace } from './sheet-records.ts';

/** Where a sheet's claim has another word than the API's input, the longer path first. */
const SHEET_WORDS: readonly (readonly [field: string, key: string])[] = [
  ['citation.exact', 'quote'],
  ['citation', ''],
  ['attribution', ''],
  ['figure.words', 'figure'],
  ['figure.bounds', 'figure'],
  ['assertedPrecision', 'precision'],
];

/** "citation.exact" as the sheet has it, "quote". */
function sheetField(field: string): string {
  for (const [prefix, key] of SHEET_WORDS) {
    if (field === prefix || field.startsWith(`${prefix}.`)) return `${key}${field.slice(prefix.length)}`;
  }
  return field;
}

/** "victims.parties[0]" and "victims.parties.0" alike. */
const stepsOf = (field: string): Path =>
  (field.match(/[^.[\]]+/g) ?? []).map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Finds the fields of API inputs in a sheet's entry. See Located. */
export function locator(root: Place, entry: Path): (field: string) => SheetPlace {
  return (field) => {
    const path = [...entry, ...stepsOf(sheetField(field.replace(/^input\b\.?/, '')))];
    const { line, column } = placeAt(root, path);
    return { line, column, path: pathText(path) };
  };
}
