/** Keys a statement: SQLite takes 32,766 parameters at most. */
const KEYS = 1_000;

/** The items, so many at a time. */
export function* chunksOf<T>(items: readonly T[], size: number = KEYS): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

/** Runs a statement for many keys, so many at a time, and gives all rows. */
export async function inChunks<T>(
  keys: readonly string[],
  work: (some: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const rows: T[] = [];
  for (const some of chunksOf(keys)) for (const row of await work(some)) rows.push(row);
  return rows;
}
