import type { Claim } from './claim.ts';
import { ROLES, type Role } from './vocabulary.ts';

/** Who asks: the holder of a key, or nobody in particular, who may read. */
export interface Viewer {
  /** The key's name; what the record keeps as the actor. */
  readonly name: string;
  readonly role: Role;
  /** Whether a key was shown. */
  readonly known: boolean;
  /** The id of the key as it is kept; null: none was shown, or the operator's own. */
  readonly key: string | null;
  /** Slugs of the events where the role holds, elsewhere a READER's does; null: it holds everywhere. */
  readonly events: readonly string[] | null;
}

export const ANYBODY: Viewer = { name: 'anybody', role: 'READER', known: false, key: null, events: null };

/** event: for what belongs to it. Left out: wherever the viewer's role holds. */
export const isAtLeast = (viewer: Viewer, role: Role, event?: string): boolean =>
  ROLES.indexOf(event === undefined || isOf(viewer, event) ? viewer.role : 'READER') >= ROLES.indexOf(role);

/** Whether the viewer's role holds for the event. */
export const isOf = ({ events }: Viewer, event: string): boolean => events?.includes(event) ?? true;

/** What was never published, or should not have been recorded, is shown from CONTRIBUTOR up only. */
export const mayRead = (viewer: Viewer, { status, event }: Pick<Claim, 'status' | 'event'>): boolean =>
  isPublic(status) || isAtLeast(viewer, 'CONTRIBUTOR', event);

/** Whether every reader may read claims of this status. */
export const isPublic = (status: Claim['status']): boolean =>
  status === 'PUBLISHED' || status === 'RETRACTED';
