import type { Claim, FigureClaim, ResponsibilityClaim, StatementClaim } from './claim.ts';
import type { Instant } from './time.ts';
import type { CountUnit, Demographic, Outcome, VictimScope, VictimStatus } from './vocabulary.ts';

interface QuestionCore {
  /** Unique across events. */
  readonly key: string;
  readonly event: string;
}

export interface FigureQuestion extends QuestionCore {
  readonly kind: 'FIGURE';
  readonly outcome: Outcome;
  readonly scope: VictimScope;
  readonly parties: readonly string[];
  readonly status: VictimStatus;
  readonly demographic: Demographic;
  readonly unit: CountUnit;
  readonly coversFrom: Instant | null;
  readonly coversTo: Instant | null;
}

export interface PropositionQuestion extends QuestionCore {
  readonly kind: 'STATEMENT';
  readonly proposition: string;
}

export interface ResponsibilityQuestion extends QuestionCore {
  readonly kind: 'RESPONSIBILITY';
  readonly act: string;
}

/** What two claims must share to be comparable. */
export type Question = FigureQuestion | PropositionQuestion | ResponsibilityQuestion;

/**
 * The status in a figure question's key: where parties are named, a side's own are its fighters
 * unless the words say civilians.
 */
export const keyStatus = (victims: FigureClaim['victims']): VictimStatus =>
  victims.scope === 'PARTIES' && victims.status === 'UNSPECIFIED' ? 'COMBATANT' : victims.status;

/** The key within one event of the question that a figure answers. */
export function figureKey(
  claim: Pick<FigureClaim, 'outcome' | 'victims' | 'coversFrom' | 'coversTo'>,
): string {
  const { outcome, victims, coversFrom, coversTo } = claim;
  const parts = [outcome, victims.scope, [...victims.parties].sort().join('+'), keyStatus(victims)];
  parts.push(victims.demographic, victims.unit, coversFrom ?? '', coversTo ?? '');
  return parts.join('/');
}

const FINAL_PUNCTUATION = /[\s.!?…,;:。！？؟۔]+$/u;

/** A proposition or an act as it is compared: white space, case and final punctuation folded. */
export const foldText = (text: string): string =>
  text.normalize('NFC').trim().replace(/\s+/gu, ' ').replace(FINAL_PUNCTUATION, '').toLowerCase();

/** The question that a claim answers, asked of an event: its own, or one that takes its parts' claims as its own. */
export function questionOf(claim: Claim, event: string = claim.event): Question {
  const key = `${event}${claim.questionKey.slice(claim.event.length)}`;
  if (claim.kind === 'STATEMENT') return { kind: claim.kind, key, event, proposition: claim.proposition };
  if (claim.kind === 'RESPONSIBILITY') return { kind: claim.kind, key, event, act: claim.act };
  const { outcome, victims, coversFrom, coversTo } = claim;
  const { scope, parties, demographic, unit } = victims;
  const status = keyStatus(victims);
  return {
    kind: claim.kind,
    key,
    event,
    outcome,
    scope,
    parties,
    status,
    demographic,
    unit,
    coversFrom,
    coversTo,
  };
}

/** The key of what a claim answers, unique across events. digest: of text, so that a long one makes a short key. */
export function questionKey(claim: QuestionContent, digest: (text: string) => string): string {
  if (claim.kind === 'FIGURE') return `${claim.event}/${figureKey(claim)}`;
  const text = claim.kind === 'STATEMENT' ? claim.proposition : claim.act;
  return `${claim.event}/${claim.kind}/${digest(foldText(text))}`;
}

type QuestionContent =
  | Pick<FigureClaim, 'kind' | 'event' | 'outcome' | 'victims' | 'coversFrom' | 'coversTo'>
  | Pick<StatementClaim, 'kind' | 'event' | 'proposition'>
  | Pick<ResponsibilityClaim, 'kind' | 'event' | 'act'>;
