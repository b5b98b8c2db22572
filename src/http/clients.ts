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
