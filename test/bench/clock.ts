import type { Database } from '../../src/store/database.ts';

/** Milliseconds from some start on. */
export type Clock = () => number;

/**
 * SQLite works in this process: there the processor time that it took, whatever else the machine does. PostgreSQL does
 * not: there the time that passes.
 */
export function clockOf({ dialect }: Database): Clock {
  if (dialect.engine === 'postgres') return () => performance.now();
  return () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
}
