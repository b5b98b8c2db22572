import { describe, expect, test } from 'vitest';
import { readNumber, smallestScale } from '../../src/domain/number-words.ts';

describe('numbers that are read', () => {
  test.each<[string, number]>([
    ['0', 0],
    ['3', 3],
    ['1200', 1200],
    ['1,200', 1200],
    ['100,000,000', 100_000_000],
    ['1.2 thousand', 1200],
    ['20 thousand', 20_000],
    ['1,200 thousand', 1_200_000],
    ['2 million', 2_000_000],
    ['3.5 million', 3_500_000],
    ['0.07 million', 70_000],
    ['3 dozen', 36],
    ['5 hundred', 500],
    ['zero', 0],
    ['one', 1],
    ['nineteen', 19],
    ['twenty', 20],
    ['twenty-one', 21],
    ['ninety nine', 99],
    ['a dozen', 12],
    ['two dozen', 24],
    ['twenty-one dozen', 252],
    ['a hundred', 100],
    ['one hundred and five', 105],
    ['one hundred five', 105],
    ['a hundred and twenty-two', 122],
    ['twelve hundred', 1200],
    ['a thousand', 1000],
    ['one thousand and one', 1001],
    ['two thousand three hundred and four', 2304],
    ['two hundred thousand', 200_000],
    ['a hundred and two thousand', 102_000],
    ['three million two hundred thousand and six', 3_200_006],
    ['a million', 1_000_000],
    ['a hundred million', 100_000_000],
  ])('%s is %i', (words, number) => {
    expect(readNumber(words)).toBe(number);
  });
});

describe('words that are no whole number, or could be two', () => {
  test.each([
    '',
    ' ',
    'a',
    '-3',
    '+3',
    '007',
    '1.2',
    '1.0',
    '1.200',
    '1.2345 thousand',
    '1.0000001 million',
    '1.5 dozen',
    '1.5 hundred',
    '1,20',
    '12,00',
    '1,20,000',
    '1200,000',
    ',200',
    '0,200',
    '1 200',
    '3rd',
    '١٢',
    '1e3',
    '0x10',
    'hundred',
    'dozen',
    'a dozens',
    'one-hundred',
    'hundred and five',
    'one hundred and',
    'one and five',
    'one hundred two hundred',
    'hundred thousand hundred',
    'nineteen ninety',
    'twenty twenty',
    'twenty-eleven',
    'two thousand million thousand',
    'a one',
    'one a hundred',
    'a hundred dozen',
    'three civilians',
    'constructor',
    '__proto__',
  ])('%j', (words) => {
    expect(readNumber(words)).toBeNull();
  });
});

test('the smallest scale is what a range could leave out before its first number', () => {
  expect(smallestScale('three thousand')).toBe(1000);
  expect(smallestScale('two hundred thousand')).toBe(100);
  expect(smallestScale('3.5 million')).toBe(1_000_000);
  expect(smallestScale('two dozen')).toBe(12);
  expect(smallestScale('thirty-one')).toBeNull();
});
