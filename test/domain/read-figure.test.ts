import { describe, expect, test } from 'vitest';
import { LARGEST_FIGURE } from '../../src/domain/figure.ts';
import { readFigure, readFigureOr } from '../../src/domain/read-figure.ts';
import type { FigureQualifier } from '../../src/domain/vocabulary.ts';

type Row = readonly [words: string, min: number, max: number | null, rule: string];

const TABLE: readonly (readonly [FigureQualifier, readonly Row[]])[] = [
  [
    'EXACT',
    [
      ['three', 3, 3, 'exact'],
      ['3', 3, 3, 'exact'],
      ['a', 1, 1, 'exact'],
      ['an', 1, 1, 'exact'],
      ['one', 1, 1, 'exact'],
      ['a single', 1, 1, 'exact'],
      ['both', 2, 2, 'exact'],
      ['no', 0, 0, 'exact'],
      ['none', 0, 0, 'exact'],
      ['a dozen', 12, 12, 'exact'],
      ['two dozen', 24, 24, 'exact'],
      ['1,200', 1200, 1200, 'exact'],
      ['1.2 thousand', 1200, 1200, 'exact'],
      ['2 million', 2_000_000, 2_000_000, 'exact'],
      ['100,000,000', LARGEST_FIGURE, LARGEST_FIGURE, 'exact'],
      ['exactly 7', 7, 7, 'exact'],
      ['a total of 208', 208, 208, 'exact'],
    ],
  ],
  [
    'AT_LEAST',
    [
      ['at least 20', 20, null, 'at-least'],
      ['15 or more', 15, null, 'at-least'],
      ['15+', 15, null, 'at-least'],
      ['15 +', 15, null, 'at-least'],
      ['one or more', 1, null, 'at-least'],
      ['a minimum of 4', 4, null, 'at-least'],
      ['no fewer than six', 6, null, 'at-least'],
      ['no less than six', 6, null, 'at-least'],
      ['not less than six', 6, null, 'at-least'],
      ['at least two dozen', 24, null, 'at-least'],
      ['at least 0', 0, null, 'at-least'],
    ],
  ],
  [
    'MORE_THAN',
    [
      ['more than 15', 16, null, 'more-than'],
      ['over 100', 101, null, 'more-than'],
      ['upwards of 50', 51, null, 'more-than'],
      ['exceeding 50', 51, null, 'more-than'],
      ['in excess of 50', 51, null, 'more-than'],
      ['more than a dozen', 13, null, 'more-than'],
    ],
  ],
  [
    'AT_MOST',
    [
      ['up to 20', 1, 20, 'up-to'],
      ['as many as 20', 1, 20, 'up-to'],
      ['up to one', 1, 1, 'up-to'],
      ['at most 20', 0, 20, 'at-most'],
      ['no more than 20', 0, 20, 'at-most'],
      ['not more than 20', 0, 20, 'at-most'],
      ['a maximum of 20', 0, 20, 'at-most'],
      ['20 or fewer', 0, 20, 'at-most'],
      ['20 or less', 0, 20, 'at-most'],
      ['at most 0', 0, 0, 'at-most'],
    ],
  ],
  [
    'LESS_THAN',
    [
      ['less than 20', 0, 19, 'less-than'],
      ['fewer than 20', 0, 19, 'less-than'],
      ['under 20', 0, 19, 'less-than'],
      ['below 20', 0, 19, 'less-than'],
      ['fewer than one', 0, 0, 'less-than'],
    ],
  ],
  [
    'ABOUT',
    [
      ['about 100', 90, 110, 'about'],
      ['around 15', 13, 17, 'about'],
      ['some 20', 18, 22, 'about'],
      ['roughly 1', 0, 2, 'about'],
      ['approximately 1,200', 1080, 1320, 'about'],
      ['an estimated 3', 2, 4, 'about'],
      ['about a dozen', 10, 14, 'about'],
      ['20 or so', 18, 22, 'about'],
      ['half a dozen', 5, 7, 'half-a-dozen'],
      ['half-a-dozen', 5, 7, 'half-a-dozen'],
      ['a half-dozen', 5, 7, 'half-a-dozen'],
      ['about half a dozen', 5, 7, 'half-a-dozen'],
      ['nearly half a dozen', 5, 7, 'half-a-dozen'],
      ['nearly 100', 90, 100, 'nearly'],
      ['almost 15', 13, 15, 'nearly'],
      ['close to 1', 0, 1, 'nearly'],
    ],
  ],
  [
    'RANGE',
    [
      ['between 10 and 15', 10, 15, 'range'],
      ['between three and five', 3, 5, 'range'],
      ['between 10 to 15', 10, 15, 'range'],
      ['between 10-15', 10, 15, 'range'],
      ['three to five', 3, 5, 'range'],
      ['three or four', 3, 4, 'range'],
      ['10 or 15', 10, 15, 'range'],
      ['3-5', 3, 5, 'range'],
      ['3–5', 3, 5, 'range'],
      ['3 — 5', 3, 5, 'range'],
      ['1,200-1,500', 1200, 1500, 'range'],
      ['three-five', 3, 5, 'range'],
      ['twenty-five-thirty', 25, 30, 'range'],
      ['between one hundred and one hundred and five', 100, 105, 'range'],
      ['between one hundred and five and two hundred', 105, 200, 'range'],
      ['a hundred to two hundred', 100, 200, 'range'],
      ['three to a dozen', 3, 12, 'range'],
      ['two thousand to three thousand', 2000, 3000, 'range'],
      ['0 to 5 thousand', 0, 5000, 'range'],
    ],
  ],
  [
    'VAGUE',
    [
      ['a couple', 2, null, 'vague-couple'],
      ['a couple of', 2, null, 'vague-couple'],
      ['a few', 2, null, 'vague-few'],
      ['several', 3, null, 'vague-several'],
      ['a number of', 2, null, 'vague-number'],
      ['many', 3, null, 'vague-many'],
      ['tens', 20, null, 'vague-tens'],
      ['dozens', 24, null, 'vague-dozens'],
      ['dozens of', 24, null, 'vague-dozens'],
      ['several dozen', 36, null, 'vague-several-dozen'],
      ['scores', 40, null, 'vague-scores'],
      ['hundreds', 200, null, 'vague-hundreds'],
      ['thousands', 2000, null, 'vague-thousands'],
      ['tens of thousands', 20_000, null, 'vague-tens-of-thousands'],
      ['a few dozen', 24, null, 'vague-few-dozen'],
      ['a couple of dozen', 24, null, 'vague-couple-dozen'],
      ['a few hundred', 200, null, 'vague-few-hundred'],
      ['a couple of hundred', 200, null, 'vague-couple-hundred'],
      ['several hundred', 300, null, 'vague-several-hundred'],
      ['a few thousand', 2000, null, 'vague-few-thousand'],
      ['a couple of thousand', 2000, null, 'vague-couple-thousand'],
      ['several thousand', 3000, null, 'vague-several-thousand'],
      ['hundreds of thousands', 200_000, null, 'vague-hundreds-of-thousands'],
      ['millions', 2_000_000, null, 'vague-millions'],
      ['tens of millions', 20_000_000, null, 'vague-tens-of-millions'],
      ['at least dozens', 24, null, 'vague-dozens'],
      ['more than several dozen', 36, null, 'vague-several-dozen'],
      ['about a few hundred', 200, null, 'vague-few-hundred'],
      ['nearly dozens', 24, null, 'vague-dozens'],
      ['some dozens', 24, null, 'vague-dozens'],
      ['dozens or more', 24, null, 'vague-dozens'],
      ['at least half a dozen', 5, null, 'half-a-dozen'],
      ['more than half a dozen', 5, null, 'half-a-dozen'],
    ],
  ],
];

describe.each(TABLE)('%s', (qualifier, rows) => {
  test.each(rows)('%s is from %i to %s by the rule %s', (words, min, max, rule) => {
    expect(readFigure(words)).toEqual({ min, max, qualifier, best: null, wording: words, rule });
  });
});

describe('a trailing "more" or "others" is dropped', () => {
  test.each<Row>([
    ['dozens more', 24, null, 'vague-dozens'],
    ['six others', 6, 6, 'exact'],
    ['three more', 3, 3, 'exact'],
    ['at least 20 others', 20, null, 'at-least'],
    ['a couple more', 2, null, 'vague-couple'],
    ['a number of others', 2, null, 'vague-number'],
    ['three or four others', 3, 4, 'range'],
    ['15 or more others', 15, null, 'at-least'],
  ])('%s is from %i to %s', (words, min, max, rule) => {
    expect(readFigure(words)).toMatchObject({ min, max, rule, wording: words });
  });

  test.each(['no more', 'none more', 'no others', 'some more', 'more', 'others', 'a more', 'or more'])(
    '%j is no figure',
    (words) => expect(readFigure(words)).toBeNull(),
  );
});

test('the wording is kept as given, trimmed, however the words are written', () => {
  const written = '  “At\u00a0 LEAST\n Twenty‑One” ';
  expect(readFigure(written)).toEqual({
    min: 21,
    max: null,
    qualifier: 'AT_LEAST',
    best: null,
    wording: '“At\u00a0 LEAST\n Twenty‑One”',
    rule: 'at-least',
  });
});

describe('quotation marks are passed over only as a pair around the words', () => {
  test.each(['"3"', "'3'", '“3”', '‘3’', '«3»', '“ 3 ”'])('%s is 3', (words) => {
    expect(readFigure(words)).toMatchObject({ min: 3, max: 3 });
  });
  test.each(['“3', '3"', '“at least” 3', '"3\''])('%s is not read', (words) => {
    expect(readFigure(words)).toBeNull();
  });
});

describe('before a vague word, what is no floor is refused', () => {
  test.each([
    'up to hundreds',
    'as many as several',
    'at most a few',
    'no more than dozens',
    'less than dozens',
    'fewer than scores',
    'under a few hundred',
    'below thousands',
    'exactly dozens',
    'up to half a dozen',
    'less than half a dozen',
    'between several and 20',
    'dozens to hundreds',
    'dozens or hundreds',
  ])('%s', (words) => {
    expect(readFigure(words)).toBeNull();
  });
});

describe('words that could mean two figures are refused', () => {
  test.each([
    'two to three thousand',
    '3-5 million',
    'one or two hundred',
    'one or two dozen',
    'between one thousand and two hundred thousand',
    'a hundred to three hundred thousand',
  ])('%s', (words) => {
    expect(readFigure(words)).toBeNull();
  });
});

describe('words that the table does not know are refused', () => {
  test.each([
    '-3',
    '−3',
    '1.2',
    '1.2345 thousand',
    '1,20',
    'three civilians',
    '3 civilians',
    'dozens of families',
    'three.',
    'the',
    'some',
    'few',
    'all',
    'at least',
    'at least a',
    'fewer than a',
    'about no',
    'a or more',
    'at least at 85',
    'first',
    'about 0',
    'nearly zero',
    'at least about 20',
    'up to about 50',
    'about 20 to 30',
    'at least between 3 and 5',
    'up to 3-5',
    'more than 15 or 16',
    'between 3',
    'between 3 and',
    '3-',
    '3 to 5 to 7',
    '1-2-3',
    '1.5 to 2 million',
    'more than 15 fighters',
    'number',
    'constructor',
    '😀',
    '\u0000',
  ])('%j', (words) => {
    expect(readFigure(words)).toBeNull();
    expect(readFigureOr(words)).toEqual({
      problem: expect.stringMatching(
        /^No rule reads the words .*; mend the words or give bounds instead: \{ min, max \}$/s,
      ),
    });
  });
});

describe('a refusal names the words, says why and offers bounds', () => {
  test.each([
    ['', /are empty; mend the words or give bounds instead/],
    [' \n ', /are empty/],
    ['5 to 3', /"5 to 3" would allow from 5 to 3: expected a lower end below the upper one; .*bounds/],
    ['a hundred or two', /from 100 to 2/],
    ['3-3', /from 3 to 3/],
    ['up to 0', /from 1 to 0/],
    ['less than 0', /from 0 to -1/],
    ['100,000,001', /"100,000,001" allow more than 100000000, the largest figure; .*bounds/],
    ['more than 100 million', /largest figure/],
    ['about 100 million', /largest figure/],
    ['99999999999999999999999999', /largest figure/],
    ['three civilians', /"three civilians"/],
  ])('%j', (words, message) => {
    expect(readFigureOr(words)).toEqual({ problem: expect.stringMatching(message) });
  });

  test('and cuts long words short', () => {
    const result = readFigureOr('😀'.repeat(50_000));
    expect('problem' in result && result.problem).toContain(`"${'😀'.repeat(80)}…"`);
    expect('problem' in result && result.problem.length).toBeLessThan(400);
  });
});
