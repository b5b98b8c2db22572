import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DataSource } from 'typeorm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { apiOf } from '../support/api.ts';
import { freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { mutationOf } from './recorder.ts';

const PARTY = { input: { slug: 'late', name: 'Late' } };

async function start(engine: 'sqlite' | 'postgres') {
  const databaseUrl = await freshDatabaseUrl(engine);
  const server = await startServer({ databaseUrl, demo: false, limits: { ...LIMITS, seconds: 1 } });
  onTestFinished(server.close);
  return { api: apiOf(server), databaseUrl };
}

/** How long it took, in seconds. */
async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const from = performance.now();
  return [await work(), (performance.now() - from) / 1_000];
}

describe('a request that takes too long', () => {
  test('is refused on PostgreSQL, and cancelled there', async () => {
    const { api, databaseUrl } = await start('postgres');
    const other = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
    onTestFinished(() => other.destroy());
    const runner = other.createQueryRunner();
    await runner.startTransaction();
    await runner.query('LOCK TABLE party IN ACCESS EXCLUSIVE MODE');
    const [refused, seconds] = await timed(() => api.refusal('{ parties { nodes { id } } }'));
    expect(refused).toMatchObject({ code: 'TIMED_OUT', message: expect.stringContaining('1 s') });
    expect(seconds).toBeGreaterThan(0.9);
    const waiting = await other.query(
      `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    expect(waiting).toEqual([]);
    const [late] = await timed(() => api.refusal(mutationOf('recordParty'), PARTY));
    expect(late).toMatchObject({ code: 'TIMED_OUT' });
    await runner.rollbackTransaction();
    await runner.release();
    expect(await api.read('{ parties { totalCount } }')).toEqual({ parties: { totalCount: 0 } });
    await api.read(mutationOf('recordParty'), PARTY);
  });

  test('is refused on SQLite while another process writes, and reading goes on', async () => {
    const { api, databaseUrl } = await start('sqlite');
    const writer = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import Database from 'better-sqlite3';
       globalThis.database = new Database(${JSON.stringify(databaseUrl.slice('sqlite:'.length))});
       database.exec('BEGIN IMMEDIATE');
       process.stdout.write('writing');
       setInterval(() => undefined, 1000);`,
    ]);
    onTestFinished(() => void writer.kill());
    await once(writer.stdout, 'data');
    const late = timed(() => api.refusal(mutationOf('recordParty'), PARTY));
    const [, seconds] = await timed(() => api.read('{ parties { totalCount } }'));
    expect(seconds).toBeLessThan(0.9);
    expect((await late)[0]).toMatchObject({ code: 'TIMED_OUT' });
    writer.kill();
    await once(writer, 'exit');
    expect(await api.read('{ parties { totalCount } }')).toEqual({ parties: { totalCount: 0 } });
    await api.read(mutationOf('recordParty'), PARTY);
  });
});
