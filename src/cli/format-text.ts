import type { Comparison } from './comparison.ts';
import { ANSWERS_LEGEND, describeComparison, NOTHING_IN_VIEW } from './describe-comparison.ts';
import { describeRow, type Entry, type Group, type RowDescription } from './describe-row.ts';
import { textWidth, wrap } from './text-width.ts';
import { visible } from './visible.ts';

const COLUMNS = 100;

/** For a terminal: question by question, camp by camp, without colour. */
export function formatText(comparison: Comparison): string {
  const { event, rows } = comparison;
  const heading = [
    ...paragraph(`${event.title} (${event.slug})`),
    ...[...describeComparison(comparison), ANSWERS_LEGEND].flatMap((sentence) => paragraph(sentence)),
  ];
  const body = rows.length === 0 ? [['', NOTHING_IN_VIEW]] : rows.map((row) => question(describeRow(row)));
  return `${[heading, ...body].flat().join('\n')}\n`;
}

function question({ label, agreement, groups, contradictions }: RowDescription): string[] {
  const title = paragraph(label);
  const underline = '─'.repeat(Math.min(COLUMNS, Math.max(...title.map(textWidth))));
  return [
    '',
    '',
    ...title,
    underline,
    ...paragraph(agreement),
    ...groups.flatMap(group),
    ...explained(contradictions),
  ];
}

function group({ heading, corroboration, entries }: Group): string[] {
  const title = corroboration === '' ? heading : `${heading} — ${corroboration}`;
  return ['', ...paragraph(title, 2, 4), ...entries.flatMap(entry)];
}

const entry = ({ asserted, source, marks, words, report, besides }: Entry): string[] => [
  ...paragraph([asserted, source, ...marks].join(' · '), 4, 6),
  ...paragraph(`${words} — ${report.title}`, 6),
  ...besides.flatMap((sentence) => paragraph(sentence, 6, 8)),
];

const explained = (contradictions: readonly string[]): string[] =>
  contradictions.length === 0
    ? []
    : ['', '  Contradictions', ...contradictions.flatMap((sentence) => paragraph(`- ${sentence}`, 4, 6))];

/** Lines of a text, indented; all that others wrote passes here and is made safe. */
function paragraph(text: string, indent = 0, hanging = indent): string[] {
  return wrap(visible(text), COLUMNS - hanging).map(
    (line, index) => ' '.repeat(index === 0 ? indent : hanging) + line,
  );
}
