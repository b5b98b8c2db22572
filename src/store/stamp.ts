import type { Instant } from '../domain/time.ts';

/** When a row is recorded and by whom (the key's name). */
export interface Stamp {
  readonly at: Instant;
  readonly by: string;
}

export const stampNow = (by: string): Stamp => ({ at: new Date().toISOString(), by });
