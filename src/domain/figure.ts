import type { FigureQualifier } from './vocabulary.ts';

/** The largest figure that a claim may hold, so that sums of figures stay exact and fit GraphQL's Int. */
export const LARGEST_FIGURE = 100_000_000;

/** An interval of persons (or families), both bounds inclusive. max null: no upper bound. */
export interface Bounds {
  readonly min: number;
  readonly max: number | null;
}

/** A claimed number, exactly as firm as its words. */
export interface Figure extends Bounds {
  readonly qualifier: FigureQualifier;
  /** The source's own best estimate within the range, where it gives one. */
  readonly best: number | null;
  /** The words, "more than 15". */
  readonly wording: string | null;
  /** The rule that read the words; null where bounds were given. */
  readonly rule: string | null;
}
