import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandFailure } from './exit.ts';

/**
 * A SQLite file that stands whole under its name, for its owner alone, or not at all; never in place of another.
 * write: makes it at the path that it is handed, in a folder beside the name, where it may leave more.
 */
export async function writeNewFile<T>(file: string, write: (path: string) => Promise<T>): Promise<T> {
  refuseExisting(file);
  return inFolder(`${file}.new-`, async (path) => {
    const result = await write(path);
    refuseRemainder(path);
    chmodSync(path, 0o600);
    sync(path);
    name(path, file);
    sync(dirname(file));
    return result;
  });
}

/** Runs it with a path in a new folder, for this user alone, which goes with all that is in it. prefix: of the folder. */
export async function inFolder<T>(prefix: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(prefix);
  try {
    return await work(join(folder, 'record.sqlite'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What SQLite keeps beside a file, and would take for this one's. */
export const BESIDE = ['-wal', '-journal'];

function refuseExisting(file: string): void {
  for (const path of [file, ...BESIDE.map((ending) => file + ending)]) {
    if (existsSync(path)) throw new CommandFailure(`${path} exists already: name another, or move it away`);
  }
}

/** Of a file that was closed there is none; what it holds would be lost with the folder. */
function refuseRemainder(path: string): void {
  const beside = BESIDE.find((ending) => (statSync(path + ending, { throwIfNoEntry: false })?.size ?? 0) > 0);
  if (beside) throw new CommandFailure(`${path}${beside} was left over: SQLite could not finish the file`);
}

/** A link, unlike a renaming, never overwrites; some file systems have none. */
function name(path: string, file: string): void {
  try {
    linkSync(path, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(file)) refuseExisting(file);
    renameSync(path, file);
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
