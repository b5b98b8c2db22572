/** One thing that is wrong with a sheet. path is '' where the file as a whole is meant. */
export interface SheetProblem {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units. */
  readonly column: number;
  /** "claims[3].figure", indexes from 0. */
  readonly path: string;
  /** What was expected, what arrived, what to do. */
  readonly message: string;
}
