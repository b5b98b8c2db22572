import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { identify } from '../../src/use-cases/identify.ts';
import { keyUsesNoted } from '../../src/use-cases/note-key-use.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { EDITOR, event } from '../store/small-record.ts';
import { type Outcome, run } from '../support/command.ts';

let folder: string;
let db: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterclaim-keys-'));
  db = `sqlite:${join(folder, 'record.sqlite')}`;
  const database = await openDatabase(db);
  await database.migrate();
  await recordEvent(database, EDITOR, event('clash'));
  await database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys = (...args: string[]): Promise<Outcome> => run(['keys', ...args, '--db', db]);

/** Whoever shows this key to the database. */
async function holderOf(secret: string) {
  const database = await openDatabase(db);
  try {
    const viewer = await identify(database, secret, null);
    await keyUsesNoted(database);
    return viewer;
  } finally {
    await database.close();
  }
}

describe('keys', () => {
  test('are made, listed and revoked; the key itself is all that is on stdout, once', async () => {
    const made = await keys(
      ...['create', 'maryam', '--role', 'EDITOR'],
      ...['--event', 'clash', '--expires', '2999-12-31'],
    );
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^cc_[\w-]{8}_[\w-]{43}\n$/);
    const secret = made.stdout.trim();
    expect(made.stderr).not.toContain(secret);
    expect(made.stderr).toMatch(/not shown again:\nNAME .*\nmaryam +EDITOR +cc_.{8}_… +clash /);
    expect(await holderOf(secret)).toMatchObject({ name: 'maryam', role: 'EDITOR', events: ['clash'] });
    const open = await keys('list');
    expect([open.code, open.stderr]).toEqual([0, '']);
    expect(open.stdout).toMatch(/ by operator +20\d\d-\S+Z +3000-01-01T00:00:00.000Z\n$/);
    const revoked = await keys('revoke', 'maryam');
    expect([revoked.code, revoked.stdout]).toEqual([0, '']);
    expect(revoked.stderr).toMatch(/ revoked 20\S+Z\n$/);
    await expect(holderOf(secret)).rejects.toThrow('was revoked');
    expect(JSON.parse((await keys('list', '--format', 'json')).stdout)).toMatchObject([
      { name: 'maryam', createdBy: 'operator', revokedAt: expect.stringMatching(/Z$/) },
    ]);
  });

  test.each([
    [['create', 'x', '--role', 'EDITOR', '--event', 'nowhere'], 1, 'there is no event "nowhere"'],
    [['create', 'x', '--role', 'EDITOR', '--expires', 'soon'], 1, 'got "soon"'],
    [['create', 'x'], 2, "required option '--role <role>' not specified"],
  ])('refuses %j', async (args, expected, message) => {
    const { code, stdout, stderr } = await keys(...args);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('are made in a database, not on a server', async () => {
    const { code, stderr } = await run(['keys', 'list', '--url', 'http://127.0.0.1:1/graphql']);
    expect(code).toBe(1);
    expect(stderr).toContain('--url: list works on a database; give --db instead');
  });
});
