import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalWording } from '../../src/domain/canonical-wording.ts';
import { LARGEST_FIGURE } from '../../src/domain/figure.ts';
import { contains } from '../../src/domain/figure-relation.ts';
import { LONE_NUMBERS, LOOSE_WORDS, NUMBER_RULES, RANGE } from '../../src/domain/figure-rules.ts';
import { readNumber } from '../../src/domain/number-words.ts';
import { readFigure, readFigureOr } from '../../src/domain/read-figure.ts';

const number = fc.oneof(fc.nat(30), fc.nat(2000), fc.nat(80_000_000));
const forms = NUMBER_RULES.flatMap(({ before, after }) => [
  ...before.map((form) => (n: string) => `${form} ${n}`),
  ...after.map((form) => (n: string) => `${n}${form}`),
]);
const loose = fc.constantFrom(...LOOSE_WORDS.flatMap(({ words }) => words));
const numberWords = number.chain((n) => fc.constantFrom(`${n}`, grouped(n), spelled(n)));

/** Some words of every kind that the table knows, and many that it refuses. */
const phrase = fc.oneof(
  fc.constantFrom(...LONE_NUMBERS.keys()),
  numberWords,
  loose,
  fc.tuple(fc.constantFrom(...forms), fc.oneof(numberWords, loose)).map(([form, n]) => form(n)),
  fc
    .tuple(numberWords, fc.constantFrom(...RANGE.separators), numberWords)
    .map(([a, separator, b]) => `${a}${separator}${b}`),
);

describe('an interval is never tighter than the words', () => {
  const admits: readonly (readonly [string, (n: number, true_: number) => boolean])[] = [
    ['exactly', (n, count) => count === n],
    ['at least', (n, count) => count >= n],
    ['no fewer than', (n, count) => count >= n],
    ['more than', (n, count) => count > n],
    ['over', (n, count) => count > n],
    ['up to', (n, count) => count >= 1 && count <= n],
    ['at most', (n, count) => count <= n],
    ['no more than', (n, count) => count <= n],
    ['less than', (n, count) => count < n],
    ['fewer than', (n, count) => count < n],
    ['about', (n, count) => Math.abs(count - n) <= n / 10],
    ['some', (n, count) => Math.abs(count - n) <= n / 10],
    ['nearly', (n, count) => count <= n && n - count <= n / 10],
  ];

  test.each(admits)('of "%s n", with n in numerals or words', (form, admitted) => {
    fc.assert(
      fc.property(number, fc.integer({ min: -300, max: 300 }), fc.nat(LARGEST_FIGURE), (n, offset, far) => {
        for (const written of [`${n}`, grouped(n), spelled(n)]) {
          const figure = readFigure(`${form} ${written}`);
          if (figure === null) {
            expect(n).toBe(0);
            continue;
          }
          for (const count of [n - 1, n, n + 1, Math.max(0, n + offset), far]) {
            if (count >= 0 && admitted(n, count))
              expect(contains(figure, { min: count, max: count })).toBe(true);
          }
        }
      }),
    );
  });

  test('of a range, whatever stands between its ends', () => {
    const separators = [...RANGE.separators, ' and '] as const;
    fc.assert(
      fc.property(number, number, fc.constantFrom(...separators), (a, b, separator) => {
        fc.pre(a !== b);
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const words = `${separator === ' and ' ? 'between ' : ''}${min}${separator}${max}`;
        expect(readFigure(words)).toMatchObject({ min, max, qualifier: 'RANGE' });
      }),
    );
  });

  test('of a range in words, which is refused or has both ends', () => {
    fc.assert(
      fc.property(number, number, fc.constantFrom(' ', ' and '), (a, b, and) => {
        fc.pre(a !== b);
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        const figure = readFigure(`between ${spelled(min, and)} and ${spelled(max, and)}`);
        if (figure !== null) expect(figure).toMatchObject({ min, max });
      }),
    );
  });

  test('of vague words, which no qualifier makes firmer', () => {
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.constantFrom(...LOOSE_WORDS), (form, { words, bounds }) => {
        for (const word of words) {
          const figure = readFigure(form(word));
          if (figure !== null) expect(contains(figure, bounds)).toBe(true);
        }
      }),
    );
  });
});

test('every number is read in numerals, grouped numerals and words alike', () => {
  fc.assert(
    fc.property(fc.nat(LARGEST_FIGURE), (n) => {
      expect([`${n}`, grouped(n), spelled(n), spelled(n, ' and ')].map(readNumber)).toEqual([n, n, n, n]);
    }),
  );
});

test('the canonical wording of what some words say is read as the same figure', () => {
  let read = 0;
  fc.assert(
    fc.property(phrase, (words) => {
      const figure = readFigure(words);
      fc.pre(figure !== null);
      read += 1;
      const { min, max, qualifier } = figure;
      const canonical = canonicalWording(figure);
      expect(canonical).not.toBeNull();
      expect(readFigure(canonical ?? '')).toMatchObject({ min, max, qualifier });
    }),
    { numRuns: 2000 },
  );
  expect(read).toBeGreaterThanOrEqual(2000);
});

test('no words and no rule ids stand twice in the table', () => {
  const known = [...NUMBER_RULES.flatMap(({ before, after }) => [...before, ...after])];
  const vague = [...LOOSE_WORDS.flatMap(({ words }) => words), ...LONE_NUMBERS.keys()];
  expect(new Set(known).size).toBe(known.length);
  expect(new Set(vague).size).toBe(vague.length);
  expect(vague.filter((words) => readNumber(words) !== null)).toEqual([]);
  const ids = [...NUMBER_RULES, ...LOOSE_WORDS, RANGE].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('any text at all', () => {
  test('is read or refused, and never throws', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            'a',
            'two',
            'hundred',
            'and',
            'to',
            'or',
            '-',
            '–',
            'more',
            'dozen',
            '3',
            '1,2',
            '.',
            '+',
            ' ',
          ),
          { maxLength: 40 },
        )
        .map((words) => words.join(' ')),
      phrase,
    );
    fc.assert(
      fc.property(text, (words) => {
        const result = readFigureOr(words);
        if ('problem' in result) {
          expect(result.problem).toContain('bounds');
          return;
        }
        const { min, max } = result.figure;
        expect(Number.isInteger(min) && min >= 0 && min <= LARGEST_FIGURE).toBe(true);
        expect(max === null || (Number.isInteger(max) && max >= min && max <= LARGEST_FIGURE)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    'one or ',
    'one-',
    ' ',
    '"',
    '1',
    '1,000',
    'between one and ',
    'a hundred ',
    ' more',
    'twenty-',
    '\u00a0-\u00a0',
    'of ',
  ])('of 100 KB of %j is answered at once', (unit) => {
    const words = unit.repeat(Math.ceil(100_000 / unit.length));
    const begun = performance.now();
    for (const text of [words, `3${words}3`, `"${words}"`]) expect(readFigure(text)).toBeNull();
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});

function grouped(n: number): string {
  return n.toLocaleString('en-US');
}

const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function spelled(n: number, and = ' '): string {
  if (n < 20) return ONES[n] ?? '';
  if (n < 100) return (TENS[Math.floor(n / 10)] ?? '') + (n % 10 ? `-${ONES[n % 10]}` : '');
  const [scale, name] = n >= 1e6 ? [1e6, 'million'] : n >= 1000 ? [1000, 'thousand'] : [100, 'hundred'];
  const rest = n % scale;
  const head = `${spelled(Math.floor(n / scale), and)} ${name}`;
  return rest === 0 ? head : head + (rest < 100 ? and : ' ') + spelled(rest, and);
}
