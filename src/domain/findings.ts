import { type Problem, Refusal, type RefusalCode } from './refusal.ts';

type FindingCode = Extract<RefusalCode, 'BAD_USER_INPUT' | 'NOT_FOUND' | 'CONFLICT'>;
const BY_WEIGHT: readonly FindingCode[] = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT'];

/** Collects everything that is wrong with one input, so that all of it is said at once. */
export class Findings {
  readonly #found: { code: FindingCode; problem: Problem }[] = [];

  add(field: string, message: string, code: FindingCode = 'BAD_USER_INPUT'): void {
    this.#found.push({ code, problem: { field, message } });
  }

  get problems(): Problem[] {
    return this.#found.map(({ problem }) => problem);
  }

  /** Refuses with all problems, under the code of the gravest, where there is one. */
  refuse(): void {
    const code = BY_WEIGHT.find((candidate) => this.#found.some((found) => found.code === candidate));
    if (code) throw Refusal.ofProblems(this.problems, code);
  }
}
