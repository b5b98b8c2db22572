import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';
import type { Observation } from './observation.ts';

/** What holds for clients, over whichever transport they ask. */
export interface Clients {
  readonly limits: Config['limits'];
  /** Of other sites' pages that may ask. */
  readonly origins: readonly string[];
  addressOf(request: IncomingMessage): string;
  readonly observation: Observation;
}

/** How many of these are open for one address. */
export const ofAddress = (open: ReadonlyMap<unknown, string>, address: string): number =>
  [...open.values()].filter((other) => other === address).length;
