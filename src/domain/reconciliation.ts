import type { Comparison, ComparisonRow } from './comparison.ts';
import type { Bounds } from './figure.ts';
import { groupBy } from './group-by.ts';
import {
  RECONCILIATION_KINDS,
  RECONCILIATION_RULES,
  type ReconciliationKind,
} from './reconciliation-kind.ts';
import {
  excusesOf,
  type Fit,
  fitOf,
  type ReconciliationVerdict,
  sumOf,
  verdictOf,
} from './reconciliation-verdict.ts';
import { type FigureRow, isFigureRow, ownFigure, type RowFigure, sharedFigure } from './row-figure.ts';
import type { VictimStatus } from './vocabulary.ts';

/** What reconciliations are made of: all rows, those of outcomes that the request hides too. */
export type Reconcilable = Pick<Comparison, 'event' | 'request' | 'columns'> & {
  readonly allRows: readonly ComparisonRow[];
};

/** A total held against the sum of its parts. */
export interface Reconciliation {
  readonly kind: ReconciliationKind;
  /** The slug of the source whose own total and parts these are; null: across sources. */
  readonly source: string | null;
  readonly total: FigureRow;
  /** In the order of the comparison's rows. */
  readonly parts: readonly FigureRow[];
  readonly sum: Bounds;
  readonly verdict: ReconciliationVerdict;
  /** What the verdict comes from. */
  readonly totalFigure: RowFigure;
  readonly partFigures: readonly RowFigure[];
  readonly covered: boolean;
  readonly fit: Fit;
  /** The parts whose time excuses a misfit. */
  readonly excuses: readonly RowFigure[];
}

/** Whose numbers are held together. */
interface Holder {
  readonly source: string | null;
  readonly figureOf: (row: FigureRow) => RowFigure | null;
}

/**
 * All totals of a comparison held against their parts, within each source and across them. A row without an answer
 * is neither total nor part. In the order of the kinds, then of the total's row, then of the columns; across
 * sources last.
 */
export function reconciliationsOf(comparison: Reconcilable): Reconciliation[] {
  const rows = comparison.allRows.filter(isFigureRow);
  const holders: Holder[] = [
    ...comparison.columns.map((source) => ({
      source,
      figureOf: (row: FigureRow) => ownFigure(row, source),
    })),
    { source: null, figureOf: sharedFigure },
  ];
  return RECONCILIATION_KINDS.flatMap((kind) =>
    totalsIn(rows, kind).flatMap(({ total, parts }) =>
      holders.flatMap((holder) => reconcile(kind, total, parts, holder, comparison) ?? []),
    ),
  );
}

/** Every total that has rows which could be its parts. */
function totalsIn(
  rows: readonly FigureRow[],
  kind: ReconciliationKind,
): { readonly total: FigureRow; readonly parts: readonly FigureRow[] }[] {
  const { isTotal, isPart, rest } = RECONCILIATION_RULES[kind];
  const groups = groupBy(rows, ({ question }) => rest(question));
  return rows
    .filter(({ question }) => isTotal(question))
    .map((total) => ({
      total,
      parts: groups.get(rest(total.question))!.filter(({ question }) => isPart(question, total.question)),
    }))
    .filter(({ parts }) => parts.length > 0);
}

function reconcile(
  kind: ReconciliationKind,
  total: FigureRow,
  candidates: readonly FigureRow[],
  { source, figureOf }: Holder,
  { event, request }: Reconcilable,
): Reconciliation | null {
  const totalFigure = figureOf(total);
  if (!totalFigure) return null;
  const partFigures = withoutUnknownTwice(candidates.flatMap((row) => figureOf(row) ?? []));
  if (partFigures.length === 0) return null;

  const parts = partFigures.map(({ row }) => row);
  const covered = RECONCILIATION_RULES[kind].covers(
    parts.map(({ question }) => question),
    total.question,
    event,
  );
  const sum = sumOf(partFigures.map(({ bounds }) => bounds));
  const fit = fitOf(totalFigure.bounds, sum, covered);
  const excuses = excusesOf(fit, totalFigure, partFigures, request.reading);
  const verdict = verdictOf(kind, fit, covered, excuses.length > 0);
  return { kind, source, total, parts, sum, verdict, totalFigure, partFigures, covered, fit, excuses };
}

/** Fighters of unknown side are among all those of unknown side: they count where nobody answers for all of these. */
function withoutUnknownTwice(parts: readonly RowFigure[]): RowFigure[] {
  const unknown = (status: VictimStatus) => (part: RowFigure) =>
    part.row.question.scope === 'UNKNOWN' && part.row.question.status === status;
  return parts.some(unknown('UNSPECIFIED'))
    ? parts.filter((part) => !unknown('COMBATANT')(part))
    : [...parts];
}
