import { formatJson } from './format-json.ts';
import { formatSourcesCsv } from './format-sources-csv.ts';
import { formatSourcesMarkdown } from './format-sources-markdown.ts';
import { formatSourcesText } from './format-sources-text.ts';
import type { SourceComparison } from './source-comparison.ts';

export const SOURCE_COMPARISON_FORMATS = ['text', 'json', 'csv', 'markdown'] as const;
export type SourceComparisonFormat = (typeof SOURCE_COMPARISON_FORMATS)[number];

const FORMATTERS: Record<SourceComparisonFormat, (comparison: SourceComparison) => string> = {
  text: formatSourcesText,
  json: formatJson,
  csv: formatSourcesCsv,
  markdown: formatSourcesMarkdown,
};

/** A comparison of sources as it is printed, its last line ended. */
export const formatSourceComparison = (
  comparison: SourceComparison,
  format: SourceComparisonFormat,
): string => FORMATTERS[format](comparison);
