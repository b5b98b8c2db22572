import type { Change } from '../domain/change.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Listener } from '../store/listeners.ts';

/** Writes that may wait for a subscriber. One write is one, however much it changed: imports drop nobody. */
export const MOST_WAITING = 100;

/**
 * What waits for one subscriber, who takes it at its own pace and holds nobody up: when too much waits, or when
 * changes may have been missed, all that waits is let go and the iteration ends with an error that says so.
 */
export class ChangeQueue<Wanted extends Change> implements Listener, AsyncIterableIterator<Wanted> {
  readonly #wanted: (change: Change) => change is Wanted;
  #writes: Iterator<Wanted>[] = [];
  #ended = false;
  #failure: Error | null = null;
  #wake: (() => void) | null = null;
  #stop: (() => void) | null = null;

  constructor(wanted: (change: Change) => change is Wanted) {
    this.#wanted = wanted;
  }

  /** stop: called once nothing more is wanted. */
  stopWith(stop: () => void): void {
    this.#stop = stop;
    if (this.#ended) stop();
  }

  changed(changes: readonly Change[]): void {
    const wanted = changes.filter(this.#wanted);
    if (wanted.length === 0 || this.#ended) return;
    if (this.#writes.length === MOST_WAITING) {
      this.lost(TOO_SLOW);
    } else {
      this.#writes.push(wanted.values());
      this.#wake?.();
    }
  }

  lost(reason: Error): void {
    this.#failure = reason;
    this.#end();
  }

  async next(): Promise<IteratorResult<Wanted, undefined>> {
    for (;;) {
      const change = this.#writes[0]?.next();
      if (change && !change.done) return change;
      this.#writes.shift();
      if (this.#writes.length > 0) continue;
      if (this.#ended) return this.#last();
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  async return(): Promise<IteratorResult<Wanted, undefined>> {
    this.#end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #end(): void {
    this.#ended = true;
    this.#writes = [];
    this.#wake?.();
    this.#stop?.();
  }

  #last(): IteratorResult<Wanted, undefined> {
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure;
    return { done: true, value: undefined };
  }
}

const TOO_SLOW = new Refusal(
  'RATE_LIMITED',
  `more than ${MOST_WAITING} writes waited to be read, so this subscription was dropped; subscribe again, then read what changed since`,
);
