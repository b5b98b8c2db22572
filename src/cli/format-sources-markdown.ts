import { describeCell, describeSourceComparison, formatRatio } from './describe-source-comparison.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import type { SourceComparison } from './source-comparison.ts';

/** GitHub's Markdown: a table of the pairs, then one of the questions with a column for each source. */
export function formatSourcesMarkdown(comparison: SourceComparison): string {
  const { sources, pairs, questions } = comparison;
  const counts = pairs.map((pair) => {
    const { a, b, shared, agree, compatible, contradict } = pair;
    return [a.name, b.name, `${shared}`, `${agree}`, `${compatible}`, `${contradict}`, formatRatio(pair)];
  });
  const answers = questions.map(({ event, question, agreement, cells }) => [
    event.title,
    question.label,
    agreement,
    ...cells.map((cell) => describeCell(cell).join('; ')),
  ]);
  const parts = [
    `# ${escapeMarkdown(sources.map(({ name }) => name).join(' · '))}`,
    describeSourceComparison(comparison)
      .map((sentence) => `- ${escapeMarkdown(sentence)}`)
      .join('\n'),
    table(['A', 'B', 'Shared', 'Agree', 'Compatible', 'Contradict', 'Median ratio'], counts),
    ...(answers.length === 0
      ? []
      : [table(['Event', 'Question', 'Agreement', ...sources.map(({ name }) => name)], answers)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [header.map(escapeMarkdown), header.map(() => '---'), ...rows.map((row) => row.map(escapeMarkdown))]
    .map(line)
    .join('\n');
}
