import { type Instant, OPEN_END } from '../domain/time.ts';

/** That a row of revisions is the one that stands; at: as the record held it then. With standingParameters. */
export const stands = (alias: string, at: Instant | null): string =>
  at === null
    ? `${alias}.recorded_to = :open`
    : `${alias}.recorded_from <= :recordedBy AND ${alias}.recorded_to > :recordedBy`;

/** The same of a source: whoever is named by what was recorded then is there, clocks of several machines aside. */
export const sourceStands = (alias: string, at: Instant | null): string =>
  at === null
    ? `${alias}.recorded_to = :open`
    : `(${alias}.recorded_from <= :recordedBy OR ${alias}.revision = 1) AND ${alias}.recorded_to > :recordedBy`;

export const standingParameters = (at: Instant | null): Record<string, string> =>
  at === null ? { open: OPEN_END } : { recordedBy: at };
