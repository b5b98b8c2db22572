import type { Findings } from './findings.ts';

const NUL = String.fromCharCode(0);
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The longest texts, in UTF-16 code units. */
export const LONGEST = { name: 500, sentence: 10_000, report: 5_000_000 };

/** What no text of the record may be: blank, longer than its kind may be, or not storable as UTF-8 everywhere. */
export function checkText(
  findings: Findings,
  field: string,
  text: string | null | undefined,
  longest: keyof typeof LONGEST,
): void {
  if (text === null || text === undefined) return;
  if (text.trim() === '') findings.add(field, 'expected words, got a blank text; leave it out instead');
  if (text.length > LONGEST[longest]) {
    findings.add(field, `expected at most ${LONGEST[longest]} characters, got ${text.length}`);
  }
  if (text.includes(NUL)) findings.add(field, 'a text cannot hold the character U+0000');
  if (LONE_SURROGATE.test(text))
    findings.add(field, 'a text cannot hold half a character (a lone surrogate)');
}
