import { Refusal } from '../domain/refusal.ts';

/** The time that one request may take, from when it is started; a request that is not started may take any. */
export class Deadline {
  readonly #ended = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /** Comes when the time is up, with the refusal. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  start(seconds: number): void {
    this.#timer = setTimeout(() => {
      const reason = `it took longer than ${seconds} s, the most that a request may take; ask for less at once, or later`;
      this.#ended.abort(new Refusal('TIMED_OUT', reason));
    }, seconds * 1_000);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
