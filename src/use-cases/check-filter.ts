import { Refusal } from '../domain/refusal.ts';

/** Of each list, so that together they fit one statement: SQLite takes 32,766 parameters. */
const MOST_VALUES = 1_000;

/** Refuses lists that are too long to look for. path: where the filter was given, "filter.". */
export function checkFilter(filter: object, path = ''): void {
  const problems = Object.entries(filter)
    .filter(([, value]) => Array.isArray(value) && value.length > MOST_VALUES)
    .map(([name, value]) => ({
      field: `${path}${name}`,
      message: `expected at most ${MOST_VALUES} values, got ${value.length}`,
    }));
  if (problems.length > 0) throw Refusal.ofProblems(problems);
}
