import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';
import { LIMITS, type Limits } from './domain/limits.ts';
import { readTrustedDocuments, type TrustedDocuments } from './graphql/trusted-documents.ts';

/** What the environment says: README.md, "Configuration". */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** An ADMIN's, besides the keys that the record keeps; null: none. */
  readonly adminKey: string | null;
  /** Whether reading needs no key. */
  readonly public: boolean;
  readonly demo: boolean;
  readonly limits: Limits;
  /** What one address without a key may spend in a minute; null: anything. */
  readonly pointsAMinute: number | null;
  /** Origins of other sites' pages that may ask; `*`: any. */
  readonly cors: readonly string[];
  /** Addresses and networks of proxies, whose word for the client's address is taken. */
  readonly trustedProxies: readonly string[];
  /** null: any operation may be run. */
  readonly trustedDocuments: TrustedDocuments | null;
  readonly logLevel: string;
  /** Of the collector that takes traces (OTLP over HTTP); null: none are made. */
  readonly traces: string | null;
  /** As traces name this program. */
  readonly serviceName: string;
}

/** A setting that is not known or malformed; the message is one line that names it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const words = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const listOf = (isOne: (word: string) => boolean) =>
  z
    .string()
    .transform(words)
    .refine((list) => list.every(isOne))
    .default([]);

const isOrigin = (text: string): boolean =>
  text === '*' || (/^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text);

const isNetwork = (text: string): boolean => {
  const [address = '', bits = '0'] = text.split('/');
  return isIP(address) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
};

/** "depth=20,cost=100000" */
const limits = z
  .string()
  .transform((text) => words(text).map((word) => word.split('=')))
  .refine((pairs) =>
    pairs.every(
      ([name = '', value = '', more]) =>
        Object.hasOwn(LIMITS, name) && /^[1-9]\d{0,8}$/.test(value) && more === undefined,
    ),
  )
  .transform(
    (pairs): Limits => ({
      ...LIMITS,
      ...Object.fromEntries(pairs.map(([name, value]) => [name, Number(value)])),
    }),
  )
  .default(LIMITS);

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
  COUNTERCLAIM_PUBLIC: z.enum(['0', '1']).default('1'),
  COUNTERCLAIM_DEMO: z.enum(['0', '1']).default('1'),
  COUNTERCLAIM_LIMITS: limits,
  COUNTERCLAIM_RATE_LIMIT: z
    .string()
    .regex(/^(off|[1-9]\d{0,11})$/)
    .default('2000000'),
  COUNTERCLAIM_CORS: listOf(isOrigin),
  COUNTERCLAIM_TRUSTED_PROXIES: listOf(isNetwork),
  COUNTERCLAIM_TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text))
    .optional(),
  OTEL_SERVICE_NAME: z.string().max(255).default('counterclaim'),
};

const EXPECTED: Record<keyof typeof SETTINGS, string> = {
  PORT: 'a port from 0 to 65535',
  HOST: 'a host name or address',
  DATABASE_URL: 'sqlite:PATH, sqlite::memory: or postgres://…',
  COUNTERCLAIM_ADMIN_KEY: '1 to 255 printable ASCII characters without spaces',
  COUNTERCLAIM_PUBLIC: '0 or 1',
  COUNTERCLAIM_DEMO: '0 or 1',
  COUNTERCLAIM_LIMITS: `"depth=20,cost=100000", whole numbers for ${Object.keys(LIMITS).join(', ')}`,
  COUNTERCLAIM_RATE_LIMIT: 'points a minute, or off',
  COUNTERCLAIM_CORS: 'origins, "https://example.org,https://example.com", or *',
  COUNTERCLAIM_TRUSTED_PROXIES: 'addresses or networks, "10.0.0.1,fd00::/8"',
  COUNTERCLAIM_TRUSTED_DOCUMENTS: 'the path of a file',
  LOG_LEVEL: LOG_LEVELS.join(', '),
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the URL of a collector, http://… or https://…',
  OTEL_SERVICE_NAME: 'at most 255 characters',
};

/** Secrets: what arrived is not repeated. */
const UNSAID = new Set(['COUNTERCLAIM_ADMIN_KEY', 'DATABASE_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT']);

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
  const rate = setting('COUNTERCLAIM_RATE_LIMIT');
  return {
    port: setting('PORT'),
    host: setting('HOST'),
    databaseUrl: setting('DATABASE_URL'),
    adminKey: setting('COUNTERCLAIM_ADMIN_KEY') ?? null,
    public: setting('COUNTERCLAIM_PUBLIC') === '1',
    demo: setting('COUNTERCLAIM_DEMO') === '1',
    limits: setting('COUNTERCLAIM_LIMITS'),
    pointsAMinute: rate === 'off' ? null : Number(rate),
    cors: setting('COUNTERCLAIM_CORS'),
    trustedProxies: setting('COUNTERCLAIM_TRUSTED_PROXIES'),
    trustedDocuments: readDocuments(setting('COUNTERCLAIM_TRUSTED_DOCUMENTS')),
    logLevel: setting('LOG_LEVEL'),
    traces: setting('OTEL_EXPORTER_OTLP_ENDPOINT') ?? null,
    serviceName: setting('OTEL_SERVICE_NAME'),
  };
}

function readDocuments(file: string | undefined): TrustedDocuments | null {
  if (file === undefined) return null;
  try {
    return readTrustedDocuments(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(
      `COUNTERCLAIM_TRUSTED_DOCUMENTS: cannot use "${file}": ${(error as Error).message}`,
    );
  }
}
