import type { FigureQuestion } from './question.ts';
import { type Names, outcomeWords, questionLabel } from './question-label.ts';

/** A figure question inside a sentence, after its number: "killed of fighters of National Defense Forces". */
export function questionPhrase(question: FigureQuestion, parties: Names): string {
  const outcome = outcomeWords(question.outcome);
  const victims = questionLabel(question, parties).slice(`${outcome}: `.length);
  return `${outcome} of ${victims}`;
}
