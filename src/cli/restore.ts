import { closeSync, copyFileSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { checkBackup, restoreDatabase } from '../service.ts';
import { CommandFailure, reasonOf } from './exit.ts';
import { BESIDE, inFolder, writeNewFile } from './new-file.ts';
import { say } from './say.ts';
import { localConfig } from './settings.ts';
import { sqliteFile } from './sqlite-file.ts';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('bring a backup into a new or empty database, whole or not at all')
    .argument('<file>', 'what backup wrote; it is checked first, and not changed')
    .action(async (file: string, _options, command: Command) => {
      const { events, claims } = await restore(file, localConfig(command));
      say(`${file}: restored ${events} events, ${claims} claims`);
    });
}

async function restore(file: string, config: Config) {
  const target = sqliteFile(config.databaseUrl, 'restore');
  if (target !== null) {
    mkdirSync(dirname(target), { recursive: true });
    return writeNewFile(target, (path) => checkedCopy(file, path));
  }
  return inFolder(join(tmpdir(), 'counterclaim-restore-'), async (path) => {
    const holdings = await checkedCopy(file, path);
    await restoreDatabase(config, path);
    return holdings;
  });
}

/** Whatever is wrong with the backup is said of its own name. */
async function checkedCopy(file: string, path: string) {
  try {
    refuseOtherFiles(file);
    copyFileSync(file, path);
    return await checkBackup(path);
  } catch (error) {
    throw new CommandFailure(`${file}: ${reasonOf(error)}`);
  }
}

const HEADER = Buffer.from('SQLite format 3\0');

function refuseOtherFiles(file: string): void {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new CommandFailure('there is no such file');
  if (!startOf(file).equals(HEADER)) throw new CommandFailure('expected a backup, got no SQLite file');
  const beside = BESIDE.find((ending) => (statSync(file + ending, { throwIfNoEntry: false })?.size ?? 0) > 0);
  if (beside) {
    throw new CommandFailure(
      `${file}${beside} holds more of it: a database in use, not a backup; make one with counterclaim backup`,
    );
  }
}

function startOf(file: string): Buffer {
  const start = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    return start.subarray(0, readSync(descriptor, start));
  } finally {
    closeSync(descriptor);
  }
}
