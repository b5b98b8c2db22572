import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
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
import { Refusal } from './domain/refusal.ts';
import type { Viewer } from './domain/role.ts';
import { publicError, requestRefusal } from './graphql/errors.ts';
import { type Context, contextOf } from './graphql/loaders.ts';
import { type Operations, operationsOf } from './graphql/operations.ts';
import { executableSchema } from './graphql/schema.ts';
import { sheetJsonSchema } from './intake/sheet-json-schema.ts';
import { PATHS } from './paths.ts';
import { type Database, openDatabase } from './store/database.ts';
import { bearerKey, identify } from './use-cases/identify.ts';
import { importSheet, type SheetFile } from './use-cases/import-sheet.ts';
import { loadDemo } from './use-cases/load-demo.ts';
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
  /** For a request with this Authorization header; an unknown key refuses the request as a whole. */
  contextFor(authorization: string | undefined): Context;
  /** For clients that hold a stream and may subscribe; once the API has started. */
  readonly operations: Operations;
  /** Runs one operation in this process, just as over HTTP, for whoever may do everything here. */
  execute<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<ExecutionResult<Data>>;
  importSheet(sheet: SheetFile, by: string): ReturnType<typeof importSheet>;
  close(): Promise<void>;
}

/** Anything that logs an error: pino, or nothing in tests. */
export interface ErrorLog {
  error(details: object, message: string): void;
}

export type { OperationRequest, Operations, PublicResult } from './graphql/operations.ts';
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

/** Opens the database, brings it up to date, loads the demo into an empty one and starts the API. */
export async function openService(config: Config, log: ErrorLog): Promise<Service> {
  const database = await openDatabase(config.databaseUrl);
  try {
    await database.migrate();
    if (config.demo) await loadDemo(database, demoSheets);
    return serviceOf(database, config, log);
  } catch (error) {
    await database.close();
    throw error;
  }
}

function serviceOf(database: Database, config: Config, log: ErrorLog): Service {
  const schema = executableSchema(PATHS.schema);
  const formatError = formatterOf(log);
  const apollo = apolloOf(schema, formatError);
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
    operations: operationsOf(schema, apollo, formatError),
    contextFor: (authorization) => contextOf(database, viewerOf(authorization, config.adminKey)),
    execute: async (document, variables) => {
      await start();
      const { body } = await apollo.executeOperation(
        { query: print(document), variables },
        { contextValue: contextOf(database, OPERATOR) },
      );
      if (body.kind !== 'single') throw new Error('expected one answer, got an incremental one');
      return body.singleResult as never;
    },
    importSheet: (sheet, by) => importSheet(database, sheet, by),
    close: async () => {
      if (started) await apollo.stop();
      await database.close();
    },
  };
}

/** Whoever runs the program on the machine itself. */
const OPERATOR: Viewer = { name: 'operator', role: 'ADMIN', known: true };

function viewerOf(authorization: string | undefined, adminKey: string | null): Viewer {
  try {
    return identify(bearerKey(authorization), adminKey);
  } catch (error) {
    throw error instanceof Refusal ? requestRefusal(error, 401) : error;
  }
}

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

function formatterOf(log: ErrorLog): FormatError {
  const logUnexpected = (error: unknown): string => {
    const requestId = uuidv7();
    log.error({ err: error, requestId }, 'unexpected error');
    return requestId;
  };
  return (formatted, error) => publicError(formatted, error, logUnexpected);
}

function apolloOf(schema: GraphQLSchema, formatError: FormatError): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    formatError,
    stopOnTerminationSignals: false,
  });
}

/** In the order in which the second names what the first records. */
const DEMO = ['1-shafaq-2021-04-24.claims.yaml', '2-other-outlets.claims.yaml'];

const demoSheets = (): SheetFile[] =>
  DEMO.map((file) => ({ file, text: readFileSync(join(PATHS.demo, file), 'utf8') }));
