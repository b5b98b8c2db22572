import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { run } from '../support/command.ts';

let folder: string;
let db: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterclaim-verify-'));
  db = `sqlite:${join(folder, 'demo.sqlite')}`;
  await run(['compare', 'qamishli-tay-2021', '--db', db]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('verify', () => {
  test('says on stdout how much of a record fits', async () => {
    const { code, stdout, stderr } = await run(['verify', '--db', db]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^verified \d+ chains, \d\d+ entries, \d+ reports\n$/);
  });

  test('fails with one line that names the first entry that does not fit', async () => {
    const database = await openDatabase(db);
    await database.write((own) => own.rows("UPDATE claim_revision SET note = 'x' WHERE revision = 1"));
    await database.close();
    const { code, stdout, stderr } = await run(['verify', '--db', db]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^counterclaim: event ".+", entry 2 \(claim_[^)]+~1\): [^\n]+\n$/);
  });

  test('works on a database, not on a server', async () => {
    const { code, stderr } = await run(['verify', '--url', 'http://127.0.0.1:1/graphql']);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/--url: verify works on a database/);
  });
});
