import { resolve } from 'node:path';
import { ConfigError } from '../config.ts';

/** The file of a SQLite database; null: the URL is of PostgreSQL. verb: what cannot be done with one in memory. */
export function sqliteFile(url: string, verb: string): string | null {
  if (!url.startsWith('sqlite:')) return null;
  const path = url.slice('sqlite:'.length);
  if (path === ':memory:') {
    throw new ConfigError(`DATABASE_URL: ${verb} works on a database that lasts, got sqlite::memory:`);
  }
  return resolve(path);
}
