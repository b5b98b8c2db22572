import { expect, test } from 'vitest';
import { COMPARISON_FORMATS, formatComparison } from '../../src/cli/format-comparison.ts';
import { cell, comparison, contested, figure, row, SOHR, single, source } from './format-sample.ts';

test.each(COMPARISON_FORMATS)(
  '%s ends its last line and prints the same text for the same answer',
  (format) => {
    const text = formatComparison(contested(), format);
    expect(text.endsWith('\n')).toBe(true);
    expect(formatComparison(contested(), format)).toBe(text);
  },
);

test('json is the answer as it came', () => {
  const answer = contested();
  const json = formatComparison(answer, 'json');
  expect(JSON.parse(json)).toEqual(answer);
  expect(json.startsWith('{\n  "event": {\n    "slug": "tay",\n')).toBe(true);
});

test('json escapes what could steer a terminal and keeps its value', () => {
  const answer = single(figure('hostile', source('evil', 'a\u009b2J\u202e\u001b\u007f'), 3));
  const json = formatComparison(answer, 'json');
  expect(json).toContain('a\\u009B2J\\u202E\\u001b\\u007F');
  expect(JSON.parse(json)).toEqual(answer);
});

test('json shows a name that needs no escape as it is', () => {
  const name = 'المرصد السوري';
  expect(formatComparison(single(figure('arabic', source('sohr', name), 3)), 'json')).toContain(name);
});

test('a comparison that lacks claims is refused, since nothing would show the gap', () => {
  const cut = comparison([row({ cells: [cell([figure('last', SOHR, 6)], { claimCount: 2 })] })]);
  expect(() => formatComparison(cut, 'csv')).toThrow('expected all 2 claims of sohr, got the last 1');
});
