import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { CommandFailure } from './exit.ts';

/** In bytes: the longest sheet, of characters of four. */
const LARGEST = 64 * 1024 * 1024;
const CHUNK = 1024 * 1024;

/**
 * A file's text. Read piece by piece, so that what has no end fills no memory; bytes that are no
 * UTF-8 are refused, for what stands instead of them would be quoted as the report's words.
 */
export function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandFailure(`cannot read ${file}: expected UTF-8, got other bytes; save it as UTF-8`);
  }
}

/** Whose writers hand them over with the command: these end. */
const HANDED_OVER = /^\/dev\/(?:stdin|fd\/\d+)$/;

/** A named pipe would be waited for until somebody opens its other end. */
function refuseOtherFiles(file: string): void {
  if (HANDED_OVER.test(file)) return;
  const found = statSync(file);
  if (!found.isFile() && !found.isDirectory()) throw new Error('expected a file, got a device or a pipe');
}

function readBytes(file: string): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  let descriptor: number | null = null;
  try {
    refuseOtherFiles(file);
    descriptor = openSync(file, 'r');
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(descriptor, chunk, 0, CHUNK, null);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      size += read;
      if (size > LARGEST) throw new Error(`expected at most ${LARGEST} bytes, got more; split it`);
    }
  } catch (error) {
    throw new CommandFailure(`cannot read ${file}: ${(error as Error).message}`);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
