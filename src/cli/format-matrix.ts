import { type Claim, type Comparison, type ComparisonCell, partition } from './comparison.ts';
import { describeComparison, NOTHING_IN_VIEW } from './describe-comparison.ts';
import { formatBounds } from './format-bounds.ts';
import { pad, textWidth, wrap } from './text-width.ts';
import { visible } from './visible.ts';

const LABEL_COLUMNS = 48;
const GAP = '  ';

/** The whole grid, as wide as it gets: questions down, sources across by number, what is silent left empty. */
export function formatMatrix(comparison: Comparison): string {
  const { event, sources, rows } = comparison;
  const heading = [`${event.title} (${event.slug})`, ...describeComparison(comparison), ''].map(visible);
  if (rows.length === 0) return `${[...heading, NOTHING_IN_VIEW].join('\n')}\n`;
  const header = [['Question'], ['Agreement'], ...sources.map((_, index) => [`${index + 1}`])];
  const lines = rows.map((row) => [
    wrap(visible(row.question.label), LABEL_COLUMNS).map((line, index) => (index === 0 ? line : `  ${line}`)),
    [row.agreement],
    ...sources.map(({ slug }) => content(row.cells.find(({ source }) => source.slug === slug))),
  ]);
  return `${[...heading, ...grid([header, ...lines]), '', ...legend(comparison)].join('\n')}\n`;
}

/** Cells of several lines side by side, each column as wide as its widest line; a rule under the first row. */
function grid(table: readonly (readonly (readonly string[])[])[]): string[] {
  const widths = table[0]!.map((_, column) =>
    Math.max(...table.flatMap((row) => row[column]!.map(textWidth))),
  );
  const lines = table.map((row) =>
    Array.from({ length: Math.max(...row.map((cell) => cell.length)) }, (_, line) =>
      row
        .map((cell, column) => pad(cell[line] ?? '', widths[column]!))
        .join(GAP)
        .trimEnd(),
    ),
  );
  const [header = [], ...body] = lines;
  return [...header, widths.map((width) => '─'.repeat(width)).join(GAP), ...body.flat()];
}

/** Each thing that the source says or denies on a line of its own. */
function content(cell: ComparisonCell | undefined): string[] {
  if (!cell) return [''];
  const { answers, denials } = partition(cell);
  const retracted = cell.standing === 'RETRACTED' ? ['retracted'] : [];
  return [...new Set([...answers, ...denials].map((claim) => visible(mark(claim)))), ...retracted];
}

const STANCE: Record<Claim['stance'], (said: string) => string> = {
  AFFIRMS: (said) => said,
  DENIES: (said) => `not ${said}`,
  UNCERTAIN: (said) => `${said}?`,
};

function mark(claim: Claim): string {
  const draft = claim.status === 'DRAFT' ? ' draft' : '';
  return `${STANCE[claim.stance](said(claim))}${draft}`;
}

function said(claim: Claim): string {
  if (claim.__typename === 'StatementClaim') return 'so';
  if (claim.__typename === 'ResponsibilityClaim') {
    return claim.blamed.map(({ slug }) => slug).join('+') || (claim.stance === 'AFFIRMS' ? 'unnamed' : 'so');
  }
  const some = claim.extent === 'SOME' ? ' some' : '';
  const own = claim.perspective === 'OWN_LOSSES' ? ' own' : '';
  return `${formatBounds(claim.figure)}${some}${own}`;
}

function legend({ sources, rows }: Comparison): string[] {
  const blamed = rows.flatMap((row) => row.camps.flatMap((camp) => camp.blamed));
  const parties = [...new Map(blamed.map(({ slug, name }) => [slug, name]))];
  return [
    ...sources.map(({ slug, name, anonymous }, index) =>
      visible(`${pad(`${index + 1}`, 4)}${name} (${slug})${anonymous ? ', anonymous' : ''}`),
    ),
    '',
    ...MARKS,
    ...parties.map(([slug, name]) => visible(`${slug}: blames ${name}`)),
  ];
}

const MARKS = [
  'so: says that it is so · not …: denies it · …?: cannot confirm it · unnamed: blames nobody by name · retracted: took it back',
  'own: losses of its own side · some: of particular victims, saying nothing of others · empty: silent',
];
