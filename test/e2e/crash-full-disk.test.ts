import { type ChildProcess, execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { mutationOf } from '../api/recorder.ts';
import type { Api } from '../support/api.ts';
import { run } from '../support/command.ts';
import { kill, startServe } from './crash-process.ts';

const newFolder = (): string => mkdtempSync(join(inject('databaseFolder'), 'full-'));

const party = (slug: string) => ({ input: { slug, name: slug, idempotencyKey: slug } });

const recordParty = mutationOf('recordParty', 'party { slug }');

const countOf = async (api: Api): Promise<number> =>
  (await api.read('{ parties(first: 1) { totalCount } }')).parties.totalCount;

/** Tools of Linux that make a real limit of a process. */
const lacks = (tool: string): boolean => {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return platform() !== 'linux';
  } catch {
    return true;
  }
};

describe.skipIf(lacks('prlimit'))('when no file may grow any more (skipped without prlimit)', () => {
  const limit = ({ pid }: ChildProcess, bytes: number | 'unlimited'): Buffer =>
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);

  test('a running server refuses writes, reads on, and writes again once there is room', async () => {
    const file = join(newFolder(), 'record.sqlite');
    const own = { DATABASE_URL: `sqlite:${file}` };
    const { api, process: server } = await startServe(own);
    try {
      limit(server, statSync(`${file}-wal`).size + 200_000);
      let recorded = 0;
      while ((await api.ask(recordParty, party(`party-${recorded}`))).errors.length === 0) recorded += 1;
      expect(recorded).toBeGreaterThan(0);
      const refused = party(`party-${recorded}`);
      const { code, message } = await api.refusal(recordParty, refused);
      expect(code).toBe('UNAVAILABLE');
      expect(message).toMatch(/could not be written; nothing was recorded, and reading goes on/);
      expect(await countOf(api)).toBe(recorded);
      limit(server, 'unlimited');
      expect(await api.read(recordParty, refused)).toEqual({
        recordParty: { party: { slug: refused.input.slug } },
      });
      expect(await countOf(api)).toBe(recorded + 1);
    } finally {
      await kill(server);
    }
    expect(await run(['verify'], own)).toMatchObject({ code: 0 });
  });

  test('a server that cannot make its tables says so in one line', async () => {
    const own = { DATABASE_URL: `sqlite:${join(newFolder(), 'record.sqlite')}` };
    const { code, stderr } = await run(['serve'], own, ['prlimit', '--fsize=65536']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^counterclaim: .*could not be written.*\n$/);
  });
});

/** Root writes to any file, unless it does without that right. */
const asOwner = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override'] : ['env'];

describe.skipIf(lacks(asOwner[0]!))('a file that is read-only', () => {
  test('is served to readers; writes are refused', async () => {
    const folder = newFolder();
    const own = { DATABASE_URL: `sqlite:${join(folder, 'record.sqlite')}` };
    await run(['migrate'], own);
    chmodSync(join(folder, 'record.sqlite'), 0o444);
    const { api, process: server } = await startServe(own, asOwner);
    try {
      expect(await countOf(api)).toBe(0);
      const { code, message } = await api.refusal(recordParty, party('rebels'));
      expect(code).toBe('UNAVAILABLE');
      expect(message).toMatch(/is read-only; nothing was recorded, and reading goes on/);
      expect(await countOf(api)).toBe(0);
    } finally {
      await kill(server);
    }
  });

  test('in a folder that is read-only too stops the start in one line', async () => {
    const folder = join(newFolder(), 'read-only');
    mkdirSync(folder);
    const file = join(folder, 'record.sqlite');
    await run(['migrate'], { DATABASE_URL: `sqlite:${file}` });
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const { code, stderr } = await run(['serve', '--db', `sqlite:${file}`], {}, asOwner);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^counterclaim: DATABASE_URL: cannot open .*\n$/);
  });
});
