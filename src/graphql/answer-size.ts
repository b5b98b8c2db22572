import { Refusal } from '../domain/refusal.ts';

/** Letters of a text that count as much as a field. */
const LETTERS = 100;

/** How large an answer has become, in fields. What its cost could not foresee is refused here. */
export class AnswerSize {
  readonly #limit: number;
  #fields = 0;
  #refusal: Refusal | null = null;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(fields: number): void {
    this.#fields += fields;
    this.check();
  }

  /** What is under way when an answer has become too large goes no further. */
  check(): void {
    if (this.#fields <= this.#limit) return;
    this.#refusal ??= new Refusal(
      'QUERY_TOO_COMPLEX',
      `the answer would hold more than ${this.#limit} fields, a text one for each ${LETTERS} letters; ask for fewer fields or smaller pages (first)`,
      [],
      { limit: this.#limit },
    );
    throw this.#refusal;
  }

  addText(text: string): void {
    if (text.length > LETTERS) this.add(text.length / LETTERS);
  }

  addTexts(texts: readonly unknown[]): void {
    for (const text of texts) this.add(1 + String(text).length / LETTERS);
  }

  /** Another answer begins. */
  clear(): void {
    this.#fields = 0;
    this.#refusal = null;
  }
}
