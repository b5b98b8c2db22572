/** The items so that each comes after what it depends on, else as they were; a circle is cut where it closes. */
export function inOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  needs: (item: T) => string | null,
): T[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const done = new Set<T>();
  const visit = (item: T, path: readonly T[]): void => {
    if (done.has(item) || path.includes(item)) return;
    const need = needs(item);
    const needed = need === null ? undefined : byKey.get(need);
    if (needed) visit(needed, [...path, item]);
    done.add(item);
  };
  for (const item of items) visit(item, []);
  return [...done];
}
