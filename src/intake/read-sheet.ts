import { claimRecord } from './claim-record.ts';
import { locator } from './locate.ts';
import type { Place } from './place.ts';
import { readYaml, type TextProblem } from './read-yaml.ts';
import { type Sheet, sheetSchema } from './sheet.ts';
import { sheetDuplicates } from './sheet-duplicates.ts';
import { sheetIssueMessage, sheetIssues } from './sheet-issues.ts';
import type { SheetProblem } from './sheet-problem.ts';
import type { Located, SheetRecords } from './sheet-records.ts';
import { unnamedSources } from './unnamed-sources.ts';

/**
 * A sheet's text to records, or everything that is wrong with it, in the order of the file; what is not YAML
 * hides the rest. Never throws. `file` names the sheet in problems; it is not opened. Whether slugs, figures
 * and times fit each other and the record is the use cases' to say.
 */
export function readSheet(
  text: string,
  file: string,
): { readonly sheet: SheetRecords } | { readonly problems: readonly SheetProblem[] } {
  const yaml = readYaml(text);
  if ('problems' in yaml) return { problems: inFile(file, yaml.problems) };
  const parsed = sheetSchema.safeParse(yaml.value, { error: sheetIssueMessage, reportInput: true });
  const issues = parsed.success ? [] : sheetIssues(parsed.error.issues, yaml.place);
  const problems = [...issues, ...sheetDuplicates(yaml.value, yaml.place)];
  if (!parsed.success || problems.length > 0) return { problems: inFile(file, problems) };
  return { sheet: sheetRecords(parsed.data, yaml.place) };
}

function sheetRecords(sheet: Sheet, root: Place): SheetRecords {
  const located = <T>(list: string, values: readonly T[]): Located<T>[] =>
    values.map((value, index) => ({ value, locate: locator(root, [list, index]) }));
  return {
    parties: located('parties', sheet.parties),
    sources: [...located('sources', sheet.sources), ...unnamedSources(sheet, root)],
    events: located('events', sheet.events),
    reports: located('reports', sheet.reports),
    claims: located('claims', sheet.claims.map(claimRecord)),
  };
}

const inFile = (file: string, problems: readonly TextProblem[]): SheetProblem[] =>
  [...problems]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map((problem) => ({ file, ...problem }));
