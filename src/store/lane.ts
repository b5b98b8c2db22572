/** Runs tasks one after another, in the order in which they came; a failed one holds nobody up. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();
  readonly #waited: (milliseconds: number) => void;

  /** waited: is told how long each task did. */
  constructor(waited: (milliseconds: number) => void = () => undefined) {
    this.#waited = waited;
  }

  run<T>(task: () => Promise<T>): Promise<T> {
    const came = performance.now();
    const result = this.#last.then(() => {
      this.#waited(performance.now() - came);
      return task();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}
