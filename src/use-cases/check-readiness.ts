import type { Database } from '../store/database.ts';
import { schemaVersion } from '../store/schema-version.ts';

/** In milliseconds. */
const LONGEST_ANSWER = 2_000;

/** Why the record cannot be used now; null: it can. */
export async function unreadiness(database: Database): Promise<string | null> {
  const signal = AbortSignal.timeout(LONGEST_ANSWER);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    const version = await Promise.race([database.read(schemaVersion, signal), late]);
    return version === 'CURRENT' ? null : REASONS[version];
  } catch {
    return 'the database does not answer';
  }
}

const REASONS = {
  NONE: 'the database holds no record; start this server again',
  OLDER: "the database's schema is older than this version; run `counterclaim migrate`",
  NEWER: "the database's schema is newer than this version; run that newer version",
};
