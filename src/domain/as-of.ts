import type { Instant } from './time.ts';

/** The moment from which something is looked at, on both axes of time; null: no bound. */
export interface AsOf {
  /** Only what had surely been said by then. */
  readonly assertedBy: Instant | null;
  /** As this record held it then. */
  readonly recordedBy: Instant | null;
}

/** The record as it stands. */
export const NOW: AsOf = { assertedBy: null, recordedBy: null };
