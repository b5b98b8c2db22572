import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { run, start } from '../support/command.ts';

/** Of each kind in a sheet. */
const RECORDS = 60;

/** Imports of sheets, each in a process of its own that may be killed. */
export class CrashImports {
  readonly #folder: string;
  readonly #environment: Record<string, string>;
  readonly #sheets: { readonly name: string; readonly file: string; done: boolean }[] = [];
  #failure: string | null = null;

  /** folder: where the sheets go. environment: names the database. */
  constructor(folder: string, environment: Record<string, string>) {
    this.#folder = folder;
    this.#environment = environment;
  }

  begin(): ChildProcess {
    const name = `import-${this.#sheets.length}`;
    const file = join(this.#folder, `${name}.claims.yaml`);
    writeFileSync(file, sheetOf(name));
    const sheet = { name, file, done: false };
    this.#sheets.push(sheet);
    const child = start(['import', file], this.#environment);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.once('close', (code) => {
      sheet.done = code === 0;
      if (code) this.#failure = said;
    });
    return child;
  }

  /** Whole where it ended well, else whole or not at all. */
  check(count: (name: string) => number): void {
    expect(this.#failure, 'an import that nobody killed').toBeNull();
    for (const { name, done } of this.#sheets) {
      const counts = namesOf(name).map(count);
      const expected = done || counts[0]! > 0 ? 1 : 0;
      expect(new Set(counts), `all of ${name} or nothing, after ${done ? 'its end' : 'a crash'}`).toEqual(
        new Set([expected]),
      );
    }
  }

  /** Imports again whatever was killed. */
  async retry(): Promise<void> {
    const killed = this.#sheets.filter(({ done }) => !done);
    if (killed.length === 0) return;
    const { code, stderr } = await run(['import', ...killed.map(({ file }) => file)], this.#environment);
    expect(code, stderr).toBe(0);
    for (const sheet of killed) sheet.done = true;
  }
}

export const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
};

const numbers = Array.from({ length: RECORDS }, (_, index) => index);

const namesOf = (sheet: string): string[] =>
  numbers.flatMap((number) => [`${sheet}-party-${number}`, `${sheet}-claim-${number}`]);

const sheetOf = (name: string): string => `
parties:
${numbers.map((number) => `  - { slug: ${name}-party-${number}, name: Party ${number} }`).join('\n')}
sources: [{ slug: ${name}-daily, name: The Daily, kind: MEDIA_OUTLET }]
events: [{ slug: ${name}-bridge, title: The bridge, startedAt: 2024-05-03 }]
reports:
  - { slug: ${name}-report, title: First, publisher: ${name}-daily, publishedAt: 2024-05-04, text: Four were killed. }
claims:
${numbers.map((number) => claimOf(name, number)).join('\n')}
`;

const claimOf = (name: string, number: number): string =>
  `  - { event: ${name}-bridge, report: ${name}-report, ref: claim-${number}, quote: Four were killed,
      source: ${name}-daily, outcome: KILLED, victims: { parties: [${name}-party-${number}] }, figure: Four,
      assertedAt: 2024-05-04, note: ${name}-claim-${number} }`;
