import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Lints one line as a file of a room; true when the import table refuses it. */
function refuses(room: string, line: string): boolean {
  const file = `${room}/import-table-probe.ts`;
  writeFileSync(file, `${line}\n`);
  try {
    execFileSync('node_modules/.bin/biome', ['lint', '--only=style/noRestrictedImports', file], {
      stdio: 'pipe',
    });
    return false;
  } catch (error) {
    return String((error as { stdout: Buffer }).stdout)
      .concat(String((error as { stderr: Buffer }).stderr))
      .includes('noRestrictedImports');
  } finally {
    rmSync(file);
  }
}

describe('the import table', () => {
  test.each([
    ['src/domain', "export { join } from 'node:path';"],
    ['src/domain', "export { print } from 'graphql';"],
    ['src/domain', "export { DataSource } from 'typeorm';"],
    ['src/domain', "export { openDatabase } from '../store/database.ts';"],
    ['src/intake', "export { readFileSync } from 'node:fs';"],
    ['src/intake', "export { openDatabase } from '../store/database.ts';"],
    ['src/store', "export { readSheet } from '../intake/read-sheet.ts';"],
    ['src/use-cases', "export { print } from 'graphql';"],
    ['src/graphql', "export { openDatabase } from '../store/database.ts';"],
    ['src/http', "export { compare } from '../domain/comparison.ts';"],
    ['src/cli', "export { listClaims } from '../use-cases/list-claims.ts';"],
    ['migrations', "export { OPEN_END } from '../src/domain/time.ts';"],
  ])('refuses in %s: %s', (room, line) => {
    expect(refuses(room, line)).toBe(true);
  });

  test.each([
    ['src/domain', "export { foldText } from './question.ts';"],
    ['src/intake', "export { parse } from 'yaml';"],
    ['src/store', "export { foldText } from '../domain/question.ts';"],
    ['src/use-cases', "export { openDatabase } from '../store/database.ts';"],
    ['src/graphql', "export { listClaims } from '../use-cases/list-claims.ts';"],
    ['src/cli', "export { openService } from '../service.ts';"],
  ])('allows in %s: %s', (room, line) => {
    expect(refuses(room, line)).toBe(false);
  });
});
