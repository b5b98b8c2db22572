import type { DataSource, QueryRunner } from 'typeorm';

/** What pg's client of a connection is used for here. */
interface Connection {
  readonly processID: number;
}

/**
 * Work on one connection of PostgreSQL, where the statement that runs when the signal comes is cancelled: the server
 * would otherwise run it to its end, though nobody waits for it. Fails with the signal's reason then.
 */
export async function cancelled<T>(
  source: DataSource,
  runner: QueryRunner,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  const { processID } = (await runner.connect()) as Connection;
  let cancelling: Promise<unknown> = Promise.resolve();
  const cancel = (): void => {
    cancelling = source.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', cancel);
    // It must not come when the connection has gone to somebody else.
    await cancelling;
  }
}
