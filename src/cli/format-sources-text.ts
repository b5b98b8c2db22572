import { describeCell, describePair, describeSourceComparison } from './describe-source-comparison.ts';
import type { SharedQuestion, SourceComparison } from './source-comparison.ts';
import { visible } from './visible.ts';

/** For a terminal: each two sources on a line, then question by question. */
export function formatSourcesText(comparison: SourceComparison): string {
  const { pairs, questions } = comparison;
  const lines = [
    ...describeSourceComparison(comparison),
    '',
    ...pairs.map(describePair),
    ...questions.flatMap(question),
  ];
  return `${lines.map(visible).join('\n')}\n`;
}

const question = ({ event, question: asked, agreement, cells }: SharedQuestion): string[] => [
  '',
  `${event.title} (${event.slug})`,
  `  ${asked.label}: ${agreement}`,
  ...cells.map((cell) => `    ${cell.source.name}: ${describeCell(cell).join('; ')}`),
];
