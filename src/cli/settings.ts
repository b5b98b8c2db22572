import type { Command } from 'commander';
import { type Config, ConfigError, readConfig } from '../config.ts';

interface GlobalOptions {
  db?: string;
  url?: string;
  key?: string;
}

export const globalOptions = (command: Command): GlobalOptions => command.optsWithGlobals<GlobalOptions>();

/** The environment's settings, with --db instead of DATABASE_URL where it is given. */
export function configFor(command: Command): Config {
  const { db } = globalOptions(command);
  return readConfig(db === undefined ? process.env : { ...process.env, DATABASE_URL: db });
}

/** For commands that work on a database alone. */
export function localConfig(command: Command): Config {
  if (globalOptions(command).url !== undefined) {
    throw new ConfigError(`--url: ${command.name()} works on a database; give --db instead`);
  }
  return configFor(command);
}
