import type { ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { expect } from 'vitest';
import { run, start } from '../support/command.ts';
import { CrashImports, ended } from './crash-imports.ts';
import { kill, startServe } from './crash-process.ts';
import { WriteLedger } from './write-ledger.ts';

export interface Crashes {
  readonly databaseUrl: string;
  /** Where sheets go. */
  readonly folder: string;
  readonly random: () => number;
  /** In seconds: after these, and a few kills, no further round begins. */
  readonly lasting: number;
  /** Of the processes, besides what names the database. */
  readonly environment?: Record<string, string>;
  /** Once no process is left; without it, what imports is killed in half of the rounds only. */
  readonly afterwards?: () => void;
}

export interface CrashFigures {
  kills: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  /** In milliseconds. */
  slowestRestart: number;
}

const CLIENTS = 6;

/** In milliseconds: five seconds are promised, of a machine that does not run all tests beside. */
const LONGEST_RESTART = 15_000;

const FEWEST_KILLS = 3;

/** Kills a server that clients write to, and an import beside it, again and again; nothing may be lost or double. */
export async function crashAgainAndAgain({
  databaseUrl,
  folder,
  random,
  lasting,
  environment = {},
  afterwards,
}: Crashes): Promise<CrashFigures> {
  const own = { ...environment, DATABASE_URL: databaseUrl };
  const end = performance.now() + lasting * 1_000;
  const ledger = new WriteLedger(random);
  const imports = new CrashImports(folder, own);
  const figures = { kills: 0, acknowledged: 0, lost: 0, doubled: 0, slowestRestart: 0 };
  let importing: ChildProcess | null = null;
  for (let round = 0; ; round += 1) {
    if (random() < 0.25) {
      await killWhileItStarts(own, random);
      figures.kills += 1;
      afterwards?.();
    }
    const server = await startServe(own);
    if (round > 0) figures.slowestRestart = Math.max(figures.slowestRestart, server.startedIn);
    try {
      if (importing) await ended(importing);
      await check(databaseUrl, ledger, imports, figures);
      await ledger.prepare(server.api);
      await ledger.retry(server.api, CLIENTS);
      if (performance.now() > end && figures.kills >= FEWEST_KILLS) {
        await imports.retry();
        await check(databaseUrl, ledger, imports, figures);
        break;
      }
      importing = round % 3 === 0 ? imports.begin() : null;
      const clients = Array.from({ length: CLIENTS }, () => ledger.writeUntilCrash(server.api));
      await Promise.race([pause(random() * (importing ? 1_500 : 500)), Promise.all(clients)]);
      const everythingDies = afterwards !== undefined || random() < 0.5;
      await Promise.all([kill(server.process), importing && everythingDies ? kill(importing) : null]);
      await Promise.all(clients);
      figures.kills += 1;
      afterwards?.();
    } finally {
      await kill(server.process);
    }
  }
  expect(figures.slowestRestart).toBeLessThan(LONGEST_RESTART);
  expect(await run(['verify'], own)).toMatchObject({ code: 0, stderr: '' });
  return { ...figures, acknowledged: ledger.acknowledged.length };
}

async function killWhileItStarts(environment: Record<string, string>, random: () => number): Promise<void> {
  const child = start(['serve'], { PORT: '0', COUNTERCLAIM_DEMO: '0', ...environment });
  await pause(300 + random() * 1_200);
  await kill(child);
}

/** Beside a server that runs; nothing is written meanwhile but what imports. */
async function check(
  databaseUrl: string,
  ledger: WriteLedger,
  imports: CrashImports,
  figures: CrashFigures,
): Promise<void> {
  const counts = await countsByName(databaseUrl);
  const count = (name: string): number => counts.get(name) ?? 0;
  const lost = ledger.acknowledged.filter(({ name }) => count(name) === 0);
  const doubled = [...counts].filter(([, rows]) => rows > 1);
  figures.lost += lost.length;
  figures.doubled += doubled.length;
  expect(
    lost.map(({ mutation, name }) => `${mutation} ${name}`),
    'acknowledged and lost',
  ).toEqual([]);
  expect(doubled, 'recorded twice').toEqual([]);
  imports.check(count);
}

/** How often each party, report and claim of a note is there. */
async function countsByName(databaseUrl: string): Promise<Map<string, number>> {
  const source = await (databaseUrl.startsWith('sqlite:')
    ? new DataSource({
        type: 'better-sqlite3',
        database: databaseUrl.slice('sqlite:'.length),
        readonly: true,
      })
    : new DataSource({ type: 'postgres', url: databaseUrl })
  ).initialize();
  try {
    if (source.options.type === 'better-sqlite3') {
      expect(await source.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    }
    const rows: { name: string; rows: number }[] = await source.query(
      `SELECT named.name, CAST(COUNT(*) AS INTEGER) AS rows FROM (
         SELECT party.slug AS name FROM party UNION ALL SELECT report.slug FROM report
         UNION ALL SELECT claim_revision.note FROM claim_revision WHERE claim_revision.note IS NOT NULL
       ) AS named GROUP BY named.name`,
    );
    return new Map(rows.map(({ name, rows: count }) => [name, count]));
  } finally {
    await source.destroy();
  }
}
