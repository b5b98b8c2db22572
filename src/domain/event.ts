import type { Instant } from './time.ts';
import type { TimePrecision } from './vocabulary.ts';

export interface Place {
  readonly name: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** UCDP: side A, side B. Parties (slugs) of one side are allies in this event. */
export interface Side {
  readonly label: string | null;
  readonly parties: readonly string[];
}

export interface Event {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly precision: TimePrecision;
  readonly place: Place | null;
  readonly sides: readonly Side[];
  readonly parent: string | null;
}

/** Which side of the event a party fights on; -1 where on none. */
export const sideOf = (event: Pick<Event, 'sides'>, party: string | null): number =>
  party === null ? -1 : event.sides.findIndex((side) => side.parties.includes(party));

/** Of published claims, as of now, reading CUMULATIVE. */
export interface EventSummary {
  readonly claims: number;
  readonly sources: number;
  readonly reports: number;
  readonly contradictedQuestions: number;
  readonly lastAssertedAt: Instant | null;
  readonly lastRecordedAt: Instant | null;
}
