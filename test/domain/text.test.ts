import { expect, test } from 'vitest';
import { Findings } from '../../src/domain/findings.ts';
import { checkText, LONGEST } from '../../src/domain/text.ts';

function problems(text: string | null | undefined): string[] {
  const findings = new Findings();
  checkText(findings, 'input.name', text, 'name');
  return findings.problems.map(({ field, message }) => `${field}: ${message}`);
}

test.each([null, undefined, 'NDF', ' NDF ', '💥', 'انتهت الهدنة', 'x'.repeat(LONGEST.name)])(
  '%j can be recorded',
  (text) => {
    expect(problems(text)).toEqual([]);
  },
);

test.each([
  ['', 'a blank text'],
  [' \n\t', 'a blank text'],
  ['x'.repeat(LONGEST.name + 1), 'expected at most 500 characters, got 501'],
  ['a\0b', 'U+0000'],
  ['\ud83d', 'half a character'],
  ['\udca5 \ud83d', 'half a character'],
])('%j is refused with a word of what is wrong', (text, word) => {
  expect(problems(text)).toEqual([expect.stringContaining(word)]);
});
