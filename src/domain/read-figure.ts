import { type Bounds, type Figure, LARGEST_FIGURE } from './figure.ts';
import {
  EXACT,
  LONE_NUMBERS,
  LOOSE_WORDS,
  type LooseWords,
  NUMBER_RULES,
  type NumberRule,
  RANGE,
} from './figure-rules.ts';
import { readNumber } from './number-words.ts';
import { readRange } from './read-range.ts';
import type { FigureQualifier } from './vocabulary.ts';

interface Reading {
  readonly rule: string;
  readonly qualifier: FigureQualifier;
  readonly bounds: Bounds;
}

/** UTF-16 units. No figure takes as many words; what is longer is not looked at. */
const LONGEST_WORDS = 250;
const BOUNDS_INSTEAD = 'mend the words or give bounds instead: { min, max }';

/**
 * The figure that the words of a report allow, never tighter than they are: "more than 15", "dozens", "three".
 * Null where no rule reads them. Case, white space, the kind of dash and quotation marks around the words do not matter.
 */
export function readFigure(words: string): Figure | null {
  const result = readFigureOr(words);
  return 'figure' in result ? result.figure : null;
}

/** The same, with a sentence that says why not and what to do. */
export function readFigureOr(words: string): { readonly figure: Figure } | { readonly problem: string } {
  const wording = words.trim();
  const reading = wording.length > LONGEST_WORDS ? null : readingOf(folded(wording));
  const problem = reading === null ? unreadProblem(wording) : boundsProblem(wording, reading);
  if (reading === null || problem !== null) return { problem: `${problem}; ${BOUNDS_INSTEAD}` };
  const { rule, qualifier, bounds } = reading;
  return { figure: { ...bounds, qualifier, best: null, wording, rule } };
}

function unreadProblem(wording: string): string {
  if (wording === '') return 'Expected the words of a figure, such as "more than 15", but they are empty';
  return `No rule reads the words ${quoted(wording)}: expected those of the number and its qualifier alone, such as "at least 15", "3 to 5", "about 20", "dozens"`;
}

function boundsProblem(wording: string, { rule, bounds: { min, max } }: Reading): string | null {
  if (Math.max(min, max ?? min) > LARGEST_FIGURE) {
    return `The words ${quoted(wording)} allow more than ${LARGEST_FIGURE}, the largest figure`;
  }
  if (max !== null && (max < min || (max === min && rule === RANGE.id))) {
    return `The words ${quoted(wording)} would allow from ${min} to ${max}: expected a lower end below the upper one`;
  }
  return null;
}

function readingOf(words: string): Reading | null {
  const lone = LONE_NUMBERS.get(words);
  if (lone !== undefined) return numbered(EXACT, lone);
  return readPhrase(words) ?? readPhrase(words.replace(/ (?:more|others)$/, ''));
}

function readPhrase(words: string): Reading | null {
  const number = readNumber(words);
  if (number !== null) return numbered(EXACT, number);
  const loose = looseWords(words);
  if (loose !== undefined) return { rule: loose.id, qualifier: loose.qualifier, bounds: loose.bounds };
  const range = readRange(words);
  if (range !== null) return { rule: RANGE.id, qualifier: RANGE.qualifier, bounds: range };
  for (const rule of NUMBER_RULES) {
    for (const operand of operandsOf(rule, words)) {
      const reading = readOperand(rule, operand);
      if (reading !== null) return reading;
    }
  }
  return null;
}

/** What is left of the words without the rule's own. */
function operandsOf({ before, after }: NumberRule, words: string): string[] {
  return [
    ...before.filter((form) => words.startsWith(`${form} `)).map((form) => words.slice(form.length + 1)),
    ...after.filter((form) => words.endsWith(form)).map((form) => words.slice(0, -form.length)),
  ];
}

function readOperand(rule: NumberRule, operand: string): Reading | null {
  const number = readNumber(operand);
  if (number !== null) return numbered(rule, number);
  const loose = looseWords(operand);
  return loose === undefined ? null : qualified(rule, loose);
}

/** Before words that are loose already, a floor leaves their own floor and "about" changes nothing; the rest is refused. */
function qualified({ qualifier }: NumberRule, { id, bounds, ...loose }: LooseWords): Reading | null {
  if (qualifier === 'ABOUT') return { rule: id, qualifier: loose.qualifier, bounds };
  if (qualifier !== 'AT_LEAST' && qualifier !== 'MORE_THAN') return null;
  return { rule: id, qualifier: 'VAGUE', bounds: { min: bounds.min, max: null } };
}

function numbered({ id, qualifier, bounds }: NumberRule, number: number): Reading | null {
  const allowed = bounds(number);
  return allowed && { rule: id, qualifier, bounds: allowed };
}

function looseWords(words: string): LooseWords | undefined {
  const known = (phrase: string) => LOOSE_WORDS.find((entry) => entry.words.includes(phrase));
  return known(words) ?? known(words.replace(/ of$/, ''));
}

function folded(words: string): string {
  return words
    .replace(/^(?:"(.*)"|'(.*)'|“(.*)”|‘(.*)’|«(.*)»)$/s, '$1$2$3$4$5')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?[-‐‑‒–—−] ?/g, '-')
    .trim();
}

function quoted(words: string): string {
  const characters = [...words.slice(0, LONGEST_WORDS)];
  return characters.length > 80 ? `"${characters.slice(0, 80).join('')}…"` : `"${words}"`;
}
