import type { Comparison } from './comparison.ts';
import { CommandFailure } from './exit.ts';
import { formatCsv } from './format-csv.ts';
import { formatJson } from './format-json.ts';
import { formatMarkdown } from './format-markdown.ts';
import { formatMatrix } from './format-matrix.ts';
import { formatText } from './format-text.ts';

export const COMPARISON_FORMATS = ['text', 'json', 'csv', 'markdown', 'matrix'] as const;
export type ComparisonFormat = (typeof COMPARISON_FORMATS)[number];

const FORMATTERS: Record<ComparisonFormat, (comparison: Comparison) => string> = {
  text: formatText,
  json: formatJson,
  csv: formatCsv,
  markdown: formatMarkdown,
  matrix: formatMatrix,
};

/** A comparison as it is printed, its last line ended. Refuses one that lacks claims: a gap would not show. */
export function formatComparison(comparison: Comparison, format: ComparisonFormat): string {
  for (const { question, cells } of comparison.rows) {
    const cut = cells.find(({ claims, claimCount }) => claims.length < claimCount);
    if (cut) {
      const { claims, claimCount, source } = cut;
      throw new CommandFailure(
        `${question.label}: expected all ${claimCount} claims of ${source.slug}, got the last ${claims.length}`,
      );
    }
  }
  return FORMATTERS[format](comparison);
}
