import { figureFromBounds } from './bounds-figure.ts';
import { cite } from './citation.ts';
import type {
  Citation,
  Claim,
  ClaimCore,
  FigureClaim,
  ResponsibilityClaim,
  StatementClaim,
  VictimGroup,
} from './claim.ts';
import type { Figure } from './figure.ts';
import type { Findings } from './findings.ts';
import type {
  CitationInput,
  FigureInput,
  RecordFigureClaim,
  RecordResponsibilityClaim,
  RecordStatementClaim,
  VictimGroupInput,
} from './input.ts';
import { MOST_PARTIES, refuseLongLists } from './long-lists.ts';
import { foldText } from './question.ts';
import { readFigureOr } from './read-figure.ts';
import type { Report } from './report.ts';
import { checkText } from './text.ts';
import { after } from './time.ts';
import type { ClaimStatus } from './vocabulary.ts';

/** What a claim says, before the record gives it an identity, a revision and a question's key. */
type Recorded = 'claimId' | 'questionKey' | 'recordedAt' | 'revisedAt' | 'revision' | 'latest' | 'asOf';
type ContentOf<C extends Claim> = Omit<C, Recorded>;
export type FigureContent = ContentOf<FigureClaim>;
export type StatementContent = ContentOf<StatementClaim>;
export type ResponsibilityContent = ContentOf<ResponsibilityClaim>;
export type ClaimContent = FigureContent | StatementContent | ResponsibilityContent;

/** One recorder's input, told apart by kind. */
export type ClaimInput =
  | { readonly kind: 'FIGURE'; readonly input: RecordFigureClaim }
  | { readonly kind: 'STATEMENT'; readonly input: RecordStatementClaim }
  | { readonly kind: 'RESPONSIBILITY'; readonly input: RecordResponsibilityClaim };

/** What the record holds of what the input names. */
export interface ClaimContext {
  /** null: there is no such report; the citation cannot be checked. */
  readonly report: Report | null;
  readonly status: ClaimStatus;
  /** A claim that answers the question that the input names. */
  readonly attached: Claim | null;
}

/** Refuses lists that are too long; to be asked before what stands in them is looked up. */
export function checkLists({ kind, input }: ClaimInput): void {
  refuseLongLists({
    'input.attribution.relayedBy': input.attribution.relayedBy,
    ...(kind === 'FIGURE' ? { 'input.perpetrators': input.perpetrators } : {}),
    ...(kind === 'RESPONSIBILITY' ? { 'input.blamed': input.blamed } : {}),
  });
  if (kind === 'FIGURE') refuseLongLists({ 'input.victims.parties': input.victims.parties }, MOST_PARTIES);
}

/** Builds a claim's content; everything that is wrong with it goes to the findings, and then it is not to be used. */
export function buildClaim(
  { kind, input }: ClaimInput,
  context: ClaimContext,
  findings: Findings,
): ClaimContent {
  const core = buildCore(input, context, findings);
  if (kind === 'STATEMENT') {
    const attached = context.attached?.kind === 'STATEMENT' ? context.attached.proposition : null;
    return {
      ...core,
      kind,
      proposition: buildText('proposition', input.proposition, input.question, attached, findings),
    };
  }
  if (kind === 'RESPONSIBILITY') {
    const attached = context.attached?.kind === 'RESPONSIBILITY' ? context.attached.act : null;
    const act = buildText('act', input.act, input.question, attached, findings);
    return { ...core, kind, act, blamed: sortedSet(input.blamed) };
  }
  const coversFrom = input.coversFrom ?? null;
  const coversTo = input.coversTo ?? null;
  if (coversFrom !== null && coversTo !== null && coversFrom >= coversTo) {
    findings.add('input.coversTo', `the covered period ends (${coversTo}) before it begins (${coversFrom})`);
  }
  return {
    ...core,
    kind,
    outcome: input.outcome,
    victims: buildVictims(input.victims, findings),
    figure: buildFigure(input.figure, findings),
    extent: input.extent,
    coversFrom,
    coversTo,
    perpetrators: sortedSet(input.perpetrators),
    partOf: input.partOf ?? null,
  };
}

const uncited = ({ report, exact, paraphrase }: CitationInput): Citation => ({
  report,
  exact: exact ?? null,
  start: null,
  end: null,
  paraphrase: paraphrase ?? null,
});

type ContentCore = Omit<ClaimCore, Recorded>;

function buildCore(
  input: ClaimInput['input'],
  { report, status }: ClaimContext,
  findings: Findings,
): ContentCore {
  const { attribution, assertedAt } = input;
  checkText(findings, 'input.ref', input.ref, 'name');
  checkText(findings, 'input.note', input.note, 'sentence');
  checkText(findings, 'input.attribution.cue', attribution.cue, 'name');
  checkText(findings, 'input.citation.exact', input.citation.exact, 'sentence');
  checkText(findings, 'input.citation.paraphrase', input.citation.paraphrase, 'sentence');
  attribution.relayedBy.forEach((source, index) => {
    if (attribution.relayedBy.indexOf(source) === index) return;
    const field = `input.attribution.relayedBy[${index}]`;
    findings.add(field, `"${source}" stands in it already; a source relays a claim once`);
  });
  const assertedUntil = input.assertedUntil ?? after(assertedAt, input.assertedPrecision);
  if (assertedUntil <= assertedAt) {
    findings.add(
      'input.assertedUntil',
      `the window ends (${assertedUntil}) before it begins (${assertedAt})`,
    );
  }
  return {
    ref: input.ref ?? null,
    event: input.event,
    attribution: {
      source: attribution.source,
      relayedBy: attribution.relayedBy,
      follows: attribution.follows ?? null,
      form: attribution.form,
      cue: attribution.cue ?? null,
      mode: attribution.mode,
    },
    citation: report ? cite(input.citation, report, findings) : uncited(input.citation),
    publishedAt: report?.publishedAt ?? assertedAt,
    stance: input.stance,
    status,
    assertedAt,
    assertedUntil,
    retractedAt: null,
    note: input.note ?? null,
  };
}

/** New words, or those of the question that is there already. */
function buildText(
  name: 'proposition' | 'act',
  text: string | null | undefined,
  question: string | null | undefined,
  attached: string | null,
  findings: Findings,
): string {
  if ((text == null) === (question == null)) {
    findings.add(
      `input.${name}`,
      `expected ${name} or question, one of them, got ${text == null ? 'neither' : 'both'}`,
    );
    return '';
  }
  if (text == null) return attached ?? '';
  checkText(findings, `input.${name}`, text, 'sentence');
  if (text.trim() !== '' && foldText(text) === '') {
    findings.add(`input.${name}`, `expected words, got "${text.slice(0, 100)}"`);
  }
  return text;
}

function buildVictims(input: VictimGroupInput, findings: Findings): VictimGroup {
  const parties = sortedSet(input.parties);
  const scope = input.scope ?? (parties.length > 0 ? 'PARTIES' : 'ALL');
  if (scope === 'PARTIES' && parties.length === 0) {
    findings.add('input.victims.parties', 'scope PARTIES needs a party at least, got none');
  }
  if (scope !== 'PARTIES' && parties.length > 0) {
    findings.add('input.victims.scope', `scope ${scope} names no parties; leave them out, or say PARTIES`);
  }
  checkText(findings, 'input.victims.description', input.description, 'name');
  const { status, demographic, unit } = input;
  return { scope, parties, status, demographic, unit, description: input.description ?? null };
}

const UNREAD: Figure = { min: 0, max: null, best: null, qualifier: 'AT_LEAST', wording: null, rule: null };

function buildFigure({ words, bounds }: FigureInput, findings: Findings): Figure {
  if ((words == null) === (bounds == null)) {
    findings.add(
      'input.figure',
      `expected words or bounds, one of them, got ${words == null ? 'neither' : 'both'}`,
    );
    return UNREAD;
  }
  if (words != null) {
    const read = readFigureOr(words);
    if ('figure' in read) return read.figure;
    findings.add('input.figure.words', read.problem);
    return UNREAD;
  }
  checkText(findings, 'input.figure.bounds.wording', bounds!.wording, 'name');
  const built = figureFromBounds(bounds!);
  if ('figure' in built) return built.figure;
  for (const { field, message } of built.problems) findings.add(`input.figure.bounds.${field}`, message);
  return UNREAD;
}

const sortedSet = (slugs: readonly string[]): string[] => [...new Set(slugs)].sort();

/** partOf names a claim of the same source, event and question. */
export function checkWhole(
  part: FigureContent,
  whole: Claim | null,
  sameQuestion: boolean,
  findings: Findings,
): void {
  const field = 'input.partOf';
  if (whole === null) return;
  if (whole.kind !== 'FIGURE')
    findings.add(field, 'expected the id of a claim with a figure, got one without');
  else if (whole.event !== part.event)
    findings.add(field, `the whole is about another event, "${whole.event}"`);
  else if (whole.attribution.source !== part.attribution.source) {
    findings.add(field, `the whole is of another source, "${whole.attribution.source}"`);
  } else if (!sameQuestion) {
    findings.add(
      field,
      'the whole answers another question: outcome, victims and covered period must be the same',
    );
  }
}
