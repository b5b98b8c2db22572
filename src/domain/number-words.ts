const ONES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

const BELOW_HUNDRED = new Map<string, number>([
  ...ONES.map((word, index): [string, number] => [word, index + 1]),
  ...TEENS.map((word, index): [string, number] => [word, index + 10]),
  ...TENS.flatMap((word, index): [string, number][] => {
    const tens = (index + 2) * 10;
    return [
      [word, tens],
      ...ONES.flatMap((one, unit): [string, number][] => [
        [`${word}-${one}`, tens + unit + 1],
        [`${word} ${one}`, tens + unit + 1],
      ]),
    ];
  }),
]);

const SCALES: readonly (readonly [string, number])[] = [
  ['million', 1_000_000],
  ['thousand', 1000],
  ['hundred', 100],
];
const SCALE_VALUES = new Map([...SCALES, ['dozen', 12] as const]);

/** No leading zeros; commas group by three or not at all, so that "1,20" is not taken for 120. */
const NUMERAL =
  /^(0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,6}))?(?: (dozen|hundred|thousand|million))?$/;

/**
 * A whole number in numerals or English words: "1,200", "1.2 thousand", "two dozen", "one hundred and five".
 * Takes lower case with single spaces; null where the words are no such number. May exceed the largest figure.
 */
export function readNumber(words: string): number | null {
  if (words === 'zero') return 0;
  return readNumeral(words) ?? readDozens(words) ?? readCardinal(words);
}

/** The smallest number that the words multiply by: 1,000 of "three thousand", 100 of "two hundred thousand". */
export function smallestScale(words: string): number | null {
  const scales = words.split(' ').flatMap((word) => SCALE_VALUES.get(word) ?? []);
  return scales.length === 0 ? null : Math.min(...scales);
}

function readNumeral(words: string): number | null {
  const match = NUMERAL.exec(words);
  if (!match) return null;
  const [, whole = '', fraction = '', scale] = match;
  // A fraction without a scale is either no count or thousands written the continental way: "1.200".
  if (fraction !== '' && scale !== 'thousand' && scale !== 'million') return null;
  const digits = Number(whole.replaceAll(',', '') + fraction);
  const value = (digits * (SCALE_VALUES.get(scale ?? '') ?? 1)) / 10 ** fraction.length;
  return Number.isInteger(value) ? value : null;
}

function readDozens(words: string): number | null {
  if (!words.endsWith(' dozen')) return null;
  const count = readMultiplier(words.slice(0, -' dozen'.length));
  return count === null || count > 99 ? null : count * 12;
}

function readCardinal(words: string): number | null {
  const small = BELOW_HUNDRED.get(words);
  if (small !== undefined) return small;
  for (const [name, scale] of SCALES) {
    const at = `${words} `.indexOf(` ${name} `);
    if (at < 0) continue;
    const multiplier = readMultiplier(words.slice(0, at));
    const remainder = readRemainder(words.slice(at + name.length + 2));
    if (multiplier === null || remainder === null) return null;
    return multiplier < scale && remainder < scale ? multiplier * scale + remainder : null;
  }
  return null;
}

function readMultiplier(words: string): number | null {
  return words === 'a' ? 1 : readCardinal(words);
}

function readRemainder(words: string): number | null {
  if (words === '') return 0;
  return words.startsWith('and ')
    ? (BELOW_HUNDRED.get(words.slice('and '.length)) ?? null)
    : readCardinal(words);
}
