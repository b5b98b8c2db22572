import { z } from 'zod';

/** What the environment says: README.md, "Configuration". */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** null: nobody may write over the API. */
  readonly adminKey: string | null;
  readonly demo: boolean;
  readonly logLevel: string;
}

/** A setting that is not known or malformed; the message is one line that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const SETTINGS = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)/s)
    .default('sqlite:./data/counterclaim.sqlite'),
  COUNTERCLAIM_ADMIN_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional(),
  COUNTERCLAIM_DEMO: z.enum(['0', '1']).default('1'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
};

const EXPECTED: Record<keyof typeof SETTINGS, string> = {
  PORT: 'a port from 0 to 65535',
  HOST: 'a host name or address',
  DATABASE_URL: 'sqlite:PATH, sqlite::memory: or postgres://…',
  COUNTERCLAIM_ADMIN_KEY: '1 to 255 printable ASCII characters without spaces',
  COUNTERCLAIM_DEMO: '0 or 1',
  LOG_LEVEL: LOG_LEVELS.join(', '),
};

/** Secrets: what arrived is not repeated. */
const UNSAID = new Set(['COUNTERCLAIM_ADMIN_KEY', 'DATABASE_URL']);

/** Reads the environment; nothing else of the program does. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const unknown = Object.keys(environment).find(
    (name) => name.startsWith('COUNTERCLAIM_') && !(name in SETTINGS),
  );
  if (unknown) {
    const known = Object.keys(SETTINGS).filter((name) => name.startsWith('COUNTERCLAIM_'));
    throw new ConfigError(`${unknown}: expected one of ${known.join(', ')}; no such setting is known`);
  }
  const setting = <Name extends keyof typeof SETTINGS>(name: Name): z.output<(typeof SETTINGS)[Name]> => {
    const given = environment[name] === '' ? undefined : environment[name];
    const result = SETTINGS[name].safeParse(given);
    if (result.success) return result.data as z.output<(typeof SETTINGS)[Name]>;
    const got = UNSAID.has(name) ? 'something else' : `"${given}"`;
    throw new ConfigError(`${name}: expected ${EXPECTED[name]}, got ${got}`);
  };
  return {
    port: setting('PORT'),
    host: setting('HOST'),
    databaseUrl: setting('DATABASE_URL'),
    adminKey: setting('COUNTERCLAIM_ADMIN_KEY') ?? null,
    demo: setting('COUNTERCLAIM_DEMO') === '1',
    logLevel: setting('LOG_LEVEL'),
  };
}
