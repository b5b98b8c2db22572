import type { TimePrecision } from './vocabulary.ts';

/** An instant as fixed-width RFC 3339 UTC text with milliseconds, so that text order is time order. */
export type Instant = string;

/** Every period is [from, to). */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** The end of what is still so. */
export const OPEN_END: Instant = '9999-12-31T23:59:59.999Z';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How long after the instant given the thing may have been; MONTH and YEAR are the longest of their kind. */
const LENGTH: Record<TimePrecision, number> = {
  MINUTE,
  HOUR: 60 * MINUTE,
  DAY,
  MONTH: 31 * DAY,
  YEAR: 366 * DAY,
};

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * RFC 3339 with an offset to an instant; null where the text is none (no offset, 30 February, 24:00, a leap second).
 * Digits past the milliseconds are cut off.
 */
export function parseInstant(text: string): Instant | null {
  const match = INSTANT.exec(text);
  if (!match) return null;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction = '',
    sign,
    offsetHours = '0',
    offsetMinutes = '0',
  ] = match;
  if (Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const local = new Date(`${year}-${month}-${day}T00:00:00.000Z`);
  if (Number.isNaN(local.getTime()) || local.getUTCDate() !== Number(day)) return null;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes)) * MINUTE;
  const time =
    local.getTime() +
    (Number(hour) * 60 + Number(minute)) * MINUTE +
    Number(second) * 1000 +
    milliseconds -
    offset;
  return instantOf(time);
}

/** A date alone, as the first instant of that UTC day; null where the text is none. */
export function parseDate(text: string): Instant | null {
  return DATE.test(text) ? parseInstant(`${text}T00:00:00Z`) : null;
}

/** A date alone as a bound: the end of that UTC day. An instant as a bound: itself. */
export function parseBound(text: string): Instant | null {
  const day = parseDate(text);
  return day === null ? parseInstant(text) : after(day, 'DAY');
}

/** The end of the window of something that was at `from`, known to this precision. */
export function after(from: Instant, precision: TimePrecision): Instant {
  return instantOf(Date.parse(from) + LENGTH[precision]) ?? OPEN_END;
}

/** Of milliseconds since 1970; null outside the years 0001 to 9999. */
export function instantOf(time: number): Instant | null {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString();
  return text.length === OPEN_END.length && text >= '0001' && text < OPEN_END ? text : null;
}

/** Whether a ends before b begins. */
export const endsBefore = (a: Period, b: Period): boolean => a.to <= b.from;
