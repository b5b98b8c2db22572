import { type Agreement, agreementOf } from './agreement.ts';
import { answersOf, boundsOf, SILENT, type SourceAnswers } from './answers.ts';
import { type Camp, campsOf } from './camps.ts';
import { type Claim, isFigureClaim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import { commonOf } from './common.ts';
import { type Contradiction, contradictionsAmong, widestFirst } from './contradiction.ts';
import { type Event, sideOf } from './event.ts';
import type { Bounds } from './figure.ts';
import { hull } from './figure-relation.ts';
import { groupBy } from './group-by.ts';
import { once } from './once.ts';
import { byEach, byText } from './order.ts';
import type { Sources } from './origin.ts';
import { type Question, questionOf } from './question.ts';
import type { Instant } from './time.ts';
import { inView, withoutParts } from './view.ts';
import { OUTCOMES, type Outcome, type TimeReading } from './vocabulary.ts';

/** What the record holds of one event: its claims (and its parts', where they count as its own) and their sources. */
export interface EventRecord {
  readonly event: Event;
  readonly claims: readonly Claim[];
  /** All sources of these claims, those that they follow, and the roots of their chains. */
  readonly sources: Sources;
}

/** How to look at it. */
export interface ComparisonRequest {
  readonly assertedBy: Instant | null;
  /** As this record held it then: the record that is compared is of then. */
  readonly recordedBy: Instant | null;
  readonly includeDrafts: boolean;
  readonly reading: TimeReading;
  /** Slugs: others' claims are left out before anything is computed, and these are the columns. null: all. */
  readonly sources: readonly string[] | null;
  /** Hides the rows of other outcomes, acts and propositions included; changes nothing else. null: all. */
  readonly outcomes: readonly Outcome[] | null;
}

/** One question and all answers to it. Contradictions and camps are worked out when they are first asked for. */
export interface ComparisonRow {
  readonly question: Question;
  readonly bySource: ReadonlyMap<string, SourceAnswers>;
  readonly agreement: Agreement;
  /** Figures only. */
  readonly envelope: Bounds | null;
  /** Figures only; null in a row with a contradiction, or where the answers allow nothing together. */
  readonly common: Bounds | null;
  readonly contradictionCount: number;
  /** The widest gap first, then the oldest. */
  readonly contradictions: readonly Contradiction[];
  readonly camps: readonly Camp[];
}

export interface Comparison {
  readonly event: Event;
  readonly request: ComparisonRequest;
  readonly sources: Sources;
  /** The columns, as slugs. */
  readonly columns: readonly string[];
  /** The rows of the outcomes that were asked for. */
  readonly rows: readonly ComparisonRow[];
  /** All rows, those of outcomes that the request hides too: what reconciliations are made of. */
  readonly allRows: readonly ComparisonRow[];
}

/** Puts all claims about one event side by side. */
export function compare(record: EventRecord, request: ComparisonRequest): Comparison {
  const chosen = request.sources === null ? null : new Set(request.sources);
  const claims = record.claims.filter((claim) => chosen?.has(claim.attribution.source) ?? true);
  const seen = withoutParts(inView(claims, request));
  const rows = rowsOf(seen, record, request.reading);
  return {
    event: record.event,
    request,
    sources: record.sources,
    columns: chosen ? [...chosen] : columnsOf(seen, record),
    rows: rows.filter(({ question }) => shows(question, request.outcomes)),
    allRows: rows,
  };
}

/** What a source said to a row's question. */
export const cellOf = (row: ComparisonRow, source: string): SourceAnswers =>
  row.bySource.get(source) ?? SILENT;

function shows(question: Question, outcomes: readonly Outcome[] | null): boolean {
  return outcomes === null || (question.kind === 'FIGURE' && outcomes.includes(question.outcome));
}

function rowsOf(
  claims: readonly Claim[],
  { event, sources }: EventRecord,
  reading: TimeReading,
): ComparisonRow[] {
  const ordered = [...claims].sort(oldestFirst);
  const groups = [...groupBy(ordered, (claim) => questionOf(claim, event.slug).key).values()];
  return groups
    .map((group) => ({
      row: compareAnswers(questionOf(group[0]!, event.slug), group, sources, reading),
      first: group[0]!.assertedAt,
    }))
    .sort(
      byEach(
        (a, b) => rank(a.row.question) - rank(b.row.question),
        (a, b) => (a.row.question.kind === 'FIGURE' ? 0 : byText(a.first, b.first)),
        (a, b) => byText(a.row.question.key, b.row.question.key),
      ),
    )
    .map(({ row }) => row);
}

/** Figures in the order of Outcome, then acts, then propositions. */
function rank(question: Question): number {
  if (question.kind === 'FIGURE') return OUTCOMES.indexOf(question.outcome);
  return question.kind === 'RESPONSIBILITY' ? OUTCOMES.length : OUTCOMES.length + 1;
}

/** All claims in view to one question, by source. */
export function compareAnswers(
  question: Question,
  claims: readonly Claim[],
  sources: Sources,
  reading: TimeReading,
): ComparisonRow {
  const bySource = new Map(
    [...groupBy(claims, (claim) => claim.attribution.source)].map(([source, own]) => [
      source,
      answersOf(own),
    ]),
  );
  const answers = [...bySource.values()].flatMap((source) => source.answers).sort(oldestFirst);
  const figures = answers.filter(isFigureClaim);
  const agreement = agreementOf(answers, contradictionsAmong(bySource.values(), reading), sources);
  const found = once(() => [...contradictionsAmong(bySource.values(), reading)]);
  const contradictions = once(() => widestFirst(found()));
  const camps = once(() => campsOf(bySource, sources));
  return {
    question,
    bySource,
    agreement,
    envelope: hull(figures.map(boundsOf)),
    common: agreement === 'CONTRADICT' ? null : commonOf(figures, reading),
    get contradictionCount() {
      return found().length;
    },
    get contradictions() {
      return contradictions();
    },
    get camps() {
      return camps();
    },
  };
}

const firstAssertion = (claims: readonly Claim[]): Instant =>
  claims.map((claim) => claim.assertedAt).sort(byText)[0]!;

/** By side of the event (those on none last), then by first assertion, then by slug. */
function columnsOf(claims: readonly Claim[], { event, sources }: EventRecord): string[] {
  const sideIndex = (source: string): number => {
    const side = sideOf(event, sources.get(source)?.party ?? null);
    return side < 0 ? event.sides.length : side;
  };
  return [...groupBy(claims, (claim) => claim.attribution.source)]
    .map(([source, own]) => ({ source, side: sideIndex(source), first: firstAssertion(own) }))
    .sort(
      byEach(
        (a, b) => a.side - b.side,
        (a, b) => byText(a.first, b.first),
        (a, b) => byText(a.source, b.source),
      ),
    )
    .map(({ source }) => source);
}
