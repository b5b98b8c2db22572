/** The codes of the API's refusals; contract and descriptions: schema/root.graphql. */
export type RefusalCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'TIMED_OUT'
  | 'UNAVAILABLE';

/** One thing that is wrong with an input. field: its path there, "input.figure.words". */
export interface Problem {
  readonly field: string;
  readonly message: string;
}

/**
 * An expected refusal: what was asked cannot be done, and the caller can mend it.
 * The message says what was expected, what arrived and what to do.
 */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly problems: readonly Problem[];
  /** Figures for clients that act on them: `{ cost, limit }`, `{ retryAfter }` in seconds. */
  readonly details: Readonly<Record<string, number>>;

  constructor(
    code: RefusalCode,
    message: string,
    problems: readonly Problem[] = [],
    details: Readonly<Record<string, number>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.problems = problems;
    this.details = details;
  }

  /** Every problem of one input at once; of very many the first, and how many more there are. */
  static ofProblems(problems: readonly Problem[], code: RefusalCode = 'BAD_USER_INPUT'): Refusal {
    const told = problems.slice(0, MOST_TOLD);
    const more = problems.length - told.length;
    if (more > 0) told.push({ field: 'input', message: `and ${more} more problems; mend these first` });
    return new Refusal(code, told.map(({ field, message }) => `${field}: ${message}`).join('; '), told);
  }
}

/** Problems of one refusal, which would otherwise be longer than the input. */
const MOST_TOLD = 100;
