import type { Comparison } from './comparison.ts';
import { ANSWERS_LEGEND, describeComparison, NOTHING_IN_VIEW } from './describe-comparison.ts';
import { describeRow, type Entry, type Group, type RowDescription } from './describe-row.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** GitHub's Markdown: a section for each question, a table for each camp. */
export function formatMarkdown(comparison: Comparison): string {
  const { event, rows } = comparison;
  const heading = [
    `# ${escapeMarkdown(event.title)}`,
    [`Event ${event.slug}`, ...describeComparison(comparison), ANSWERS_LEGEND].map(bullet).join('\n'),
  ];
  const body = rows.length === 0 ? [NOTHING_IN_VIEW] : rows.flatMap((row) => question(describeRow(row)));
  return `${[...heading, ...body].join('\n\n')}\n`;
}

const question = ({ label, agreement, groups, contradictions }: RowDescription): string[] => [
  `## ${escapeMarkdown(label)}`,
  escapeMarkdown(agreement),
  ...groups.flatMap(group),
  ...(contradictions.length === 0 ? [] : ['**Contradictions**', contradictions.map(bullet).join('\n')]),
];

function group({ heading, corroboration, entries }: Group): string[] {
  const title = `**${escapeMarkdown(heading)}**${corroboration === '' ? '' : ` — ${escapeMarkdown(corroboration)}`}`;
  return [
    title,
    ['| Asserted | Source | Words | Notes |', '| --- | --- | --- | --- |', ...entries.map(line)].join('\n'),
  ];
}

function line({ asserted, source, marks, words, report, besides }: Entry): string {
  const notes = [marks.join(' · '), ...besides].filter(Boolean).map(escapeMarkdown).join('<br>');
  const cells = [
    escapeMarkdown(asserted),
    escapeMarkdown(source),
    `${escapeMarkdown(words)} — ${link(report)}`,
    notes,
  ];
  return `| ${cells.join(' | ')} |`;
}

const bullet = (sentence: string): string => `- ${escapeMarkdown(sentence)}`;

/** Angle brackets let an address hold parentheses; what would end them, or a table's cell, is percent-encoded. */
function link({ title, url }: Entry['report']): string {
  if (url === null || !/^https?:\/\//i.test(url)) return escapeMarkdown(title);
  return `[${escapeMarkdown(title)}](<${url.replace(/[<>|\\`\s\p{Cc}\p{Bidi_Control}]/gu, encodeURIComponent)}>)`;
}
