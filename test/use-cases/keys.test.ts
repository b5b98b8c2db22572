import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import type { RecordKey } from '../../src/domain/input.ts';
import { ANYBODY, type Viewer } from '../../src/domain/role.ts';
import type { Database } from '../../src/store/database.ts';
import { keyByPrefix } from '../../src/store/keys.ts';
import { endedKeys } from '../../src/use-cases/check-keys.ts';
import { createKey } from '../../src/use-cases/create-key.ts';
import { identify } from '../../src/use-cases/identify.ts';
import { listKeys } from '../../src/use-cases/list-keys.ts';
import { keyUsesNoted } from '../../src/use-cases/note-key-use.ts';
import { revokeKey } from '../../src/use-cases/revoke-key.ts';
import { EDITOR, openClash, openForTest } from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const ADMIN: Viewer = { ...EDITOR, name: 'admin', role: 'ADMIN' };

const make = (database: Database, name: string, given: Partial<RecordKey> = {}) =>
  createKey(database, ADMIN, { name, role: 'EDITOR', ...given });

const lastUse = async (database: Database): Promise<string | null> => {
  await keyUsesNoted(database);
  return (await listKeys(database, ADMIN))[0]!.lastUsedAt;
};

/** Runs the work as if it were so many milliseconds later. */
async function later<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + milliseconds });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}

describe.each(ENGINES)('keys on %s', (engine) => {
  test('let their holders in with their name, role and events', async () => {
    const database = await openClash(engine);
    const one = await make(database, 'maryam');
    const other = await make(database, 'yusuf', { role: 'CONTRIBUTOR', events: ['clash', 'clash'] });
    expect(await identify(database, one.secret, null)).toEqual({
      name: 'maryam',
      role: 'EDITOR',
      known: true,
      key: one.key.id,
      events: null,
    });
    expect(await identify(database, other.secret, 'the operator’s')).toMatchObject({
      role: 'CONTRIBUTOR',
      key: other.key.id,
      events: ['clash'],
    });
    await keyUsesNoted(database);
  });

  test('are 256 random bits, of which only a hash is kept', async () => {
    const database = await openForTest(engine);
    const made = [await make(database, 'one'), await make(database, 'two')];
    const secrets = made.map(({ secret }) => /^cc_([\w-]{8})_([\w-]{43})$/.exec(secret)!);
    expect(new Set(secrets.flatMap(([, prefix, secret]) => [prefix, secret])).size).toBe(4);
    const rows = await database.read((db) => db.rows('SELECT * FROM access_key'));
    for (const [index, [whole, prefix, secret]] of secrets.entries()) {
      expect(Buffer.from(secret!, 'base64url')).toHaveLength(32);
      expect(made[index]!.key.prefix).toBe(prefix);
      expect(JSON.stringify(rows)).not.toContain(secret);
      const kept = await database.read((db) => keyByPrefix(db, prefix!));
      expect(kept!.digest).toBe(createHash('sha256').update(whole).digest('hex'));
    }
  });

  test('that are wrong are unknown, even where they begin as a key that ended', async () => {
    const database = await openForTest(engine);
    const { secret } = await make(database, 'maryam');
    await revokeKey(database, ADMIN, 'maryam');
    const wrong = secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A');
    for (const key of [wrong, `${secret}A`, 'cc_', '', 'admin', secret.toLowerCase()]) {
      await expect(identify(database, key, 'the operator’s')).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        message: expect.stringContaining('not known'),
      });
    }
    await expect(identify(database, secret, null)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('was revoked'),
    });
  });

  test('expire at their time', async () => {
    const database = await openForTest(engine);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { secret, key } = await make(database, 'maryam', { expiresAt });
    expect(key.expiresAt).toBe(expiresAt);
    expect(await identify(database, secret, null)).toMatchObject({ name: 'maryam' });
    await keyUsesNoted(database);
    await later(3_600_000, async () => {
      await expect(identify(database, secret, null)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        message: expect.stringContaining('expired'),
      });
      expect(await endedKeys(database, [key.id])).toEqual(new Set([key.id]));
    });
  });

  test('are not named as others are when they are read', async () => {
    const database = await openForTest(engine);
    await make(database, 'Étienne');
    for (const name of ['Étienne', 'étienne', 'E\u0301TIENNE']) {
      await expect(make(database, name)).rejects.toMatchObject({
        code: 'CONFLICT',
        message: expect.stringContaining('a key "Étienne" already'),
      });
    }
    await make(database, 'Etienne');
  });

  test('that ended are told from those that did not', async () => {
    const database = await openForTest(engine);
    const [one, other] = [await make(database, 'one'), await make(database, 'other')];
    const ids = [one.key.id, other.key.id, 'key_of_nobody'];
    expect(await endedKeys(database, ids)).toEqual(new Set(['key_of_nobody']));
    await revokeKey(database, ADMIN, 'other');
    expect(await endedKeys(database, ids)).toEqual(new Set([other.key.id, 'key_of_nobody']));
    expect(await endedKeys(database, [])).toEqual(new Set());
  });

  test('are noted as used once a minute', async () => {
    const database = await openForTest(engine);
    const { secret } = await make(database, 'maryam');
    const use = () => identify(database, secret, null);
    expect(await lastUse(database)).toBeNull();
    await Promise.all([use(), use(), use()]);
    const first = await lastUse(database);
    expect(first).not.toBeNull();
    await later(30_000, use);
    expect(await lastUse(database)).toBe(first);
    await later(61_000, use);
    expect(Date.parse((await lastUse(database))!) - Date.parse(first!)).toBeGreaterThan(60_000);
  });

  test('let in where nothing can be written, and whoever is let in waits for no write', async () => {
    const database = await openForTest(engine);
    const { secret } = await make(database, 'maryam');
    let writes = 0;
    const full: Database = {
      ...database,
      write: () => {
        writes += 1;
        return Promise.reject(new Error('no space is left'));
      },
    };
    for (const _ of [1, 2]) expect(await identify(full, secret, null)).toMatchObject({ name: 'maryam' });
    await keyUsesNoted(full);
    expect(writes).toBe(1);
    const stuck: Database = { ...database, write: () => new Promise(() => undefined) };
    expect(await identify(stuck, secret, null)).toMatchObject({ name: 'maryam' });
  });

  test('keep their name for ever', async () => {
    const database = await openForTest(engine);
    await make(database, 'maryam');
    await revokeKey(database, ADMIN, 'maryam');
    await expect(make(database, 'maryam')).rejects.toMatchObject({
      code: 'CONFLICT',
      problems: [{ field: 'input.name', message: expect.stringContaining('"maryam"') }],
    });
    const both = await Promise.allSettled([make(database, 'yusuf'), make(database, 'yusuf')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listKeys(database, ADMIN)).toHaveLength(2);
  });

  test('are refused with everything that is wrong, and events that are not there by their place', async () => {
    const database = await openClash(engine);
    await expect(make(database, 'maryam', { events: ['clash', 'nowhere'] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      problems: [{ field: 'input.events[1]' }],
    });
    await expect(make(database, 'admin', { events: ['nowhere'], expiresAt: 'soon' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: [{ field: 'input.name' }, { field: 'input.expiresAt' }, { field: 'input.events[0]' }],
    });
    expect(await listKeys(database, ADMIN)).toEqual([]);
  });

  test('are revoked once and for ever, and only those that are there', async () => {
    const database = await openForTest(engine);
    await make(database, 'maryam');
    const revoked = await revokeKey(database, ADMIN, 'maryam');
    expect(revoked.revokedAt).not.toBeNull();
    expect(await later(60_000, () => revokeKey(database, ADMIN, 'maryam'))).toEqual(revoked);
    await expect(revokeKey(database, ADMIN, 'nobody')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      problems: [{ field: 'input.name' }],
    });
  });

  test('are for ADMIN alone', async () => {
    const database = await openForTest(engine);
    for (const [viewer, code] of [
      [ANYBODY, 'UNAUTHENTICATED'],
      [EDITOR, 'FORBIDDEN'],
    ] as const) {
      const attempts = [
        createKey(database, viewer, { name: 'mine', role: 'ADMIN' }),
        revokeKey(database, viewer, 'mine'),
        listKeys(database, viewer),
      ];
      for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code });
    }
    expect(await listKeys(database, ADMIN)).toEqual([]);
  });
});
