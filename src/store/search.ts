import { Refusal } from '../domain/refusal.ts';
import { LONGEST } from '../domain/text.ts';

/** Text as names are searched: case, accents and width folded. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of a text, folded: runs of letters and digits. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that are searched for, each once. Refuses a text that is longer than anybody types: it would hold the engine up. */
export function searchWords(text: string): string[] {
  if (text.length > LONGEST.name) {
    const message = `expected at most ${LONGEST.name} characters, got ${text.length}`;
    throw Refusal.ofProblems([{ field: 'filter.text', message }]);
  }
  return [...new Set(wordsOf(text))];
}

/** Conditions that every word of the text stands somewhere in a folded column. */
export function likeWords(
  column: string,
  text: string,
): { where: string[]; parameters: Record<string, string> } {
  const words = searchWords(text);
  return {
    where: words.map((_, index) => `${column} LIKE :word${index}`),
    parameters: Object.fromEntries(words.map((word, index) => [`word${index}`, `%${word}%`])),
  };
}
