import { type Camp, type Claim, type ComparisonCell, type ComparisonRow, partition } from './comparison.ts';
import { describeCamp, describeContent } from './describe-answer.ts';
import { type ClaimDescription, describeClaim, passage, statusMarks } from './describe-claim.ts';
import { formatBounds } from './format-bounds.ts';
import { formatWindow } from './format-window.ts';
import { counted } from './words.ts';

/** A claim, and what else its source said to the question: "earlier: 5 on 2021-04-23". */
export interface Entry extends ClaimDescription {
  readonly besides: readonly string[];
}

/** One group of claims under a heading: a camp, the denials, or what stands no longer. */
export interface Group {
  readonly heading: string;
  /** Who stands behind a camp: "2 independent origins (Al-Monitor, SOHR), in 2 reports"; empty for other groups. */
  readonly corroboration: string;
  readonly entries: readonly Entry[];
}

/** One question in plain words; nothing of it is escaped yet. */
export interface RowDescription {
  readonly label: string;
  readonly agreement: string;
  readonly groups: readonly Group[];
  readonly contradictions: readonly string[];
}

export function describeRow(row: ComparisonRow): RowDescription {
  return {
    label: row.question.label,
    agreement: [agreementOf(row), ...boundsOf(row)].join('; '),
    groups: [...row.camps.map((camp) => campOf(camp, row.cells)), ...denialsOf(row), ...fallenOf(row)],
    contradictions: contradictionsOf(row),
  };
}

const AGREEMENT: Record<ComparisonRow['agreement'], string> = {
  UNCONTESTED: 'one answer, from one origin at most',
  AGREE: 'one answer, from two origins or more',
  COMPATIBLE: 'different answers, no two of which contradict',
  CONTRADICT: 'two answers at least cannot both be true',
};

const agreementOf = ({ agreement, camps }: ComparisonRow): string =>
  `${agreement}: ${camps.length === 0 ? 'no answer stands' : AGREEMENT[agreement]}`;

/** Where there is one answer only, these would repeat it. */
function boundsOf({ envelope, common, camps }: ComparisonRow): string[] {
  if (camps.length < 2) return [];
  return [
    ...(envelope ? [`envelope ${formatBounds(envelope)}`] : []),
    ...(common ? [`common ${formatBounds(common)}`] : []),
  ];
}

function campOf(camp: Camp, cells: readonly ComparisonCell[]): Group {
  return {
    heading: describeCamp(camp),
    corroboration: corroborationOf(camp),
    entries: camp.claims.map((claim) => ({ ...describeClaim(claim), besides: besides(claim, cells) })),
  };
}

function corroborationOf({ corroboration }: Camp): string {
  const { independentOrigins, origins, anonymousSources, reports } = corroboration;
  const names = origins.map(({ name }) => name).join('; ');
  return [
    independentOrigins === 0
      ? 'no independent origin'
      : `${counted(independentOrigins, 'independent origin')} (${names})`,
    ...(anonymousSources > 0 ? [counted(anonymousSources, 'anonymous source')] : []),
    `in ${counted(reports, 'report')}`,
  ].join(', ');
}

/** Told once a source: under the last of its answers. */
function besides(answer: Claim, cells: readonly ComparisonCell[]): string[] {
  const cell = cells.find(({ answers }) => answers.at(-1)?.id === answer.id);
  return cell ? partition(cell).others.map((claim) => beside(claim, answer)) : [];
}

function beside(claim: Claim, answer: Claim): string {
  const label = claim.assertedAt < answer.assertedAt ? 'earlier' : 'also';
  const said = `${describeContent(claim)} on ${formatWindow(claim.assertedAt, claim.assertedUntil)}`;
  return `${label}: ${[said, ...passage(claim), ...statusMarks(claim)].join(', ')}`;
}

function denialsOf({ cells }: ComparisonRow): Group[] {
  const denials = cells.flatMap((cell) => partition(cell).denials);
  return groupOf('Denied or not confirmed', denials);
}

/** Of sources without an answer: what they took back. Their denials have a group of their own. */
function fallenOf({ cells }: ComparisonRow): Group[] {
  const fallen = cells
    .filter(({ answers }) => answers.length === 0)
    .flatMap((cell) => partition(cell).others);
  return groupOf('No longer standing', fallen);
}

function groupOf(heading: string, claims: readonly Claim[]): Group[] {
  if (claims.length === 0) return [];
  const entries = claims.map((claim) => {
    const description = describeClaim(claim);
    return { ...description, marks: [describeContent(claim), ...description.marks], besides: [] };
  });
  return [{ heading, corroboration: '', entries }];
}

/** Each sentence once: a figure that stands in two reports contradicts another in two pairs, with the same words. */
function contradictionsOf({ contradictions, contradictionCount }: ComparisonRow): string[] {
  const pairs = new Map<string, number>();
  for (const { explanation } of contradictions) pairs.set(explanation, (pairs.get(explanation) ?? 0) + 1);
  const sentences = [...pairs].map(([sentence, count]) =>
    count > 1 ? `${sentence} (${count} pairs of claims)` : sentence,
  );
  const more = contradictionCount - contradictions.length;
  return more > 0
    ? [...sentences, `And ${counted(more, 'pair')} more of claims, no further apart than these.`]
    : sentences;
}
