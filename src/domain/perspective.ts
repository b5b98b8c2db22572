import { type Event, sideOf } from './event.ts';
import type { Source } from './source.ts';

export type Perspective = 'OWN_LOSSES' | 'OPPONENT_LOSSES' | 'BOTH_SIDES' | 'THIRD_PARTY';

/** Whose losses a source counts, by the side of the event that it speaks for. */
export function perspectiveOf(
  source: Pick<Source, 'party'>,
  victimParties: readonly string[],
  event: Pick<Event, 'sides'>,
): Perspective {
  const side = sideOf(event, source.party);
  if (side < 0 || victimParties.length === 0) return 'THIRD_PARTY';
  const own = victimParties.filter((party) => sideOf(event, party) === side).length;
  if (own === victimParties.length) return 'OWN_LOSSES';
  return own === 0 ? 'OPPONENT_LOSSES' : 'BOTH_SIDES';
}
