import { z } from 'zod';
import { MOST_ENTRIES } from '../domain/long-lists.ts';
import { isSlug } from '../domain/slug.ts';
import { type Instant, parseBound, parseDate, parseInstant } from '../domain/time.ts';
import { TIME_PRECISIONS } from '../domain/vocabulary.ts';
import { described } from './described.ts';
import { isUnnamed } from './unnamed.ts';

const SLUG_RULE = 'expected letters, digits, -, _ or ., at most 100, a letter or digit first';
const TIME_RULE = 'expected a day (2021-04-24) or an instant with its offset (2021-04-24T10:00:00+03:00)';

const readTime = (parse: (text: string) => Instant | null) =>
  z.string().transform((text, context): Instant => {
    const instant = parse(text);
    if (instant !== null) return instant;
    context.addIssue({ code: 'custom', message: `${TIME_RULE}, found ${described(text)}` });
    return z.NEVER;
  });

/** A day alone is that UTC day's first instant. */
export const time = () => readTime((text) => parseDate(text) ?? parseInstant(text));

/** The exclusive end of a period; a day alone is the end of that UTC day. */
export const end = () => readTime(parseBound);

export const precision = () => z.enum(TIME_PRECISIONS).default('DAY');

/** A name of its own, or of another entry here or in the record. */
export const slug = () =>
  z.string().refine(isSlug, { error: ({ input }) => `${SLUG_RULE}, found ${described(input)}` });

export const slugs = (most: number = MOST_ENTRIES) => z.array(slug()).max(most).default([]);

/** The slug of a source, or the word for the report's unnamed ones. */
export const speaker = () =>
  z.string().refine((text) => isUnnamed(text) || isSlug(text), {
    error: ({ input }) =>
      `${SLUG_RULE}, or unnamed, unnamed/2, … for sources that the report does not name; found ${described(input)}`,
  });
