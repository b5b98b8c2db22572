import type { Instant } from './time.ts';
import type { TimePrecision } from './vocabulary.ts';

/** A published text, immutable once recorded. text null: withheld, only a reference is kept. */
export interface Report {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly publisher: string;
  readonly text: string | null;
  /** Of the UTF-8 text, lower-case hex. */
  readonly sha256: string | null;
  readonly publishedAt: Instant;
  readonly publishedPrecision: TimePrecision;
  readonly url: string | null;
  readonly language: string;
  readonly retrievedAt: Instant | null;
}
