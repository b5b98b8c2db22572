import type { Claim, FigureClaim } from '../../src/domain/claim.ts';
import type { ComparisonRequest, EventRecord } from '../../src/domain/comparison.ts';
import type { Source } from '../../src/domain/source.ts';
import { OUTCOMES } from '../../src/domain/vocabulary.ts';

/**
 * The comparison a second time, as naively as the rules read: no shared code, nothing indexed, nothing
 * clever. Open ends are Infinity. Claims and sources are named by id and slug.
 */
export interface ExpectedComparison {
  readonly columns: readonly string[];
  readonly rows: readonly ExpectedRow[];
}

export interface ExpectedRow {
  readonly claims: readonly string[];
  readonly cells: Readonly<Record<string, ExpectedCell>>;
  readonly contradictions: readonly string[];
  readonly agreement: string;
  readonly envelope: Interval | null;
  readonly common: Interval | null;
  readonly camps: readonly ExpectedCamp[];
}

export interface ExpectedCell {
  readonly standing: string;
  readonly answers: readonly string[];
  readonly denials: readonly string[];
  readonly claims: readonly string[];
}

export interface ExpectedCamp {
  readonly content: string;
  readonly claims: readonly string[];
  readonly origins: readonly string[];
  readonly anonymousSources: number;
  readonly reports: number;
}

type Interval = readonly [number, number];

interface Cell {
  readonly source: string;
  readonly standing: string;
  readonly answers: readonly Claim[];
  readonly denials: readonly Claim[];
  readonly claims: readonly Claim[];
}

const MAY_FALL = ['WOUNDED', 'MISSING', 'DISPLACED', 'CAPTURED', 'DETAINED'];

export function expectedComparison(record: EventRecord, request: ComparisonRequest): ExpectedComparison {
  const asked = record.claims.filter(
    (claim) => request.sources === null || request.sources.includes(claim.attribution.source),
  );
  const view = asked.filter((claim) => isInView(claim, request)).map((claim) => asItStood(claim, request));
  const standing = view.filter((claim) => !isUnderItsWhole(claim, view));
  const questions = [...new Set(standing.map(question))].map((key) =>
    standing.filter((claim) => question(claim) === key),
  );
  return {
    columns: request.sources === null ? columnsOf(standing, record) : [...new Set(request.sources)],
    rows: questions
      .sort(rowOrder)
      .filter(
        (claims) => request.outcomes === null || request.outcomes.some((name) => outcomeOf(claims) === name),
      )
      .map((claims) => rowOf(claims, record, request)),
  };
}

// In view

function isInView(claim: Claim, { assertedBy, includeDrafts }: ComparisonRequest): boolean {
  if (claim.status === 'REJECTED') return false;
  if (claim.status === 'DRAFT' && !includeDrafts) return false;
  return assertedBy === null || claim.assertedUntil <= assertedBy;
}

function asItStood(claim: Claim, { assertedBy }: ComparisonRequest): Claim {
  const retractedLater = assertedBy !== null && claim.retractedAt !== null && claim.retractedAt > assertedBy;
  return retractedLater ? { ...claim, status: 'PUBLISHED', retractedAt: null } : claim;
}

/** Unless its wholes lead back to it: of a circle, every claim stays. */
function isUnderItsWhole(part: Claim, view: readonly Claim[]): boolean {
  const above: Claim[] = [];
  for (let next = wholeOf(part, view); next && !above.includes(next); next = wholeOf(next, view))
    above.push(next);
  return above.length > 0 && !above.includes(part);
}

function wholeOf(part: Claim, view: readonly Claim[]): Claim | undefined {
  return view.find(
    (whole) =>
      part.kind === 'FIGURE' &&
      whole.kind === 'FIGURE' &&
      whole.claimId === part.partOf &&
      question(whole) === question(part) &&
      part.figure.min <= whole.figure.min &&
      high(part.figure.max) <= high(whole.figure.max),
  );
}

// Questions

function question(claim: Claim): string {
  if (claim.kind === 'STATEMENT') return `proposition: ${folded(claim.proposition)}`;
  if (claim.kind === 'RESPONSIBILITY') return `act: ${folded(claim.act)}`;
  const { victims } = claim;
  const fighters = victims.parties.length > 0 && victims.status === 'UNSPECIFIED';
  return JSON.stringify([
    claim.outcome,
    victims.scope,
    [...new Set(victims.parties)].sort(),
    fighters ? 'COMBATANT' : victims.status,
    victims.demographic,
    victims.unit,
    claim.coversFrom,
    claim.coversTo,
  ]);
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .split(/\s+/)
    .join(' ')
    .trim()
    .replace(/[.!?]+$/, '');

const outcomeOf = ([claim]: readonly Claim[]): string | null =>
  claim?.kind === 'FIGURE' ? claim.outcome : null;

function rowOrder(a: readonly Claim[], b: readonly Claim[]): number {
  const kinds = ['FIGURE', 'RESPONSIBILITY', 'STATEMENT'];
  const kind = (claims: readonly Claim[]) => kinds.indexOf(claims[0]!.kind);
  if (kind(a) !== kind(b)) return kind(a) - kind(b);
  const keyInEvent = ([claim]: readonly Claim[]) => claim!.questionKey.slice(claim!.event.length);
  const key = text(keyInEvent(a), keyInEvent(b));
  if (kind(a) > 0) return text(first(a), first(b)) || key;
  const outcome = ([claim]: readonly Claim[]) =>
    claim?.kind === 'FIGURE' ? OUTCOMES.indexOf(claim.outcome) : -1;
  return outcome(a) - outcome(b) || key;
}

const first = (claims: readonly Claim[]): string => claims.map((claim) => claim.assertedAt).sort()[0]!;

// Answers

function cellOf(source: string, claims: readonly Claim[]): Cell {
  const oldestFirst = [...claims].sort(byAge);
  const isFigure = claims[0]!.kind === 'FIGURE';
  const affirmed = claims.filter((claim) => claim.stance === 'AFFIRMS');
  const totals = affirmed.filter((claim) => claim.kind === 'FIGURE' && claim.extent === 'TOTAL');
  const chosen = !isFigure ? latest(claims) : totals.length > 0 ? latest(totals) : highest(affirmed);
  const denials = oldestFirst.filter(
    (claim) => isFigure && claim.stance !== 'AFFIRMS' && !isRetracted(claim),
  );
  const answers = chosen
    .filter((claim) => !isRetracted(claim))
    .filter((claim) => !denials.some((denial) => isFigure && takesBack(denial, claim)))
    .sort(byPlace);
  const fell = isFigure && totals.length === 0 ? affirmed : chosen;
  return {
    source,
    standing: standingOf(
      answers,
      fell.some((claim) => claim.stance === 'AFFIRMS' && isRetracted(claim)),
      denials,
    ),
    answers,
    denials,
    claims: oldestFirst,
  };
}

function standingOf(answers: readonly Claim[], fellByRetraction: boolean, denials: readonly Claim[]): string {
  const word = { AFFIRMS: 'STATED', DENIES: 'DENIED', UNCERTAIN: 'UNCERTAIN' };
  const current = answers.at(-1);
  if (current) return word[current.stance];
  if (fellByRetraction) return 'RETRACTED';
  const denial = denials.at(-1);
  return denial ? word[denial.stance] : 'RETRACTED';
}

const isRetracted = (claim: Claim): boolean => claim.status === 'RETRACTED';

/** By when it was said and, of what was said at once, by when its report came out. */
const moment = (claim: Claim): string => `${claim.assertedAt} ${claim.publishedAt}`;

function latest(claims: readonly Claim[]): Claim[] {
  const last = claims.map(moment).sort().at(-1);
  return claims.filter((claim) => moment(claim) === last);
}

function highest(claims: readonly Claim[]): Claim[] {
  const unretracted = claims.filter((claim) => !isRetracted(claim));
  const most = Math.max(...unretracted.map((claim) => bounds(claim)[0]));
  return unretracted.filter((claim) => bounds(claim)[0] === most);
}

const takesBack = (denial: Claim, answer: Claim): boolean =>
  denial.stance === 'DENIES' && moment(denial) > moment(answer) && isInside(bounds(answer), bounds(denial));

// Contradictions

function contradictionsOf(cells: readonly Cell[], reading: string): string[] {
  const answers = cells.flatMap((cell) => cell.answers);
  const found: string[] = [];
  answers.forEach((a, index) => {
    for (const b of answers.slice(index + 1)) {
      if (a.kind !== 'FIGURE' ? textsContradict(a, b) : figuresContradict(a, b as FigureClaim, reading)) {
        found.push(pair(a, b, a.kind === 'FIGURE' ? distance(bounds(a), bounds(b)) : null));
      }
    }
  });
  for (const { source, denials } of cells) {
    for (const denial of denials.filter((claim) => claim.stance === 'DENIES')) {
      for (const answer of answers) {
        if (answer.attribution.source !== source && isInside(bounds(answer), bounds(denial))) {
          found.push(pair(denial, answer, null));
        }
      }
    }
  }
  return found.sort();
}

function figuresContradict(a: FigureClaim, b: FigureClaim, reading: string): boolean {
  const apart = distance(bounds(a), bounds(b)) > 0;
  const aIsEarlier = a.assertedUntil <= b.assertedAt;
  const bIsEarlier = b.assertedUntil <= a.assertedAt;
  if (reading === 'SIMULTANEOUS' || (!aIsEarlier && !bIsEarlier)) return apart;
  if (MAY_FALL.includes(a.outcome)) return false;
  return aIsEarlier ? bounds(a)[0] > bounds(b)[1] : bounds(b)[0] > bounds(a)[1];
}

function textsContradict(a: Claim, b: Claim): boolean {
  const opposed = [a.stance, b.stance].includes('AFFIRMS') && [a.stance, b.stance].includes('DENIES');
  if (a.kind !== 'RESPONSIBILITY' || b.kind !== 'RESPONSIBILITY') return opposed;
  const shared = a.blamed.some((party) => b.blamed.includes(party));
  if (opposed) return shared;
  const bothAffirm = a.stance === 'AFFIRMS' && b.stance === 'AFFIRMS';
  return bothAffirm && !shared && a.blamed.length > 0 && b.blamed.length > 0;
}

function pair(a: Claim, b: Claim, gap: number | null): string {
  const soft = [a, b].some((claim) => claim.kind === 'FIGURE' && /ABOUT|VAGUE/.test(claim.figure.qualifier));
  return `${[a.claimId, b.claimId].sort().join(' × ')}, gap ${gap}, ${soft ? 'CONVENTION' : 'WORDS'}`;
}

const distance = (a: Interval, b: Interval): number => Math.max(0, a[0] - b[1], b[0] - a[1]);

// The row

function rowOf(
  claims: readonly Claim[],
  { sources }: EventRecord,
  { reading }: ComparisonRequest,
): ExpectedRow {
  const cells = [...new Set(claims.map((claim) => claim.attribution.source))].map((source) =>
    cellOf(
      source,
      claims.filter((claim) => claim.attribution.source === source),
    ),
  );
  const answers = cells.flatMap((cell) => cell.answers);
  const figures = answers.filter((claim) => claim.kind === 'FIGURE');
  const contradictions = contradictionsOf(cells, reading);
  const alike = new Set(answers.map(content)).size <= 1;
  const origins = new Set(answers.map((claim) => agreementOrigin(claim, sources))).size;
  return {
    claims: ids(claims).sort(),
    cells: Object.fromEntries(
      cells.map((cell) => [
        cell.source,
        {
          standing: cell.standing,
          answers: ids(cell.answers),
          denials: ids(cell.denials),
          claims: ids(cell.claims),
        },
      ]),
    ),
    contradictions,
    agreement:
      contradictions.length > 0
        ? 'CONTRADICT'
        : !alike
          ? 'COMPATIBLE'
          : origins <= 1
            ? 'UNCONTESTED'
            : 'AGREE',
    envelope:
      figures.length === 0
        ? null
        : [
            Math.min(...figures.map((one) => bounds(one)[0])),
            Math.max(...figures.map((one) => bounds(one)[1])),
          ],
    common: contradictions.length > 0 ? null : commonOf(figures, reading),
    camps: [...new Set(answers.map(content))].map((camp) => campOf(camp, cells, sources)),
  };
}

function agreementOrigin(claim: Claim, sources: EventRecord['sources']): string {
  const speaker = sources.get(claim.attribution.follows ?? claim.attribution.source)!;
  return speaker.anonymous ? speaker.slug : root(speaker, sources);
}

function root(source: Source, sources: EventRecord['sources']): string {
  return source.organOf === null ? source.slug : root(sources.get(source.organOf)!, sources);
}

function commonOf(answers: readonly FigureClaim[], reading: string): Interval | null {
  if (answers.length === 0) return null;
  const last = answers.filter((one) => !answers.some((other) => one.assertedUntil <= other.assertedAt));
  const forMax = reading === 'SIMULTANEOUS' ? answers : last;
  const forMin = MAY_FALL.includes(answers[0]!.outcome) ? forMax : answers;
  const min = Math.max(...forMin.map((one) => bounds(one)[0]));
  const max = Math.min(...forMax.map((one) => bounds(one)[1]));
  return min <= max ? [min, max] : null;
}

// Camps

function campOf(camp: string, cells: readonly Cell[], sources: EventRecord['sources']): ExpectedCamp {
  const answers = cells.flatMap((cell) => cell.answers);
  const behind = answers.filter((answer) => implies(answer, camp));
  const origins = behind
    .map((answer) => sources.get(answer.attribution.follows ?? answer.attribution.source)!)
    .filter((speaker) => speaker.kind !== 'COMPILER')
    .map((speaker) => (speaker.anonymous ? speaker : sources.get(root(speaker, sources))!))
    .filter((origin) => origin.kind !== 'COMPILER');
  const slugs = (anonymous: boolean) => [
    ...new Set(origins.filter((origin) => origin.anonymous === anonymous).map((origin) => origin.slug)),
  ];
  const repeats = cells
    .filter((cell) => behind.some((answer) => answer.attribution.source === cell.source))
    .flatMap((cell) => cell.claims)
    .filter((claim) => implies(claim, camp) && !isRetracted(claim));
  return {
    content: camp,
    claims: ids(answers.filter((answer) => content(answer) === camp)).sort(),
    origins: slugs(false).sort(),
    anonymousSources: slugs(true).length,
    reports: new Set(repeats.map((claim) => claim.citation.report)).size,
  };
}

/** What makes two answers one camp. */
export function content(claim: Claim): string {
  if (claim.kind === 'FIGURE') return `${claim.stance} ${bounds(claim).join('–')}`;
  return claim.kind === 'STATEMENT' ? claim.stance : `${claim.stance} ${[...claim.blamed].sort().join('+')}`;
}

function implies(claim: Claim, camp: string): boolean {
  if (claim.kind !== 'FIGURE') return content(claim) === camp;
  const [min, max] = camp.replace('AFFIRMS ', '').split('–').map(Number);
  return claim.stance === 'AFFIRMS' && isInside(bounds(claim), [min!, max!]);
}

// Columns

function columnsOf(claims: readonly Claim[], { event, sources }: EventRecord): string[] {
  const side = (slug: string): number => {
    const { party } = sources.get(slug)!;
    const index = event.sides.findIndex((one) => party !== null && one.parties.includes(party));
    return index === -1 ? event.sides.length : index;
  };
  const said = (slug: string) => first(claims.filter((claim) => claim.attribution.source === slug));
  return [...new Set(claims.map((claim) => claim.attribution.source))].sort(
    (a, b) => side(a) - side(b) || text(said(a), said(b)) || text(a, b),
  );
}

// Intervals and orders

/** As a figure is compared: SOME is a floor. */
function bounds(claim: Claim): Interval {
  if (claim.kind !== 'FIGURE') throw new TypeError(`expected a figure, got a ${claim.kind}`);
  return [claim.figure.min, claim.extent === 'SOME' ? Infinity : high(claim.figure.max)];
}

const high = (max: number | null): number => max ?? Infinity;

const isInside = (inner: Interval, outer: Interval): boolean => inner[0] >= outer[0] && inner[1] <= outer[1];

const ids = (claims: readonly Claim[]): string[] => claims.map((claim) => claim.claimId);

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byPlace = (a: Claim, b: Claim): number =>
  text(a.citation.report, b.citation.report) ||
  (a.citation.start ?? -1) - (b.citation.start ?? -1) ||
  text(a.recordedAt, b.recordedAt);

const byAge = (a: Claim, b: Claim): number => text(moment(a), moment(b)) || byPlace(a, b);
