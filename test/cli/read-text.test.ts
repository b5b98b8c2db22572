import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../../src/cli/read-text.ts';

describe('a file’s text', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'counterclaim-text-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const file = (name: string, bytes: Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  test('comes letter by letter, also where a letter lies across two pieces', () => {
    const text = `${'x'.repeat(1024 * 1024 - 1)}ﺀ and then 💥`;
    expect(readText(file('text', Buffer.from(text)))).toBe(text);
  });

  test('may begin with a byte order mark, which is no part of it', () => {
    expect(readText(file('mark', Buffer.from('\ufeffclaims: []')))).toBe('claims: []');
  });

  test('is refused where its bytes are no UTF-8, not changed silently', () => {
    const latin1 = file('latin1', Buffer.from('Tay, à l’entrée', 'latin1'));
    expect(() => readText(latin1)).toThrow(/expected UTF-8/);
  });

  test.skipIf(process.platform === 'win32')('is refused where it may have no end, or never begin', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of ['/dev/zero', pipe])
      expect(() => readText(path)).toThrow(/expected a file, got a device or a pipe/);
  });

  test('is refused where it is longer than any sheet', () => {
    const long = file('long', Buffer.from(''));
    truncateSync(long, 64 * 1024 * 1024 + 1);
    expect(() => readText(long)).toThrow(/expected at most 67108864 bytes, got more/);
  });

  test('is refused where there is no file, or a folder', () => {
    expect(() => readText(join(folder, 'none'))).toThrow(/cannot read .*none: ENOENT/);
    expect(() => readText(folder)).toThrow(/cannot read .*: EISDIR/);
  });
});
