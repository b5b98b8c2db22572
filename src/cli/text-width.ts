const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const TWO_COLUMNS =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/gu;

/** How many columns a terminal gives to a text, near enough: marks take none, East Asian characters two. */
export function textWidth(text: string): number {
  const shown = text.replace(WITHOUT_WIDTH, '');
  return [...shown].length + (shown.match(TWO_COLUMNS)?.length ?? 0);
}

/** Breaks a text at its spaces into lines of at most so many columns; a longer word has a line of its own. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** Fills a text up with spaces to so many columns. */
export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - textWidth(text)));
