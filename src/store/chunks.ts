/** Keys a statement: SQLite takes 32,766 parameters at most. */
const CHUNK = 1_000;

/** The keys, so many at a time. */
export function* chunksOf(keys: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < keys.length; from += CHUNK) yield keys.slice(from, from + CHUNK);
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
