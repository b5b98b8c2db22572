import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { formatProblem } from '../../src/intake/format-problem.ts';
import { readSheet } from '../../src/intake/read-sheet.ts';

const RUNS = { numRuns: 400, seed: 20210424 };

const KEYS = [
  'parties',
  'sources',
  'events',
  'reports',
  'claims',
  'slug',
  'ref',
  'event',
  'outcome',
  'figure',
  'act',
];
const fragment = fc.constantFrom(
  ...KEYS.map((key) => `${key}:`),
  ...[
    '- ',
    '  ',
    '\n',
    '\t',
    '{',
    '}',
    '[',
    ']',
    ', ',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!t ',
    '%YAML 1.1',
    '---',
  ],
  ...[
    '# x',
    '? ',
    ': ',
    '~',
    '3',
    '-1',
    '2021-04-24',
    'KILLED',
    'unnamed',
    '__proto__',
    '\u0000',
    '\uFEFF',
    '\uD800',
    '💥',
  ],
);

function expectSound(text: string) {
  const result = readSheet(text, 'any.yaml');
  if (!('problems' in result)) return;
  expect(result.problems.length).toBeGreaterThan(0);
  const lines = text.split('\n');
  for (const problem of result.problems) {
    const { file, line, column, message } = problem;
    expect(formatProblem(problem)).not.toContain('\n');
    expect(file).toBe('any.yaml');
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    expect(message).not.toBe('');
  }
}

test('arbitrary text is read or refused at places that it has, and never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectSound), RUNS);
});

test('arbitrary fragments of sheets are read or refused, and never throw', () => {
  const text = fc.array(fragment, { maxLength: 60 }).map((fragments) => fragments.join(''));
  fc.assert(fc.property(text, expectSound), RUNS);
});

test('arbitrary values under the keys of a sheet are read or refused, and never throw', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('x', 'KILLED', '2021-04-24', 'unnamed', '', null, true, 3, -1, 2.5),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...KEYS), tie('any'), { maxKeys: 6 }),
    ),
  })).any;
  const sheet = fc.dictionary(fc.constantFrom(...KEYS.slice(0, 5)), fc.array(value, { maxLength: 3 }));
  fc.assert(
    fc.property(sheet, (value) => expectSound(stringify(value))),
    RUNS,
  );
});

test('any text given as a figure, quote and note comes out as it went in', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const property = fc.property(words, words, words, (figure, quote, note) => {
    const sheet = {
      claims: [
        {
          event: 'e',
          report: 'r',
          ref: 'a',
          source: 's',
          outcome: 'KILLED',
          victims: {},
          assertedAt: '2021-04-24',
          figure,
          quote,
          note,
        },
      ],
    };
    const result = readSheet(stringify(sheet), 'any.yaml');
    expect(result).not.toHaveProperty('problems');
    if ('problems' in result) return;
    expect(result.sheet.claims[0]?.value.input).toMatchObject({
      figure: { words: figure },
      citation: { exact: quote },
      note,
    });
  });
  fc.assert(property, RUNS);
});
