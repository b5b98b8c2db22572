import type { DataSource } from 'typeorm';
import type { Change } from '../domain/change.ts';
import type { Db } from './database.ts';
import type { Listeners } from './listeners.ts';

const CHANNEL = 'counterclaim_changes';

/** In bytes: PostgreSQL takes payloads below 8000. */
const LARGEST_PAYLOAD = 7_900;

/** Inside a transaction: PostgreSQL tells all processes that listen once it has committed, and never of one rolled back. */
export async function notify(db: Db, changes: readonly Change[]): Promise<void> {
  for (const payload of payloadsOf(changes)) {
    await db.rows('SELECT pg_notify(:channel, :payload)', { channel: CHANNEL, payload });
  }
}

/** JSON lists of as many changes as fit, in their order. */
export function payloadsOf(changes: readonly Change[]): string[] {
  const payloads: string[][] = [];
  let size = LARGEST_PAYLOAD;
  for (const change of changes) {
    const text = JSON.stringify(change);
    const bytes = Buffer.byteLength(text) + 1;
    if (size + bytes >= LARGEST_PAYLOAD) {
      payloads.push([]);
      size = 1;
    }
    payloads.at(-1)!.push(text);
    size += bytes;
  }
  return payloads.map((texts) => `[${texts.join(',')}]`);
}

/** What pg's client of a connection is used for here. */
interface Connection {
  on(event: 'notification', heard: (message: { payload?: string }) => void): void;
  on(event: 'error' | 'end', lost: (error?: Error) => void): void;
}

/** Hears what any process commits to one PostgreSQL, over one connection, from when the first wants to hear. */
export class Notifications {
  readonly #source: DataSource;
  readonly #listeners: Listeners;
  #connected: Promise<() => Promise<void>> | null = null;

  constructor(source: DataSource, listeners: Listeners) {
    this.#source = source;
    this.#listeners = listeners;
  }

  /** Resolves once whatever is committed from now on will be heard. */
  async begin(): Promise<void> {
    this.#connected ??= this.#connect().catch((error) => {
      this.#connected = null;
      throw error;
    });
    await this.#connected;
  }

  async end(): Promise<void> {
    const release = await this.#connected?.catch(() => null);
    await release?.();
  }

  /** Says what gives the connection back. */
  async #connect(): Promise<() => Promise<void>> {
    const runner = this.#source.createQueryRunner('master');
    try {
      const connection: Connection = await runner.connect();
      connection.on('notification', ({ payload }) => this.#listeners.tell(JSON.parse(payload!)));
      let lost = false;
      const lose = (error?: Error): void => {
        if (lost) return;
        lost = true;
        this.#connected = null;
        const reason = `the connection over which changes are heard was lost${error ? `: ${error.message}` : ''}`;
        this.#listeners.lose(new Error(reason));
      };
      connection.on('error', lose);
      connection.on('end', lose);
      await runner.query(`LISTEN ${CHANNEL}`);
      return () => runner.release();
    } catch (error) {
      await runner.release();
      throw error;
    }
  }
}
