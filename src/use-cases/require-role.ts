import { Refusal } from '../domain/refusal.ts';
import { isAtLeast, isOf, type Viewer } from '../domain/role.ts';
import type { Role } from '../domain/vocabulary.ts';

/** Refuses who may not: UNAUTHENTICATED without a key, FORBIDDEN with one of too low a role. */
export function requireRole(viewer: Viewer, role: Role, operation: string): void {
  if (isAtLeast(viewer, role)) return;
  if (viewer.known) {
    throw new Refusal(
      'FORBIDDEN',
      `${operation} is for ${role} and up; the key "${viewer.name}" is ${viewer.role}'s`,
    );
  }
  throw new Refusal('UNAUTHENTICATED', `${operation} needs a key: send it as "Authorization: Bearer KEY"`);
}

/** Refuses a key that is kept to events for what belongs to another; it does not say to which. */
export function requireEvent(viewer: Viewer, event: string, operation: string): void {
  if (!isOf(viewer, event)) throw outside(viewer, `${operation} was asked for another event`);
}

/** Refuses a key that is kept to events for what reaches beyond them. */
export function requireEverywhere(viewer: Viewer, operation: string): void {
  if (viewer.events !== null) throw outside(viewer, `${operation} reaches beyond them`);
}

const outside = ({ name, role, events }: Viewer, why: string): Refusal =>
  new Refusal(
    'FORBIDDEN',
    `the key "${name}" is ${role}'s for these events alone: ${events!.map((event) => `"${event}"`).join(', ')}; ${why}`,
  );
