/** Text as names are searched: case, accents and width folded. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The words of a search: runs of letters, marks and digits. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Conditions that every word of the text stands somewhere in a folded column. */
export function likeWords(
  column: string,
  text: string,
): { where: string[]; parameters: Record<string, string> } {
  const words = wordsOf(fold(text));
  return {
    where: words.map((_, index) => `${column} LIKE :word${index}`),
    parameters: Object.fromEntries(words.map((word, index) => [`word${index}`, `%${word}%`])),
  };
}
