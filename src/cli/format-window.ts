const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * When something was said, [from, until): "2021-04-24", "2021-04-28 to 2021-04-30", "2021-04-24 10:00 UTC".
 * A window of whole days begins at somebody's midnight, so it is named by their days: in Qamishli the 24th
 * begins at 21:00 UTC on the 23rd.
 */
export function formatWindow(from: string, until: string): string {
  const [start, end] = [Date.parse(from), Date.parse(until)];
  const length = end - start;
  if (length > 0 && length % DAY === 0) {
    const midnight = Math.round(start / DAY) * DAY;
    return span(day(midnight), day(midnight + length - DAY));
  }
  const [first, last] = [minute(start), minute(length > MINUTE ? end : start)];
  return `${span(first, last.startsWith(day(start)) && last !== first ? last.slice(11) : last)} UTC`;
}

/** A bound in time: "the end of 2021-04-24 UTC" at midnight, else the instant. */
export function formatBound(instant: string): string {
  const time = Date.parse(instant);
  return time % DAY === 0 ? `the end of ${day(time - DAY)} UTC` : instant;
}

/** An instant's day, UTC. */
export const formatDay = (instant: string): string => day(Date.parse(instant));

const span = (first: string, last: string): string => (first === last ? first : `${first} to ${last}`);
const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
const minute = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');
