import type { Change } from '../domain/change.ts';

/** Somebody who wants to hear what is committed. It must not throw and must not take long: all wait for it. */
export interface Listener {
  /** What one transaction changed, or a part of what a large one did. */
  changed(changes: readonly Change[]): void;
  /** From now on nothing comes, and changes may have been missed. */
  lost(reason: Error): void;
}

/** Those who listen in this process. */
export class Listeners {
  readonly #listeners = new Set<Listener>();

  /** Says what ends it. */
  add(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    for (const listener of this.#listeners) listener.changed(changes);
  }

  lose(reason: Error): void {
    const lost = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of lost) listener.lost(reason);
  }
}

/** Why nothing is heard from a database that is closed. */
export const CLOSED = new Error('the database was closed');
