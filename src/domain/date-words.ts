import { type Instant, instantOf, type Period } from './time.ts';

const DAY = 24 * 3_600_000;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** A day in words: "24 April 2021" (UTC). */
export function dayWords(instant: Instant): string {
  const [year, month, day] = instant.slice(0, 10).split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}`;
}

/**
 * When something was said: "on 24 April 2021", "between 28 April 2021 and 30 April 2021". A window of a
 * day is named by its middle: a day in Qamishli begins on the evening before in UTC.
 */
export function windowWords({ from, to }: Period): string {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (end - start <= DAY) return `on ${dayWords(instantOf((start + end) / 2) ?? from)}`;
  return `between ${dayWords(from)} and ${dayWords(instantOf(end - 1) ?? to)}`;
}
