import { stringify } from 'csv-stringify/sync';
import type { Claim, Comparison, ComparisonCell, ComparisonRow, FigureClaim } from './comparison.ts';
import { type CsvValue, csvCell } from './csv-cell.ts';

interface Place {
  readonly comparison: Comparison;
  readonly row: ComparisonRow;
  readonly cell: ComparisonCell;
  readonly claim: Claim;
}

const figureOf = ({ claim }: Place): FigureClaim | null =>
  claim.__typename === 'FigureClaim' ? claim : null;

const COLUMNS: Record<string, (place: Place) => CsvValue> = {
  event: ({ comparison }) => comparison.event.slug,
  questionKey: ({ row }) => row.question.key,
  label: ({ row }) => row.question.label,
  outcome: ({ row }) => (row.question.__typename === 'FigureQuestion' ? row.question.outcome : null),
  agreement: ({ row }) => row.agreement,
  source: ({ claim }) => claim.source.slug,
  sourceName: ({ claim }) => claim.source.name,
  anonymous: ({ claim }) => claim.source.anonymous,
  standing: ({ cell }) => cell.standing,
  isAnswer: ({ cell, claim }) => cell.answers.some(({ id }) => id === claim.id),
  stance: ({ claim }) => claim.stance,
  min: (place) => figureOf(place)?.figure.min ?? null,
  max: (place) => figureOf(place)?.figure.max ?? null,
  best: (place) => figureOf(place)?.figure.best ?? null,
  qualifier: (place) => figureOf(place)?.figure.qualifier ?? null,
  wording: (place) => figureOf(place)?.figure.wording ?? null,
  extent: (place) => figureOf(place)?.extent ?? null,
  perspective: (place) => figureOf(place)?.perspective ?? null,
  blamed: ({ claim }) =>
    claim.__typename === 'ResponsibilityClaim' ? joined(claim.blamed.map(({ slug }) => slug)) : null,
  assertedAt: ({ claim }) => claim.assertedAt,
  assertedUntil: ({ claim }) => claim.assertedUntil,
  status: ({ claim }) => claim.status,
  retractedAt: ({ claim }) => claim.retractedAt,
  relayedBy: ({ claim }) => joined(claim.attribution.relayedBy.map(({ name }) => name)),
  follows: ({ claim }) => claim.attribution.follows?.name ?? null,
  report: ({ claim }) => claim.citation.report.slug,
  reportUrl: ({ claim }) => claim.citation.report.url,
  publisher: ({ claim }) => claim.citation.report.publisher.name,
  quote: ({ claim }) => claim.citation.exact,
  paraphrase: ({ claim }) => claim.citation.paraphrase,
  claimId: ({ claim }) => claim.id,
  ref: ({ claim }) => claim.ref,
};

/** RFC 4180, one line for each claim in view. What could steer a terminal or a spreadsheet is spelt out; json has it raw. */
export function formatCsv(comparison: Comparison): string {
  const records = comparison.rows.flatMap((row) =>
    row.cells.flatMap((cell) => cell.claims.map((claim) => recordOf({ comparison, row, cell, claim }))),
  );
  return stringify([Object.keys(COLUMNS), ...records], { record_delimiter: 'windows' });
}

const recordOf = (place: Place): string[] => Object.values(COLUMNS).map((read) => csvCell(read(place)));

const joined = (names: readonly string[]): string => names.join('; ');
