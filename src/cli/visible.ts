const LINE_BREAK = /\r\n|[\n\t\u0085\u2028\u2029]/gu;
const CONTROL = /[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Text of others, safe in a terminal and on one line: line breaks and tabs become spaces, other control
 * characters and those that turn the direction of text are spelt out (\u202E).
 */
export const visible = (text: string): string =>
  text.replace(LINE_BREAK, ' ').replace(CONTROL, escapeCodePoint);

/** Of the Basic Multilingual Plane: \u202E. */
export const escapeCodePoint = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
