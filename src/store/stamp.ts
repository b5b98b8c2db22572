import { type Instant, instantOf } from '../domain/time.ts';

/** When a row is recorded and by whom (the key's name). */
export interface Stamp {
  readonly at: Instant;
  readonly by: string;
}

export const stampNow = (by: string): Stamp => ({ at: new Date().toISOString(), by });

/** Now, or, where clocks stand still or differ, just after what was recorded last. */
export function laterThan(last: Instant): Instant {
  const now = new Date().toISOString();
  return now > last ? now : instantOf(Date.parse(last) + 1)!;
}
