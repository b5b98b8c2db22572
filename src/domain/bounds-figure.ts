import { type Bounds, type Figure, LARGEST_FIGURE } from './figure.ts';
import type { BoundsInput } from './input.ts';
import type { Problem } from './refusal.ts';
import type { FigureQualifier } from './vocabulary.ts';

/** A figure of bounds that a recorder gives, or every problem with them; a problem's field is one of the input's. */
export function figureFromBounds(
  input: BoundsInput,
): { readonly figure: Figure } | { readonly problems: readonly Problem[] } {
  const bounds: Bounds = { min: input.min, max: input.max ?? null };
  const best = input.best ?? null;
  const qualifier = input.qualifier ?? defaultQualifier(bounds);
  const numbers = { min: bounds.min, max: bounds.max, best };
  const outOfPlace = Object.entries(numbers).flatMap(([field, value]) => numberProblem(field, value));
  const problems = outOfPlace.length > 0 ? outOfPlace : boundsProblems(bounds, best, qualifier);
  if (problems.length > 0) return { problems };
  return { figure: { ...bounds, qualifier, best, wording: input.wording?.trim() || null, rule: null } };
}

function defaultQualifier({ min, max }: Bounds): FigureQualifier {
  if (max === null) return 'AT_LEAST';
  return min === max ? 'EXACT' : 'RANGE';
}

function numberProblem(field: string, value: number | null): Problem[] {
  if (value === null || (Number.isInteger(value) && value >= 0 && value <= LARGEST_FIGURE)) return [];
  return [{ field, message: `expected a whole number from 0 to ${LARGEST_FIGURE}, got ${value}` }];
}

function boundsProblems({ min, max }: Bounds, best: number | null, qualifier: FigureQualifier): Problem[] {
  if (max !== null && min > max) {
    return [
      {
        field: 'min',
        message: `expected at most the max, ${max}, got ${min}; leave max out where there is none`,
      },
    ];
  }
  const problems: Problem[] = [];
  if (best !== null && (best < min || (max !== null && best > max))) {
    const range = max === null ? `of at least ${min}` : `from ${min} to ${max}`;
    problems.push({ field: 'best', message: `expected a number within the bounds, ${range}, got ${best}` });
  }
  const { expected, fits } = QUALIFIER_BOUNDS[qualifier];
  if (!fits(min, max)) {
    const message = `${qualifier} needs ${expected}, got min ${min} and ${max === null ? 'no max' : `max ${max}`}; leave the qualifier out to take it from the bounds`;
    problems.push({ field: 'qualifier', message });
  }
  return problems;
}

/** VAGUE takes any: some coders read "dozens" as 12 to 24. ABOUT too may be read more widely than by a tenth. */
const QUALIFIER_BOUNDS: Record<
  FigureQualifier,
  { readonly expected: string; readonly fits: (min: number, max: number | null) => boolean }
> = {
  EXACT: { expected: 'min and max to be the same', fits: (min, max) => min === max },
  AT_LEAST: { expected: 'no max', fits: (_, max) => max === null },
  MORE_THAN: { expected: 'a min of 1 or more and no max', fits: (min, max) => min >= 1 && max === null },
  AT_MOST: { expected: 'a min of 0 or 1 and a max', fits: (min, max) => min <= 1 && max !== null },
  LESS_THAN: { expected: 'a min of 0 and a max', fits: (min, max) => min === 0 && max !== null },
  ABOUT: { expected: 'a max', fits: (_, max) => max !== null },
  RANGE: { expected: 'a max above min', fits: (min, max) => max !== null && min < max },
  VAGUE: { expected: 'any bounds', fits: () => true },
};
