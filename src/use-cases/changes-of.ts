/** What a revision's input gives: fields to replace, and those that it would clear though they may not be null. */
export interface Changes {
  readonly changes: Readonly<Record<string, unknown>>;
  readonly uncleared: readonly string[];
}

/** Left out, a field stays; null clears one that may be null. */
export function changesOf(given: object, clearable: ReadonlySet<string>): Changes {
  const told = Object.entries(given).filter(([, value]) => value !== undefined);
  const keeps = ([field, value]: [string, unknown]): boolean => value !== null || clearable.has(field);
  return {
    changes: Object.fromEntries(told.filter(keeps)),
    uncleared: told.filter((entry) => !keeps(entry)).map(([field]) => field),
  };
}
