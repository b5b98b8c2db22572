import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Lane } from './lane.ts';

/** What a statement answers: its rows, or why it failed. */
type Answer = { readonly rows: unknown[] } | { readonly failure: string };

/**
 * Runs reading statements of a SQLite file in a thread of their own, one after another. SQLite holds the thread in
 * which a statement runs, and cannot be interrupted there: here a long one holds up others of its kind alone.
 */
export class ReadingThread {
  readonly #path: string;
  readonly #lane = new Lane();
  #worker: Worker | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /** signal: ends the wait; the thread is let go then, and ends with the statement that it runs. */
  rows(sql: string, values: readonly unknown[], signal: AbortSignal | undefined): Promise<unknown[]> {
    return this.#lane.run(() => this.#ask({ sql, values }, signal));
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #ask(statement: object, signal: AbortSignal | undefined): Promise<unknown[]> {
    signal?.throwIfAborted();
    this.#worker ??= new Worker(`(${readInThread})()`, {
      eval: true,
      workerData: { path: this.#path, from: import.meta.url },
    });
    const worker = this.#worker;
    worker.ref();
    worker.postMessage(statement);
    try {
      const [answer] = (await once(worker, 'message', signal ? { signal } : {})) as [Answer];
      if ('rows' in answer) return answer.rows;
      throw new Error(answer.failure);
    } catch (error) {
      if (!signal?.aborted) throw error;
      this.#worker = null;
      void worker.terminate();
      throw signal.reason;
    } finally {
      worker.unref();
    }
  }
}

/** The thread's whole program; it runs from this text and so can use nothing around it. */
function readInThread(): void {
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const { createRequire } = process.getBuiltinModule('node:module');
  const { path, from } = workerData as { path: string; from: string };
  const Sqlite = createRequire(from)('better-sqlite3') as new (
    path: string,
    options: object,
  ) => { prepare(sql: string): { all(...values: unknown[]): unknown[] } };
  const connection = new Sqlite(path, { readonly: true });
  parentPort!.on('message', ({ sql, values }: { sql: string; values: unknown[] }) => {
    try {
      parentPort!.postMessage({ rows: connection.prepare(sql).all(...values) });
    } catch (error) {
      parentPort!.postMessage({ failure: (error as Error).message });
    }
  });
}
