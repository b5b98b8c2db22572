import { boundsOf } from './answers.ts';
import { type FigureClaim, isFigureClaim } from './claim.ts';
import type { Event } from './event.ts';
import { gap, sameBounds } from './figure-relation.ts';
import { groupBy } from './group-by.ts';
import { byText } from './order.ts';
import { type Sources, speakerOf, speakerSlug } from './origin.ts';
import { type Perspective, perspectiveOf } from './perspective.ts';
import type { Source } from './source.ts';
import type { SharedQuestion } from './source-comparison.ts';

/** How one source's figures for the losses of one party lie to other sources' figures for the same. */
export interface LossReporting {
  readonly party: string;
  /** null where it differs between the events. */
  readonly perspective: Perspective | null;
  /** The questions on which there is anything to hold the source's figure against. */
  readonly shared: number;
  /** Each of these questions with each other source: lower, equal, higher and overlapping together. */
  readonly comparisons: number;
  readonly lower: number;
  readonly equal: number;
  readonly higher: number;
  readonly overlapping: number;
  /** Of the comparisons the one with the widest gap, of several the first. */
  readonly widest: LossComparison;
}

/** The source's current figure, and another source's to the same question. */
export interface LossComparison {
  readonly own: FigureClaim;
  readonly other: FigureClaim;
}

/** What the questions are looked up in. */
export interface LossContext {
  readonly sources: Sources;
  readonly events: ReadonlyMap<string, Event>;
}

/**
 * Of questions that ask for the victims of one party alone, by party. Only a source's own figures are held against each
 * other: one that follows somebody, or is a COMPILER's, repeats what was said elsewhere.
 */
export function lossReportingOf(
  source: Source,
  questions: readonly SharedQuestion[],
  context: LossContext,
): LossReporting[] {
  const found = questions.flatMap((question) => {
    const comparisons = comparisonsOf(source, question, context.sources);
    const { event } = question.question;
    return comparisons.length > 0 ? [lossesOf(source, comparisons, context.events.get(event)!)] : [];
  });
  return mergeLosses(found);
}

/** Of several lots of questions together, each question being in one of them; by party. */
export function mergeLosses(lots: readonly LossReporting[]): LossReporting[] {
  return [...groupBy(lots, ({ party }) => party).values()]
    .map((own) => own.reduce(together))
    .sort((a, b) => byText(a.party, b.party));
}

const together = (a: LossReporting, b: LossReporting): LossReporting => ({
  party: a.party,
  perspective: a.perspective === b.perspective ? a.perspective : null,
  shared: a.shared + b.shared,
  comparisons: a.comparisons + b.comparisons,
  lower: a.lower + b.lower,
  equal: a.equal + b.equal,
  higher: a.higher + b.higher,
  overlapping: a.overlapping + b.overlapping,
  widest: wider(a.widest, b.widest),
});

/** Of one question. */
function lossesOf(source: Source, comparisons: readonly LossComparison[], event: Event): LossReporting {
  const relations = comparisons.map(lossRelation);
  const count = (relation: LossRelation): number => relations.filter((found) => found === relation).length;
  const { parties } = comparisons[0]!.own.victims;
  return {
    party: parties[0]!,
    perspective: perspectiveOf(source, parties, event),
    shared: 1,
    comparisons: comparisons.length,
    lower: count('LOWER'),
    equal: count('EQUAL'),
    higher: count('HIGHER'),
    overlapping: count('OVERLAPPING'),
    widest: comparisons.reduce(wider),
  };
}

function comparisonsOf(source: Source, { said }: SharedQuestion, sources: Sources): LossComparison[] {
  const figures = [...said]
    .sort(([a], [b]) => byText(a, b))
    .flatMap(([, { answers }]) => answers.slice(-1))
    .filter(isFigureClaim)
    .filter((claim) => isOfOneParty(claim) && isOwn(claim, sources));
  const own = figures.find(({ attribution }) => attribution.source === source.slug);
  return own ? figures.filter((other) => other !== own).map((other) => ({ own, other })) : [];
}

const isOfOneParty = ({ victims }: FigureClaim): boolean => victims.parties.length === 1;

const isOwn = (claim: FigureClaim, sources: Sources): boolean =>
  speakerSlug(claim) === claim.attribution.source && speakerOf(claim, sources).kind !== 'COMPILER';

type LossRelation = 'LOWER' | 'EQUAL' | 'HIGHER' | 'OVERLAPPING';

/** Lower and higher only where the words leave no number in common: "three" and "at least two" do not tell. */
export function lossRelation({ own, other }: LossComparison): LossRelation {
  const [a, b] = [boundsOf(own), boundsOf(other)];
  if (sameBounds(a, b)) return 'EQUAL';
  if (gap(a, b) === 0) return 'OVERLAPPING';
  return a.min < b.min ? 'LOWER' : 'HIGHER';
}

const wider = (a: LossComparison, b: LossComparison): LossComparison => (gapOf(b) > gapOf(a) ? b : a);

const gapOf = ({ own, other }: LossComparison): number => gap(boundsOf(own), boundsOf(other));
