import { describe, expect, test } from 'vitest';
import type { Key } from '../../src/domain/key.ts';
import type { Database } from '../../src/store/database.ts';
import {
  endKey,
  everyKey,
  insertKey,
  keyByName,
  keyByPrefix,
  keysInForce,
  noteKeyUse,
} from '../../src/store/keys.ts';
import { ENGINES } from '../support/databases.ts';
import { day, openForTest } from './small-record.ts';

const newKey = (name: string, given: Partial<Parameters<typeof insertKey>[1]> = {}) => ({
  prefix: `prefix-${name}`,
  digest: `digest of ${name}`,
  name,
  role: 'EDITOR' as const,
  events: null,
  expiresAt: null,
  ...given,
});

const keep = (
  database: Database,
  name: string,
  given: Partial<Parameters<typeof insertKey>[1]> = {},
  at = day(20),
): Promise<void> => database.write((db) => insertKey(db, newKey(name, given), { at, by: 'operator' }));

const named = async (database: Database, name: string): Promise<Key> =>
  (await database.read((db) => keyByName(db, name)))!;

describe.each(ENGINES)('keys on %s', (engine) => {
  test('come back as they were kept, by prefix and by name, with their digest by prefix alone', async () => {
    const database = await openForTest(engine);
    const name = 'مريم "O\'Hara" 😀';
    await keep(database, name, { events: ['clash', 'siege'], expiresAt: day(30) });
    const key = await named(database, name);
    expect(key).toEqual({
      id: expect.stringMatching(/^key_[0-9a-f-]{36}$/),
      prefix: `prefix-${name}`,
      name,
      role: 'EDITOR',
      events: ['clash', 'siege'],
      createdAt: day(20),
      createdBy: 'operator',
      expiresAt: day(30),
      revokedAt: null,
      lastUsedAt: null,
    });
    expect(await database.read((db) => keyByPrefix(db, key.prefix))).toEqual({
      key,
      digest: `digest of ${name}`,
    });
    expect(await database.read((db) => keyByPrefix(db, 'another'))).toBeNull();
    expect(await database.read((db) => keyByName(db, 'another'))).toBeNull();
  });

  test('have names and prefixes of their own', async () => {
    const database = await openForTest(engine);
    await keep(database, 'one');
    for (const given of [{ prefix: 'other' }, { name: 'two', prefix: 'prefix-one' }]) {
      await expect(keep(database, 'one', given)).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    expect(await database.read(everyKey)).toHaveLength(1);
  });

  test('are listed as they were made', async () => {
    const database = await openForTest(engine);
    await keep(database, 'b', {}, day(21));
    for (const name of ['d', 'c', 'a']) await keep(database, name, {}, day(22));
    const names = (await database.read(everyKey)).map(({ name }) => name);
    expect(names).toEqual(['b', 'd', 'c', 'a']);
  });

  test('are revoked once: the first time stays', async () => {
    const database = await openForTest(engine);
    for (const name of ['one', 'two']) await keep(database, name);
    for (const at of [day(25), day(26)]) await database.write((db) => endKey(db, 'one', at));
    expect((await named(database, 'one')).revokedAt).toBe(day(25));
    expect((await named(database, 'two')).revokedAt).toBeNull();
  });

  test('are noted as used, unless they were since', async () => {
    const database = await openForTest(engine);
    for (const name of ['one', 'two']) await keep(database, name);
    const { id } = await named(database, 'one');
    const use = async (at: string, unlessSince: string) => {
      await database.write((db) => noteKeyUse(db, id, at, unlessSince));
      return (await named(database, 'one')).lastUsedAt;
    };
    expect(await use(day(21), day(20))).toBe(day(21));
    expect(await use(day(22), day(21))).toBe(day(21));
    expect(await use(day(23), day(22))).toBe(day(23));
    expect((await named(database, 'two')).lastUsedAt).toBeNull();
  });

  test('are in force until they are revoked or expire', async () => {
    const database = await openForTest(engine);
    await keep(database, 'endless');
    await keep(database, 'ending', { expiresAt: day(30) });
    await keep(database, 'revoked');
    await database.write((db) => endKey(db, 'revoked', day(25)));
    const keys = await database.read(everyKey);
    const inForce = async (at: string) => {
      const ids = [...keys.map(({ id }) => id), 'key_of_nobody'];
      const found = await database.read((db) => keysInForce(db, ids, at));
      return keys.filter(({ id }) => found.delete(id)).map(({ name }) => name);
    };
    expect(await inForce(day(29))).toEqual(['endless', 'ending']);
    expect(await inForce(day(30))).toEqual(['endless']);
    expect(await database.read((db) => keysInForce(db, [], day(29)))).toEqual(new Set());
  });
});
