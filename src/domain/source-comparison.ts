import { contentOf } from './agreement.ts';
import { answersOf, boundsOf, type SourceAnswers } from './answers.ts';
import { type Claim, isFigureClaim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import { type ComparisonRow, compareAnswers } from './comparison.ts';
import { contradictionsAmong } from './contradiction.ts';
import { groupBy } from './group-by.ts';
import { byEach, byText } from './order.ts';
import type { Sources } from './origin.ts';
import { type Question, questionOf } from './question.ts';
import type { Instant } from './time.ts';
import { withoutParts } from './view.ts';
import type { Outcome, TimeReading } from './vocabulary.ts';

/** Which answers are asked about; null: any. From is inclusive, to exclusive. */
export interface ComparisonScope {
  readonly events: readonly string[] | null;
  /** The victims' or the blamed. */
  readonly parties: readonly string[] | null;
  readonly outcomes: readonly Outcome[] | null;
  readonly assertedFrom: Instant | null;
  readonly assertedTo: Instant | null;
}

/** One question on which two sources at least have answers in scope, and all that the sources said to it. */
export interface SharedQuestion {
  readonly question: Question;
  readonly said: ReadonlyMap<string, SourceAnswers>;
  /** The slugs of those with an answer in scope. */
  readonly answering: ReadonlySet<string>;
}

/** Two sources, over all questions to which both have an answer in scope. */
export interface SourcePair {
  readonly a: string;
  readonly b: string;
  readonly shared: number;
  readonly agree: number;
  readonly compatible: number;
  readonly contradict: number;
  /** Of a's current figure to b's, where each allows one number only, above 0; null without such a question. */
  readonly medianRatio: number | null;
}

/** The questions shared by the sources of these claims, which are those in view; by event, then by key. */
export function sharedQuestions(claims: readonly Claim[], scope: ComparisonScope): SharedQuestion[] {
  return [...groupBy(withoutParts(claims), (claim) => claim.questionKey).values()]
    .map((group) => sharedQuestion(group, scope))
    .filter(({ answering }) => answering.size > 1)
    .sort(
      byEach(
        (a, b) => byText(a.question.event, b.question.event),
        (a, b) => byText(a.question.key, b.question.key),
      ),
    );
}

function sharedQuestion(claims: readonly Claim[], scope: ComparisonScope): SharedQuestion {
  const ordered = [...claims].sort(oldestFirst);
  const said = new Map(
    [...groupBy(ordered, (claim) => claim.attribution.source)].map(([source, own]) => [
      source,
      answersOf(own),
    ]),
  );
  const answering = [...said].filter(([, { answers }]) => answers.some((claim) => inScope(claim, scope)));
  return { question: questionOf(ordered[0]!), said, answering: new Set(answering.map(([source]) => source)) };
}

function inScope(claim: Claim, { events, parties, outcomes, assertedFrom, assertedTo }: ComparisonScope) {
  return (
    (events?.includes(claim.event) ?? true) &&
    (parties?.some((party) => concerned(claim).includes(party)) ?? true) &&
    (outcomes?.some((outcome) => isFigureClaim(claim) && claim.outcome === outcome) ?? true) &&
    (assertedFrom === null || claim.assertedAt >= assertedFrom) &&
    (assertedTo === null || claim.assertedAt < assertedTo)
  );
}

function concerned(claim: Claim): readonly string[] {
  if (claim.kind === 'STATEMENT') return [];
  return claim.kind === 'FIGURE' ? claim.victims.parties : claim.blamed;
}

/** All that the sources said to a shared question, as a row of a comparison of these sources alone. */
export function rowOf(
  { question, said }: SharedQuestion,
  sources: Sources,
  reading: TimeReading,
): ComparisonRow {
  const claims = [...said.values()].flatMap((source) => source.claims);
  return compareAnswers(question, claims, sources, reading);
}

/** Each two of the sources once, in their order. */
export function pairsOf(
  sources: readonly string[],
  shared: readonly SharedQuestion[],
  reading: TimeReading,
): SourcePair[] {
  return sources.flatMap((a, index) => sources.slice(index + 1).map((b) => pairOf(a, b, shared, reading)));
}

function pairOf(a: string, b: string, shared: readonly SharedQuestion[], reading: TimeReading): SourcePair {
  const both = shared
    .filter(({ answering }) => answering.has(a) && answering.has(b))
    .map(({ said }) => [said.get(a)!, said.get(b)!] as const);
  const verdicts = both.map(([ofA, ofB]) => verdictOf(ofA, ofB, reading));
  const count = (verdict: Verdict): number => verdicts.filter((found) => found === verdict).length;
  return {
    a,
    b,
    shared: both.length,
    agree: count('AGREE'),
    compatible: count('COMPATIBLE'),
    contradict: count('CONTRADICT'),
    medianRatio: median(both.flatMap(([ofA, ofB]) => ratioOf(ofA, ofB) ?? [])),
  };
}

type Verdict = 'AGREE' | 'COMPATIBLE' | 'CONTRADICT';

/** Whatever their origins; that one of them contradicts itself is no matter between the two. */
function verdictOf(a: SourceAnswers, b: SourceAnswers, reading: TimeReading): Verdict {
  for (const pair of contradictionsAmong([a, b], reading)) {
    if (pair.a.attribution.source !== pair.b.attribution.source) return 'CONTRADICT';
  }
  return new Set([...a.answers, ...b.answers].map(contentOf)).size === 1 ? 'AGREE' : 'COMPATIBLE';
}

function ratioOf(a: SourceAnswers, b: SourceAnswers): number | null {
  const [ofA, ofB] = [onlyNumber(a), onlyNumber(b)];
  return ofA && ofB ? ofA / ofB : null;
}

/** The one number that a source's current figure allows; null where it allows several. */
function onlyNumber({ answers }: SourceAnswers): number | null {
  const current = answers.at(-1);
  if (!current || !isFigureClaim(current)) return null;
  const { min, max } = boundsOf(current);
  return min === max ? min : null;
}

function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
