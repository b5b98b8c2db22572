import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { describe, expect, inject, test } from 'vitest';
import { freshDatabaseUrl } from '../support/databases.ts';
import { type Crashes, type CrashFigures, crashAgainAndAgain } from './crash-rounds.ts';
import { durableImages, losePower, whyNoPowerLoss } from './power-loss.ts';
import { randomOf } from './random.ts';

/** In seconds, of each kind of crash: CRASH_SECONDS=600 npx vitest run test/e2e/crash.test.ts */
const LASTING = Number(process.env.CRASH_SECONDS ?? 8);
const SEED = Number(process.env.CRASH_SEED ?? Date.now() % 2 ** 32);
const TIMEOUT = LASTING * 1_000 + 120_000;

const newFolder = (): string => realpathSync(mkdtempSync(join(inject('databaseFolder'), 'crash-')));

async function crash(name: string, crashes: Omit<Crashes, 'lasting' | 'random'>): Promise<CrashFigures> {
  try {
    const figures = await crashAgainAndAgain({ ...crashes, lasting: LASTING, random: randomOf(SEED) });
    process.stderr.write(`${name}: ${JSON.stringify(figures)}, CRASH_SEED=${SEED}\n`);
    return figures;
  } catch (error) {
    process.stderr.write(`${name}: to see it again, CRASH_SEED=${SEED}\n`);
    throw error;
  }
}

test.each(['sqlite', 'postgres'] as const)(
  'kill -9 at any moment loses nothing that was acknowledged and doubles nothing, on %s',
  async (engine) => {
    const databaseUrl = await freshDatabaseUrl(engine);
    const figures = await crash(`kill -9 on ${engine}`, { databaseUrl, folder: newFolder() });
    expect(figures).toMatchObject({ lost: 0, doubled: 0 });
  },
  TIMEOUT,
);

const reason = whyNoPowerLoss();

describe.skipIf(reason !== null)(`when the power is lost${reason ? ` (skipped: ${reason})` : ''}`, () => {
  test(
    'nothing is lost that was acknowledged, and nothing doubled',
    async () => {
      const [folder, databases] = [newFolder(), newFolder()];
      const chance = randomOf(SEED + 1);
      const figures = await crash('power loss on sqlite', {
        databaseUrl: `sqlite:${join(databases, 'record.sqlite')}`,
        folder,
        environment: durableImages(folder, databases),
        afterwards: () => {
          const kept = chance() < 0.5 ? 0 : chance();
          losePower(databases, () => chance() < kept);
        },
      });
      expect(figures).toMatchObject({ lost: 0, doubled: 0 });
    },
    TIMEOUT,
  );

  test.each([
    ['FULL', 0],
    ['NORMAL', 20],
    ['OFF', 20],
  ])('with synchronous = %s SQLite itself loses %i rows of 20', async (synchronous, lost) => {
    const [folder, databases] = [newFolder(), newFolder()];
    const file = join(databases, 'rows.sqlite');
    const written = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', WRITES_ROWS, file, synchronous],
      {
        env: { ...process.env, ...durableImages(folder, databases) },
        encoding: 'utf8',
      },
    );
    expect(written, written.stderr).toMatchObject({ signal: 'SIGKILL', stdout: '20 rows committed\n' });
    losePower(databases, () => false);
    const source = await new DataSource({ type: 'better-sqlite3', database: file }).initialize();
    expect(await source.query('SELECT COUNT(*) AS rows FROM entry')).toEqual([{ rows: 20 - lost }]);
    await source.destroy();
  });
});

/** The table is durable in any case; the rows are only as far as `synchronous` makes them. */
const WRITES_ROWS = `
  import { DataSource } from 'typeorm';
  import Database from 'better-sqlite3';
  const [file, synchronous] = process.argv.slice(1);
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE entry (number INTEGER)');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('synchronous = ' + synchronous);
  const insert = database.prepare('INSERT INTO entry VALUES (?)');
  for (let number = 1; number <= 20; number += 1) insert.run(number);
  process.stdout.write('20 rows committed\\n', () => process.kill(process.pid, 'SIGKILL'));
`;
