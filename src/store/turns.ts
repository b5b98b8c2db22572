/** In milliseconds. */
const LONGEST_TURN = 10;

/**
 * Runs short tasks that hold the thread one after another, in the order in which they came, and lets everything else
 * have its turn of the event loop now and then: what asks for a thousand statements holds nobody up for a thousand.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #began = performance.now();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#turn()).then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #turn(): Promise<void> {
    if (performance.now() - this.#began < LONGEST_TURN) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#began = performance.now();
  }
}
