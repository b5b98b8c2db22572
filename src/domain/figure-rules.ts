import type { Bounds } from './figure.ts';
import type { FigureQualifier } from './vocabulary.ts';

/** Words around one number, "more than n" or "n or more". The ids stay on recorded claims: never rename one. */
export interface NumberRule {
  readonly id: string;
  readonly qualifier: FigureQualifier;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What the words with this number allow; null where they say nothing that a figure can hold. */
  readonly bounds: (n: number) => Bounds | null;
}

/** Words that stand for a number by convention alone, "dozens". */
export interface LooseWords {
  readonly id: string;
  readonly qualifier: 'ABOUT' | 'VAGUE';
  readonly words: readonly string[];
  readonly bounds: Bounds;
}

const about = (n: number): Bounds => ({ min: Math.floor((n * 9) / 10), max: Math.ceil((n * 11) / 10) });

/** The number alone, and the words that say no more than that. */
export const EXACT: NumberRule = {
  id: 'exact',
  qualifier: 'EXACT',
  before: ['exactly', 'a total of'],
  after: [],
  bounds: (n) => ({ min: n, max: n }),
};

export const NUMBER_RULES: readonly NumberRule[] = [
  EXACT,
  {
    id: 'at-least',
    qualifier: 'AT_LEAST',
    before: ['at least', 'a minimum of', 'no fewer than', 'no less than', 'not less than'],
    after: [' or more', '+', ' +'],
    bounds: (n) => ({ min: n, max: null }),
  },
  {
    id: 'more-than',
    qualifier: 'MORE_THAN',
    before: ['more than', 'over', 'upwards of', 'exceeding', 'in excess of'],
    after: [],
    bounds: (n) => ({ min: n + 1, max: null }),
  },
  {
    id: 'up-to',
    qualifier: 'AT_MOST',
    before: ['up to', 'as many as'],
    after: [],
    bounds: (n) => ({ min: 1, max: n }),
  },
  {
    id: 'at-most',
    qualifier: 'AT_MOST',
    before: ['at most', 'no more than', 'not more than', 'a maximum of'],
    after: [' or fewer', ' or less'],
    bounds: (n) => ({ min: 0, max: n }),
  },
  {
    id: 'less-than',
    qualifier: 'LESS_THAN',
    before: ['less than', 'fewer than', 'under', 'below'],
    after: [],
    bounds: (n) => ({ min: 0, max: n - 1 }),
  },
  {
    id: 'about',
    qualifier: 'ABOUT',
    before: ['about', 'around', 'some', 'roughly', 'approximately', 'an estimated'],
    after: [' or so'],
    // A tenth of nothing is nothing, but "about 0" is not that firm.
    bounds: (n) => (n === 0 ? null : about(n)),
  },
  {
    id: 'nearly',
    qualifier: 'ABOUT',
    before: ['nearly', 'almost', 'close to'],
    after: [],
    bounds: (n) => (n === 0 ? null : { min: about(n).min, max: n }),
  },
];

/** Two numbers: "between a and b", "a to b", "a-b", "a or b". */
export const RANGE = {
  id: 'range',
  qualifier: 'RANGE',
  separators: [' to ', ' or ', '-'],
  afterBetween: [' and ', ' to ', '-'],
} as const;

/**
 * Words that are a number only when they stand alone: a rule before them would read the start of something
 * longer ("fewer than a dozen"), and what trails them would too ("no more than 5").
 */
export const LONE_NUMBERS: ReadonlyMap<string, number> = new Map([
  ['a', 1],
  ['an', 1],
  ['a single', 1],
  ['both', 2],
  ['no', 0],
  ['none', 0],
]);

const floor = (id: string, min: number, ...words: string[]): LooseWords => ({
  id: `vague-${id}`,
  qualifier: 'VAGUE',
  words,
  bounds: { min, max: null },
});

/** Of those with one min, the first is the canonical wording. */
export const LOOSE_WORDS: readonly LooseWords[] = [
  {
    id: 'half-a-dozen',
    qualifier: 'ABOUT',
    words: ['half a dozen', 'half-a-dozen', 'a half dozen', 'a half-dozen'],
    bounds: about(6),
  },
  floor('few', 2, 'a few'),
  floor('couple', 2, 'a couple'),
  floor('number', 2, 'a number of'),
  floor('several', 3, 'several'),
  floor('many', 3, 'many'),
  floor('tens', 20, 'tens'),
  floor('dozens', 24, 'dozens'),
  floor('few-dozen', 24, 'a few dozen'),
  floor('couple-dozen', 24, 'a couple dozen', 'a couple of dozen'),
  floor('several-dozen', 36, 'several dozen', 'several dozens'),
  floor('scores', 40, 'scores'),
  floor('hundreds', 200, 'hundreds'),
  floor('few-hundred', 200, 'a few hundred'),
  floor('couple-hundred', 200, 'a couple hundred', 'a couple of hundred'),
  floor('several-hundred', 300, 'several hundred', 'several hundreds'),
  floor('thousands', 2000, 'thousands'),
  floor('few-thousand', 2000, 'a few thousand'),
  floor('couple-thousand', 2000, 'a couple thousand', 'a couple of thousand'),
  floor('several-thousand', 3000, 'several thousand', 'several thousands'),
  floor('tens-of-thousands', 20_000, 'tens of thousands'),
  floor('hundreds-of-thousands', 200_000, 'hundreds of thousands'),
  floor('millions', 2_000_000, 'millions'),
  floor('tens-of-millions', 20_000_000, 'tens of millions'),
];
