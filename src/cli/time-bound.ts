const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY = 86_400_000;

/** From when on: a date alone means the start of that UTC day; what is no date is passed on as it is. */
export function startBound(time: string | undefined): string | null {
  return time === undefined ? null : (dayFrom(time, 0) ?? time);
}

/** Until when: a date alone means the end of that UTC day; what is no date is passed on as it is. */
export function endBound(time: string | undefined): string | null {
  return time === undefined ? null : (dayFrom(time, DAY) ?? time);
}

function dayFrom(date: string, later: number): string | null {
  const start = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(start) ? null : new Date(start + later).toISOString();
}
