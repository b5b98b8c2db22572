import { DataSource } from 'typeorm';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../migrations/index.ts';
import { type Db, openDatabase } from '../../src/store/database.ts';
import { DatabaseError } from '../../src/store/database-error.ts';
import { TABLES } from '../../src/store/tables.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { openForTest } from './small-record.ts';

/** Every table, column, key, check, index and trigger, as the engine tells of them. */
async function schemaOf(db: Db): Promise<unknown[]> {
  if (db.dialect.engine === 'sqlite') {
    return db.rows("SELECT type, name, sql FROM sqlite_master WHERE name <> 'migration' ORDER BY type, name");
  }
  return [
    ...(await db.rows(`SELECT table_name, column_name, data_type, is_nullable, collation_name, generation_expression
      FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`)),
    ...(await db.rows(`SELECT conrelid::regclass::text AS belongs, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2`)),
    ...(await db.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef")),
  ];
}

describe.each(ENGINES)('migrations on %s', (engine) => {
  test('run up, down and up again and leave the same schema', async () => {
    const database = await openForTest(engine);
    const first = await database.read(schemaOf);
    expect(JSON.stringify(first)).toContain('claim_revision');
    for (const _ of MIGRATIONS) await database.revert();
    expect(JSON.stringify(await database.read(schemaOf))).not.toMatch(/claim|party|source|event|journal/);
    await database.migrate();
    expect(await database.read(schemaOf)).toEqual(first);
  });

  test('run a second time change nothing', async () => {
    const database = await openForTest(engine);
    const first = await database.read(schemaOf);
    await database.migrate();
    expect(await database.read(schemaOf)).toEqual(first);
  });

  test('refuse a database of a newer version with one line, up and down, and leave it as it is', async () => {
    const database = await openForTest(engine);
    await database.write((db) =>
      db.rows("INSERT INTO migration (id, timestamp, name) VALUES (99, 9990000000001, 'Later9990000000001')"),
    );
    const before = await database.read(schemaOf);
    for (const run of [database.migrate, database.revert]) {
      const error = await run().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(DatabaseError);
      expect((error as Error).message).toMatch(/newer version.*Later9990000000001/);
      expect((error as Error).message).not.toContain('\n');
    }
    expect(await database.read(schemaOf)).toEqual(before);
  });

  test('leave foreign keys enforced', async () => {
    const database = await openForTest(engine);
    const orphan = database.write((db) =>
      db.rows("INSERT INTO assessment VALUES ('a', 'no such claim', 'DOUBTFUL', 'note', 'me', 'now')"),
    );
    await expect(orphan).rejects.toThrow(/foreign key/i);
  });
});

test('the tables as TypeORM knows them have the columns that the migrations made', async () => {
  for (const engine of ENGINES) {
    const database = await openForTest(engine);
    for (const { options } of TABLES) {
      const columns = Object.keys(options.columns).join(', ');
      await expect(
        database.read((db) => db.rows(`SELECT ${columns} FROM ${options.tableName}`)),
      ).resolves.toEqual([]);
    }
  }
});

test('text orders by bytes on PostgreSQL, though the server of the tests orders otherwise', async () => {
  const url = await freshDatabaseUrl('postgres');
  const server = await new DataSource({ type: 'postgres', url }).initialize();
  const order = (collation: string) =>
    server.query(
      `SELECT word FROM (VALUES ('b'), ('A'), ('a'), ('B')) AS words (word) ORDER BY word ${collation}`,
    );
  expect(await order('COLLATE "C"')).not.toEqual(await order(''));
  await server.destroy();
});

test('programs that start at once on one PostgreSQL migrate one after another', async () => {
  const url = await freshDatabaseUrl('postgres');
  const databases = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)]);
  await Promise.all(databases.map((database) => database.migrate()));
  const done = await databases[0]!.read((db) => db.rows('SELECT name FROM migration'));
  expect(done).toHaveLength(MIGRATIONS.length);
  await Promise.all(databases.map((database) => database.close()));
});
