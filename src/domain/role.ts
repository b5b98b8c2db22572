import type { Claim } from './claim.ts';
import { ROLES, type Role } from './vocabulary.ts';

/** Who asks: the holder of a key, or nobody in particular, who may read. */
export interface Viewer {
  /** The key's name; what the record keeps as the actor. */
  readonly name: string;
  readonly role: Role;
  /** Whether a key was shown. */
  readonly known: boolean;
}

export const ANYBODY: Viewer = { name: 'anybody', role: 'READER', known: false };

export const isAtLeast = (viewer: Viewer, role: Role): boolean =>
  ROLES.indexOf(viewer.role) >= ROLES.indexOf(role);

/** What was never published, or should not have been recorded, is shown from CONTRIBUTOR up only. */
export const mayRead = (viewer: Viewer, claim: Pick<Claim, 'status'>): boolean =>
  claim.status === 'PUBLISHED' || claim.status === 'RETRACTED' || isAtLeast(viewer, 'CONTRIBUTOR');
