import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addBackup } from '../../src/cli/backup.ts';
import { exitCodeOf, reasonOf } from '../../src/cli/exit.ts';
import { addRestore } from '../../src/cli/restore.ts';
import { openDatabase } from '../../src/store/database.ts';
import { type Verification, verifyRecord } from '../../src/use-cases/verify-record.ts';
import { recordEveryKindOfRow } from '../store/every-kind-of-row.ts';
import { run, serve } from '../support/command.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';

const KEY = 'a-key-of-the-tests-alone';
let folder: string;
let original: string;
let backup: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterclaim-backup-'));
  original = `sqlite:${place('original.sqlite')}`;
  backup = place('original.backup');
  const database = await openDatabase(original);
  await database.migrate();
  await recordEveryKindOfRow(database);
  await database.close();
  expect(await refusal(['backup', backup, '--db', original])).toBeNull();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command in this process; says the line with which it was refused. */
async function refusal(args: readonly string[]): Promise<string | null> {
  const program = new Command('counterclaim').option('--db <url>').option('--url <url>').exitOverride();
  addBackup(program);
  addRestore(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return null;
  } catch (error) {
    expect(exitCodeOf(error)).toBe(1);
    return reasonOf(error);
  }
}

const place = (name: string): string => join(folder, name);

/** Records party after party on a server until told to stop; says how many it acknowledged. */
function recording(url: string): { acknowledged(): number; stop(): Promise<void> } {
  const query = 'mutation ($input: RecordPartyInput!) { recordParty(input: $input) { party { slug } } }';
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${KEY}` };
  let [going, acknowledged] = [true, 0];
  const ended = (async () => {
    while (going) {
      const input = { slug: `party-${acknowledged}`, name: 'x' };
      const body = JSON.stringify({ query, variables: { input } });
      const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
        errors?: unknown;
      };
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      acknowledged += 1;
    }
  })();
  // Told by stop, wherever it fails before.
  ended.catch(() => undefined);
  return {
    acknowledged: () => acknowledged,
    stop: () => {
      going = false;
      return ended;
    },
  };
}

async function verified(url: string): Promise<Verification> {
  const database = await openDatabase(url);
  return verifyRecord(database).finally(() => database.close());
}

async function partiesIn(file: string): Promise<number> {
  const source = await new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly: true,
  }).initialize();
  const [row] = await source.query("SELECT COUNT(*) AS parties FROM party WHERE slug LIKE 'party-%'");
  await source.destroy();
  return row.parties;
}

describe.each(ENGINES)('backup and restore on %s', (engine) => {
  test('of a database that a server writes to keep what it had acknowledged, and fit the journal', async () => {
    const db = await freshDatabaseUrl(engine);
    const server = await serve({ DATABASE_URL: db, COUNTERCLAIM_ADMIN_KEY: KEY });
    const written = recording(server.url);
    const file = place(`${engine}.backup`);
    await expect.poll(written.acknowledged, { timeout: 10_000 }).toBeGreaterThan(3);
    const before = written.acknowledged();
    const outcome = await run(['backup', file, '--db', db]);
    await written.stop();
    expect(await server.stop()).toBe(0);
    expect(outcome).toMatchObject({ code: 0, stdout: '' });
    const held = /^(.+): (1 events, \d+ claims), (\d+) bytes\n$/.exec(outcome.stderr);
    expect([held?.[1], held?.[3]]).toEqual([file, String(statSync(file).size)]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.startsWith(`${engine}.backup`))).toEqual([
      `${engine}.backup`,
    ]);
    expect(written.acknowledged()).toBeGreaterThan(before + 3);
    const kept = await partiesIn(file);
    expect(kept).toBeGreaterThanOrEqual(before);
    expect(kept).toBeLessThanOrEqual(written.acknowledged());

    const bytes = readFileSync(file);
    const target = await freshDatabaseUrl(engine);
    const restored = await run(['restore', file, '--db', target]);
    expect(restored).toEqual({ code: 0, stdout: '', stderr: `${file}: restored ${held?.[2]}\n` });
    expect(readFileSync(file).equals(bytes)).toBe(true);
    const [there, here] = [await verified(target), await verified(`sqlite:${file}`)];
    expect(there).toMatchObject({ fault: null, chains: 2 });
    expect(here).toEqual(there);
    expect(await refusal(['restore', file, '--db', target])).toMatch(
      engine === 'sqlite'
        ? /sqlite exists already: name another/
        : /must be empty, and its table party holds rows/,
    );
  });
});

test('restore makes the folder of a new database, which is for its owner alone', async () => {
  const target = place('new/folder/restored.sqlite');
  expect(await refusal(['restore', backup, '--db', `sqlite:${target}`])).toBeNull();
  expect(statSync(target).mode & 0o777).toBe(0o600);
  expect(readdirSync(place('new/folder'))).toEqual(['restored.sqlite']);
});

const bytes = (): Buffer => readFileSync(backup);
const made = (name: string, content: string | Buffer): string => {
  writeFileSync(place(name), content);
  return place(name);
};

const noise = (whole: Buffer): Buffer => {
  const noisy = Buffer.from(whole);
  for (let at = 4096; at < noisy.length; at += 7) noisy[at] = at % 251;
  return noisy;
};
const otherDatabase = async (): Promise<string> => {
  const source = await new DataSource({ type: 'better-sqlite3', database: place('other') }).initialize();
  await source.query('CREATE TABLE IF NOT EXISTS migration (name text)');
  await source.destroy();
  return place('other');
};
const inUse = (): string => {
  made('used-wal', 'x');
  copyFileSync(backup, place('used'));
  return place('used');
};
/** A quote of the demo, in every place where it stands. */
const altered = (): string => {
  const text = bytes().toString('latin1').replaceAll('Zuleika crossed', 'Zuleika skipped');
  return made('altered', Buffer.from(text, 'latin1'));
};

describe('restore refuses in one line, and leaves nothing where', () => {
  test.each<[string, () => string | Promise<string>, RegExp]>([
    ['there is no such file', () => place('nowhere'), /nowhere: there is no such file/],
    ['it is a folder', () => folder, /there is no such file/],
    ['it is empty', () => made('empty', ''), /empty: expected a backup, got no SQLite file/],
    [
      'it is a text',
      () => made('text', 'Three fell. '.repeat(999)),
      /text: expected a backup, got no SQLite file/,
    ],
    [
      'it is cut in half',
      () => made('half', bytes().subarray(0, bytes().length / 2)),
      /half: .*damaged SQLite file/,
    ],
    ['its last page is gone', () => made('cut', bytes().subarray(0, -4096)), /cut: .*damaged SQLite file/],
    ['it is a header alone', () => made('header', bytes().subarray(0, 100)), /header: .*damaged SQLite file/],
    ['its pages are noise', () => made('noise', noise(bytes())), /noise: .*damaged SQLite file/],
    ['it is of another program', otherDatabase, /other: .*a SQLite database that is not of Counterclaim/],
    ['it is in use', inUse, /used-wal holds more of it: a database in use/],
    ['its words were altered', altered, /altered: .*does not fit its journal|altered: .*damaged/],
  ])('%s', async (_, fileOf, message) => {
    const file = await fileOf();
    const target = mkdtempSync(place('target-'));
    const line = await refusal(['restore', file, '--db', `sqlite:${join(target, 'x.sqlite')}`]);
    expect(line).toMatch(message);
    expect(line).not.toMatch(/\n|record\.sqlite/);
    expect(readdirSync(target)).toEqual([]);
  });
});

const stale = (): string => {
  writeFileSync(place('stale-wal'), 'x');
  return place('stale');
};

describe('backup refuses in one line, and leaves nothing where', () => {
  test.each<[string, () => string | Promise<string>, () => string, RegExp]>([
    [
      'its file exists',
      () => original,
      () => backup,
      /original\.backup exists already: name another, or move it away/,
    ],
    ['a WAL of another file stands there', () => original, stale, /stale-wal exists already/],
    [
      'there is no database',
      () => `sqlite:${place('nothing')}`,
      () => place('b1'),
      /there is no file .*nothing/,
    ],
    ['the database is in memory', () => 'sqlite::memory:', () => place('b2'), /a database that lasts/],
    ['there is no folder', () => original, () => place('no/folder/b3'), /no such file or directory/],
    [
      'the database is another',
      async () => `sqlite:${await otherDatabase()}`,
      () => place('b4'),
      /no record of Counterclaim/,
    ],
  ])('%s', async (_, db, file, message) => {
    await otherDatabase();
    const before = readdirSync(folder);
    const held = readFileSync(backup);
    const line = await refusal(['backup', file(), '--db', await db()]);
    expect(line).toMatch(message);
    expect(line).not.toContain('\n');
    expect(
      readdirSync(folder).filter((name) => !before.includes(name) && !/^(stale|other)-/.test(name)),
    ).toEqual([]);
    expect(readFileSync(backup).equals(held)).toBe(true);
  });

  test('a server is named instead of a database', async () => {
    for (const verb of ['backup', 'restore']) {
      const line = await refusal([verb, place('b5'), '--url', 'http://127.0.0.1:1/graphql']);
      expect(line).toMatch(/works on a database/);
    }
  });
});

test('a restore that fails half-way leaves PostgreSQL as it was', async () => {
  const target = await freshDatabaseUrl('postgres');
  const database = await openDatabase(target);
  await database.migrate();
  await database.close();
  const server = await new DataSource({ type: 'postgres', url: target }).initialize();
  // The last table of all refuses.
  await server.query("ALTER TABLE journal_head ADD CHECK (chain <> '')");
  expect(await refusal(['restore', backup, '--db', target])).toMatch(/journal_head/);
  const [{ parties }] = await server.query('SELECT COUNT(*)::int AS parties FROM party');
  await server.destroy();
  expect(parties).toBe(0);
});
