import { expect, test } from 'vitest';
import { LARGEST_TEXT, readYaml } from '../../src/intake/read-yaml.ts';

const valueIn = (text: string) => {
  const result = readYaml(text);
  return 'problems' in result ? result.problems : result.value;
};
const problemsOf = (text: string) => {
  const result = readYaml(text);
  return 'problems' in result
    ? result.problems.map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`)
    : [];
};

test('words that YAML 1.1 would change stay words', () => {
  expect(valueIn('[no, yes, on, 2021-04-24, 1_000, 12:30:45, 010]')).toEqual([
    'no',
    'yes',
    'on',
    '2021-04-24',
    '1_000',
    '12:30:45',
    10,
  ]);
});

test('a document that declares another version is read as 1.2 all the same', () => {
  expect(valueIn('%YAML 1.1\n---\n[no, 2021-04-24]\n')).toEqual(['no', '2021-04-24']);
});

test('a number is given in plain digits', () => {
  expect(problemsOf('a: 0x10\nb: 1e3\nc: .inf\nd: 0o17\ne: .nan\n')).toEqual([
    '1:4 a: expected a number in plain digits, found 0x10',
    '2:4 b: expected a number in plain digits, found 1e3',
    '3:4 c: expected a number in plain digits, found .inf',
    '4:4 d: expected a number in plain digits, found 0o17',
    '5:4 e: expected a number in plain digits, found .nan',
  ]);
});

test('a key given twice is reported where it stands again', () => {
  expect(problemsOf('a: 1\nb: { c: 1, c: 2 }\na: 3\n')).toEqual([
    '2:12 b.c: this key stands here twice; keep one',
    '3:1 a: this key stands here twice; keep one',
  ]);
});

test('a second document is refused', () => {
  expect(problemsOf('a: 1\n---\nb: 2\n')).toEqual([
    '2:1 : expected one document, found a second; remove the --- line',
  ]);
});

test('syntax errors are reported together, with their places', () => {
  const problems = problemsOf('a: [1, 2\nb: "x\n');
  expect(problems.length).toBeGreaterThan(1);
  for (const problem of problems) expect(problem).toMatch(/^[123]:\d+ : not YAML 1\.2: /);
});

test('tags that the core schema does not have are refused', () => {
  expect(problemsOf('a: !secret x\n')).toEqual([
    expect.stringMatching(/^1:4 : not YAML 1\.2: Unresolved tag: !secret/),
  ]);
  expect(problemsOf('a: !!binary eA==\n')).toHaveLength(1);
});

test('a key that is no scalar is refused', () => {
  expect(problemsOf('? [a]\n: b\n')).toEqual([expect.stringContaining('all keys must be strings')]);
});

test('an alias stands for the value of its anchor', () => {
  expect(valueIn('a: &day 2021-04-24\nb: [*day, *day]\n')).toEqual({
    a: '2021-04-24',
    b: ['2021-04-24', '2021-04-24'],
  });
});

test('an alias without an anchor above it, or inside its own, is refused', () => {
  expect(problemsOf('a: *day\n')).toEqual(['1:4 a: expected an anchor &day above this alias, found none']);
  expect(problemsOf('a: &loop [*loop]\n')).toEqual([
    '1:11 a[0]: expected an anchor &loop above this alias, found none',
  ]);
});

test('aliases that multiply cost what they take in the file', () => {
  const levels = Array.from({ length: 40 }, (_, level) => {
    const items = level === 0 ? 'x' : Array.from({ length: 10 }, () => `*l${level - 1}`).join(', ');
    return `l${level}: &l${level} [${items}]`;
  });
  const started = performance.now();
  expect(problemsOf(levels.join('\n'))).toEqual([]);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('more than a thousand aliases are refused', () => {
  const aliases = (count: number) =>
    `a: &a x\nb: [${Array.from({ length: count }, () => '*a').join(', ')}]\n`;
  expect(problemsOf(aliases(1000))).toEqual([]);
  expect(problemsOf(aliases(1002))).toEqual([
    '2:4005 b[1000]: expected at most 1000 aliases; write the values out',
  ]);
});

test.each([
  ['flow lists', '['.repeat(20_000)],
  ['flow mappings', '{a: '.repeat(20_000)],
  ['block lists', '- '.repeat(20_000)],
  ['indented mappings', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
])('%s nested without end are refused and do not end the process', (_, text) => {
  expect(problemsOf(text)).toEqual([
    expect.stringContaining('expected at most 32 levels of nesting, found more'),
  ]);
});

test('a text over the stated size is refused unread', () => {
  expect(problemsOf('a'.repeat(LARGEST_TEXT + 1))).toEqual([
    '1:1 : expected at most 16777216 characters, found 16777217; split the sheet',
  ]);
});
