import { dayWords } from './date-words.ts';
import type { FigureQuestion, Question } from './question.ts';
import type { CountUnit, Demographic, Outcome, VictimStatus } from './vocabulary.ts';

/** Names by slug; a slug that is not there names itself. */
export type Names = ReadonlyMap<string, string>;

export const nameOf = (names: Names, slug: string): string => names.get(slug) ?? slug;

const OUTCOME_WORDS: Record<Outcome, string> = {
  KILLED: 'Killed',
  WOUNDED: 'Wounded',
  CASUALTIES: 'Killed or wounded',
  CAPTURED: 'Captured',
  DETAINED: 'Detained',
  MISSING: 'Missing',
  DISPLACED: 'Displaced',
  SURRENDERED: 'Surrendered',
  BODIES_HANDED_OVER: 'Bodies handed over',
};

const STATUS_WORDS: Record<VictimStatus, string> = {
  COMBATANT: 'fighters',
  CIVILIAN: 'civilians',
  UNSPECIFIED: '',
};
const DEMOGRAPHIC_WORDS: Record<Demographic, string> = {
  ANY: '',
  CHILDREN: 'children',
  WOMEN: 'women',
  MEN: 'men',
};
const UNIT_WORDS: Record<CountUnit, string> = { PERSON: '', FAMILY: 'families' };

/** The outcome inside a sentence: "killed or wounded". */
export const outcomeWords = (outcome: Outcome): string => OUTCOME_WORDS[outcome].toLowerCase();

/** A question in words: "Killed: fighters of National Defense Forces". */
export function questionLabel(question: Question, parties: Names): string {
  if (question.kind === 'STATEMENT') return question.proposition;
  if (question.kind === 'RESPONSIBILITY') return `Who did it: ${question.act}`;
  return `${OUTCOME_WORDS[question.outcome]}: ${victimWords(question, parties)}${periodWords(question)}`;
}

function victimWords(question: FigureQuestion, parties: Names): string {
  const { scope, status, demographic, unit } = question;
  const who = [STATUS_WORDS[status], DEMOGRAPHIC_WORDS[demographic], UNIT_WORDS[unit]]
    .filter(Boolean)
    .join(', ');
  if (scope === 'ALL') return who || 'everybody';
  if (scope === 'UNKNOWN') return `${who || 'people'} of unknown side`;
  return `${who || 'people'} of ${question.parties.map((party) => nameOf(parties, party)).join(' and ')}`;
}

function periodWords({ coversFrom, coversTo }: FigureQuestion): string {
  const from = coversFrom === null ? '' : ` from ${dayWords(coversFrom)}`;
  const to = coversTo === null ? '' : ` until ${dayWords(coversTo)}`;
  return from || to ? ` (covers${from}${to})` : '';
}
