import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import {
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  print,
  printSchema,
} from 'graphql';
import { uuidv7 } from 'uuidv7';
import type { Config } from './config.ts';
import type { RecordKey } from './domain/input.ts';
import type { Key } from './domain/key.ts';
import { Refusal } from './domain/refusal.ts';
import type { Viewer } from './domain/role.ts';
import { allowancesOf } from './graphql/allowance.ts';
import { publicError, refusingAll } from './graphql/errors.ts';
import { KeyWatch } from './graphql/key-watch.ts';
import { admission, limitOperations } from './graphql/limit-operations.ts';
import { type Context, contextOf } from './graphql/loaders.ts';
import { noteOperations } from './graphql/note-operations.ts';
import { type Operations, operationsOf } from './graphql/operations.ts';
import { notedRefusal, notesOf, type RequestNotes } from './graphql/request-notes.ts';
import { executableSchema } from './graphql/schema.ts';
import { trustedCache } from './graphql/trusted-documents.ts';
import { sheetJsonSchema } from './intake/sheet-json-schema.ts';
import { PATHS } from './paths.ts';
import { backUp, type Holdings } from './store/backup.ts';
import { type Database, openDatabase, type Pool } from './store/database.ts';
import { type DatabaseObserver, observed } from './store/observer.ts';
import { openBackup } from './store/open-backup.ts';
import { endedKeys } from './use-cases/check-keys.ts';
import { unreadiness } from './use-cases/check-readiness.ts';
import { type CreatedKey, createKey } from './use-cases/create-key.ts';
import { bearerKey, identify } from './use-cases/identify.ts';
import { importSheet, type SheetFile } from './use-cases/import-sheet.ts';
import { listKeys } from './use-cases/list-keys.ts';
import { loadDemo } from './use-cases/load-demo.ts';
import { keyUsesNoted } from './use-cases/note-key-use.ts';
import { restoreRecord, verifyBackup } from './use-cases/restore-record.ts';
import { revokeKey } from './use-cases/revoke-key.ts';
import { type Verification, verifyRecord } from './use-cases/verify-record.ts';

/** The whole program without its edges. */
export interface Service {
  readonly schema: GraphQLSchema;
  /** The published schema, as SDL. */
  readonly sdl: string;
  /** The JSON Schema of sheets. */
  readonly sheetSchema: Record<string, unknown>;
  /** Starts the API for a server; its plugins join in. In this process alone the API starts by itself. */
  start(...plugins: ApolloServerPlugin<Context>[]): Promise<ApolloServer<Context>>;
  /** For one request; one that is not admitted at all is refused as a whole. */
  contextFor(arrival: Arrival): Promise<Context>;
  /** For clients that hold a stream and may subscribe; once the API has started. */
  readonly operations: Operations;
  /** Runs one operation in this process, just as over HTTP, for whoever may do everything here. */
  execute<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<ExecutionResult<Data>>;
  importSheet(sheet: SheetFile, by: string): ReturnType<typeof importSheet>;
  /** Who may do what, as the operator decides. */
  createKey(input: RecordKey): Promise<CreatedKey>;
  revokeKey(name: string): Promise<Key>;
  allKeys(): Promise<readonly Key[]>;
  /** Why it cannot answer now, for its operator; null: it can. */
  unreadiness(): Promise<string | null>;
  /** The connections to PostgreSQL; null: it works on SQLite. */
  pool(): Pool | null;
  /** Tells of what the database does from now on. */
  observe(observer: DatabaseObserver): void;
  close(): Promise<void>;
}

/** What is known of a request before it is read. */
export interface Arrival {
  /** The header. */
  readonly authorization: string | undefined;
  /** Of the client. */
  readonly address: string;
  readonly notes: RequestNotes;
}

/** Anything that logs an error: pino, or nothing in tests. */
export interface ErrorLog {
  error(details: object, message: string): void;
}

export type { Context } from './graphql/loaders.ts';
export type { OperationRequest, Operations, PublicResult } from './graphql/operations.ts';
export { notesOf, operationOf, type RequestNotes } from './graphql/request-notes.ts';
export { formatProblem } from './intake/format-problem.ts';
export { SheetRefusal } from './use-cases/import-sheet.ts';

/** Brings a database up to this version, or takes its latest migration back. */
export async function migrateDatabase(config: Config, revert: boolean): Promise<void> {
  const database = await openDatabase(config.databaseUrl);
  try {
    await (revert ? database.revert() : database.migrate());
  } finally {
    await database.close();
  }
}

/** Holds a record against its journal, once the database is brought up to this version. */
export async function verifyDatabase(config: Config): Promise<Verification> {
  const database = await openDatabase(config.databaseUrl);
  try {
    await database.migrate();
    return await verifyRecord(database);
  } finally {
    await database.close();
  }
}

/** Writes one moment of a database, which others may be writing to, into a new SQLite file; says what it holds. */
export async function backupDatabase(config: Config, path: string): Promise<Holdings> {
  const database = await openDatabase(config.databaseUrl);
  try {
    return await backUp(database, path);
  } finally {
    await database.close();
  }
}

/** Holds a copy of a backup against its journal, once it is brought up to this version: a database to use. */
export async function checkBackup(path: string): Promise<Holdings> {
  const backup = await openBackup(path);
  try {
    return await verifyBackup(backup);
  } finally {
    await backup.close();
  }
}

/** Writes a checked backup into a database that holds nothing. */
export async function restoreDatabase(config: Config, path: string): Promise<void> {
  const target = await openDatabase(config.databaseUrl);
  try {
    const backup = await openDatabase(`sqlite:${path}`);
    await restoreRecord(backup, target).finally(() => backup.close());
  } finally {
    await target.close();
  }
}

/** Opens the database, brings it up to date, loads the demo into an empty one and starts the API. */
export async function openService(config: Config, log: ErrorLog): Promise<Service> {
  const observer: DatabaseObserver = {};
  const database = await openDatabase(config.databaseUrl, {
    statementSeconds: config.limits.seconds + 1,
    observer,
  });
  try {
    await database.migrate();
    if (config.demo) await loadDemo(database, demoSheets);
    return serviceOf(database, config, log, observer);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function serviceOf(database: Database, config: Config, log: ErrorLog, observer: DatabaseObserver): Service {
  const schema = executableSchema(PATHS.schema);
  const formatError = formatterOf(log);
  const admit = admission(config.limits, config.trustedDocuments);
  const apollo = apolloOf(schema, formatError, config);
  apollo.addPlugin(noteOperations);
  apollo.addPlugin(limitOperations(admit));
  const keys = new KeyWatch((ids) => endedKeys(database, ids));
  let started: Promise<void> | null = null;
  const start: Service['start'] = async (...plugins) => {
    for (const plugin of plugins) apollo.addPlugin(plugin);
    started ??= apollo.start();
    await started;
    return apollo;
  };
  return {
    schema,
    sdl: printSchema(schema),
    sheetSchema: sheetJsonSchema(),
    start,
    operations: operationsOf(schema, apollo, formatError, { limits: config.limits, keys, admit }),
    contextFor: contextsOf(database, config, observer),
    execute: async (document, variables) => {
      await start();
      const { body } = await apollo.executeOperation(
        { query: print(document), variables },
        { contextValue: contextOf(database, { ...OPERATING, notes: notesOf(uuidv7()) }) },
      );
      if (body.kind !== 'single') throw new Error('expected one answer, got an incremental one');
      return body.singleResult as never;
    },
    importSheet: (sheet, by) => importSheet(database, sheet, by),
    createKey: (input) => createKey(database, OPERATOR, input),
    revokeKey: (name) => revokeKey(database, OPERATOR, name),
    allKeys: () => listKeys(database, OPERATOR),
    unreadiness: () => unreadiness(database),
    pool: () => database.pool(),
    observe: (told) => Object.assign(observer, told),
    close: async () => {
      if (started) await apollo.stop();
      await keyUsesNoted(database);
      await database.close();
    },
  };
}

/** Whoever runs the program on the machine itself. */
const OPERATOR: Viewer = { name: 'operator', role: 'ADMIN', known: true, key: null, events: null };
/** No limit holds for them. */
const OPERATING = { viewer: OPERATOR, allowance: null, fields: Number.POSITIVE_INFINITY };

/** Who asks, and what they may still spend; each request spends a point before anything of it is read. */
function contextsOf(whole: Database, config: Config, observer: DatabaseObserver): Service['contextFor'] {
  const allowances = allowancesOf(config.pointsAMinute);
  return async ({ authorization, address, notes }) => {
    const database = observed(whole, observer);
    const context = refusingAll(async () => {
      const viewer = await viewerOf(database, authorization).catch(async (error) => {
        await allowances(address).spend(FAILED_KEY);
        throw error;
      });
      notes.viewer = viewer.name;
      const allowance = allowances(viewer.known ? viewer : address);
      await allowance.spend(1);
      return contextOf(database, { viewer, allowance, notes, fields: config.limits.fields });
    });
    return context.catch((error) => {
      throw notedRefusal(notes, error);
    });
  };

  async function viewerOf(database: Database, authorization: string | undefined): Promise<Viewer> {
    const viewer = await identify(database, bearerKey(authorization), config.adminKey);
    if (viewer.known || config.public) return viewer;
    throw new Refusal('UNAUTHENTICATED', 'reading needs a key here: send it as "Authorization: Bearer KEY"');
  }
}

/** In points: so that nobody goes on guessing. */
const FAILED_KEY = 1_000;

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

function formatterOf(log: ErrorLog): FormatError {
  const logUnexpected = (error: unknown, requestId: unknown): void =>
    log.error({ err: error, requestId }, 'unexpected error');
  return (formatted, error) => publicError(formatted, error, logUnexpected);
}

function apolloOf(
  schema: GraphQLSchema,
  formatError: FormatError,
  { limits, trustedDocuments }: Config,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    parseOptions: { maxTokens: limits.tokens },
    ...(trustedDocuments ? { persistedQueries: { cache: trustedCache(trustedDocuments) } } : {}),
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()],
    formatError,
    stopOnTerminationSignals: false,
  });
}

/** In the order in which the second names what the first records. */
const DEMO = ['1-shafaq-2021-04-24.claims.yaml', '2-other-outlets.claims.yaml'];

const demoSheets = (): SheetFile[] =>
  DEMO.map((file) => ({ file, text: readFileSync(join(PATHS.demo, file), 'utf8') }));
