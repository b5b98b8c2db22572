import { afterAll, beforeAll, test } from 'vitest';
import type { Database } from '../../src/store/database.ts';
import { type EngineName, freshDatabaseUrl } from '../support/databases.ts';
import { openLargeRecord } from './large-record.ts';
import { measureSharing } from './sharing.ts';
import { measureStatements } from './statements.ts';

/** BENCH_ENGINE: sqlite (default) or postgres. BENCH_DATABASE: the URL of a record to be kept from one run to the next. */
const engine = (process.env.BENCH_ENGINE ?? 'sqlite') as EngineName;

let database: Database;
beforeAll(async () => {
  database = await openLargeRecord(process.env.BENCH_DATABASE ?? (await freshDatabaseUrl(engine)));
});
afterAll(() => database.close());

const say = (line: string): void => void process.stdout.write(`${line}\n`);

test('sources against sources, in comparisons of an event', async () => {
  await measureSharing(database, 7, say);
});

test.runIf(engine === 'sqlite')('statements that hold SQLite up', async () => {
  await measureStatements(database, say);
});
