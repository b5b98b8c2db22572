import { Refusal } from '../domain/refusal.ts';

/** The time that one request may take, from when it is started; a request that is not started may take any. */
export class Deadline {
  readonly #ended = new AbortController();
  #end = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #timeUp = (): void => undefined;

  /** Comes when the time is up, with the refusal. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  start(seconds: number): void {
    const reason = `it took longer than ${seconds} s, the most that a request may take; ask for less at once, or later`;
    this.#timeUp = () => this.#ended.abort(new Refusal('TIMED_OUT', reason));
    this.#end = performance.now() + seconds * 1_000;
    this.#timer = setTimeout(this.#timeUp, seconds * 1_000);
  }

  /** Throws the refusal where the time is up; what holds the thread keeps the signal from coming. */
  check(): void {
    if (performance.now() < this.#end) return;
    if (!this.signal.aborted) this.#timeUp();
    this.signal.throwIfAborted();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
