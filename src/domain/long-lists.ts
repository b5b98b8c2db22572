import { Refusal } from './refusal.ts';

/** In one list of an input: more than any report names. */
export const MOST_ENTRIES = 250;

/** So that a question's key stays short enough for an index. */
export const MOST_PARTIES = 20;

/**
 * Refuses lists that are longer than they may be, before what stands in them is looked at, or looked up, one by one.
 * lists: by their fields.
 */
export function refuseLongLists(
  lists: Readonly<Record<string, readonly unknown[]>>,
  most: number = MOST_ENTRIES,
): void {
  const problems = Object.entries(lists)
    .filter(([, { length }]) => length > most)
    .map(([field, { length }]) => ({ field, message: `expected at most ${most} entries, got ${length}` }));
  if (problems.length > 0) throw Refusal.ofProblems(problems);
}
