import { stringify } from 'csv-stringify/sync';
import { type CsvValue, csvCell } from './csv-cell.ts';
import type { SharedAnswer, SharedCell, SharedQuestion, SourceComparison } from './source-comparison.ts';

interface Place {
  readonly shared: SharedQuestion;
  readonly cell: SharedCell;
  /** null: the source has no answer. */
  readonly answer: SharedAnswer | null;
}

const figureOf = ({ answer }: Place) => (answer?.__typename === 'FigureClaim' ? answer : null);

const COLUMNS: Record<string, (place: Place) => CsvValue> = {
  event: ({ shared }) => shared.event.slug,
  questionKey: ({ shared }) => shared.question.key,
  label: ({ shared }) => shared.question.label,
  outcome: ({ shared: { question } }) => (question.__typename === 'FigureQuestion' ? question.outcome : null),
  agreement: ({ shared }) => shared.agreement,
  source: ({ cell }) => cell.source.slug,
  sourceName: ({ cell }) => cell.source.name,
  standing: ({ cell }) => cell.standing,
  stance: ({ answer }) => answer?.stance ?? null,
  min: (place) => figureOf(place)?.figure.min ?? null,
  max: (place) => figureOf(place)?.figure.max ?? null,
  qualifier: (place) => figureOf(place)?.figure.qualifier ?? null,
  wording: (place) => figureOf(place)?.figure.wording ?? null,
  extent: (place) => figureOf(place)?.extent ?? null,
  blamed: ({ answer }) =>
    answer?.__typename === 'ResponsibilityClaim' ? answer.blamed.map(({ slug }) => slug).join('; ') : null,
  assertedAt: ({ answer }) => answer?.assertedAt ?? null,
  assertedUntil: ({ answer }) => answer?.assertedUntil ?? null,
  report: ({ answer }) => answer?.citation.report.slug ?? null,
  reportUrl: ({ answer }) => answer?.citation.report.url ?? null,
  quote: ({ answer }) => answer?.citation.exact ?? null,
  paraphrase: ({ answer }) => answer?.citation.paraphrase ?? null,
  claimId: ({ answer }) => answer?.id ?? null,
};

/** RFC 4180: of each shared question one line for each answer, and one for each source that has none. */
export function formatSourcesCsv({ questions }: SourceComparison): string {
  const places = questions.flatMap((shared) =>
    shared.cells.flatMap((cell) =>
      (cell.answers.length === 0 ? [null] : cell.answers).map((answer): Place => ({ shared, cell, answer })),
    ),
  );
  const records = places.map((place) => Object.values(COLUMNS).map((read) => csvCell(read(place))));
  return stringify([Object.keys(COLUMNS), ...records], { record_delimiter: 'windows' });
}
