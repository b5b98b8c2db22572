const UNNAMED = /^unnamed(?:\/([2-9]|[1-9]\d))?$/;

/** The sheet's word for sources that a report does not name. */
export const isUnnamed = (word: string): boolean => UNNAMED.test(word);

/** The slug of a report's unnamed sources: each report's are a source of their own. */
export function unnamedSlug(word: string, report: string): string {
  const group = UNNAMED.exec(word)?.[1];
  return group === undefined ? `${report}-unnamed` : `${report}-unnamed-${group}`;
}

/** "Unnamed (Shafaq News, 24 April 2021)", "Unnamed 2 (…)" */
export function unnamedName(word: string, report: string): string {
  const group = UNNAMED.exec(word)?.[1];
  return group === undefined ? `Unnamed (${report})` : `Unnamed ${group} (${report})`;
}
