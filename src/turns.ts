/** In milliseconds. */
const LONGEST_TURN = 10;

/**
 * Runs tasks that hold the thread one after another, in the order in which they came, and lets everything else
 * have its turn of the event loop now and then: what asks for a thousand statements holds nobody up for a thousand.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #began = performance.now();

  /** task: waits for no other turn, or neither would ever come. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#turn()).then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when it is one's turn. */
  next(): Promise<void> {
    return this.run(async () => undefined);
  }

  /** Whether others have waited long enough. */
  isOver(): boolean {
    return performance.now() - this.#began >= LONGEST_TURN;
  }

  async #turn(): Promise<void> {
    if (!this.isOver()) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#began = performance.now();
  }
}

/** Of this process's one thread. */
export const turns = new Turns();
