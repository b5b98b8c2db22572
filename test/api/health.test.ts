import { once } from 'node:events';
import { DataSource } from 'typeorm';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';

const get = async (url: string, path: string) => {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, body: await response.json() };
};

describe('health', () => {
  test.each(ENGINES)(
    'on %s the server is healthy, and ready while its schema is this version',
    async (engine) => {
      const databaseUrl = await freshDatabaseUrl(engine);
      const server = await startServer({ databaseUrl, demo: false });
      try {
        expect(await get(server.url, '/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
        expect(await get(server.url, '/readyz')).toEqual({ status: 200, body: { status: 'ok' } });
        await change(databaseUrl, "INSERT INTO migration (timestamp, name) VALUES (9000000000000, 'Later')");
        expect(await get(server.url, '/readyz')).toEqual({
          status: 503,
          body: { status: 'not ready', reason: expect.stringContaining('schema is newer than this version') },
        });
        await change(databaseUrl, 'DELETE FROM migration WHERE id > 1');
        expect(await get(server.url, '/readyz')).toMatchObject({
          status: 503,
          body: { reason: expect.stringContaining('counterclaim migrate') },
        });
        expect(await get(server.url, '/healthz')).toMatchObject({ status: 200 });
      } finally {
        await server.close();
      }
    },
  );

  test('a database that does not answer is told of within two seconds, without its address or password', async () => {
    const databaseUrl = await freshDatabaseUrl('postgres');
    const server = await startServer({ databaseUrl, demo: false });
    const blocker = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
    try {
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE migration IN ACCESS EXCLUSIVE MODE');
      const began = Date.now();
      expect(await get(server.url, '/readyz')).toEqual({
        status: 503,
        body: { status: 'not ready', reason: 'the database does not answer' },
      });
      expect(Date.now() - began).toBeLessThan(2_500);
      await blocker.query('ROLLBACK');
      expect(await get(server.url, '/readyz')).toMatchObject({ status: 200 });
    } finally {
      await blocker.destroy();
      await server.close();
    }
  });

  test('a server that is stopping says so, and answers what comes still', async () => {
    const server = await startServer({ demo: false });
    // Never closes its side, so that the server waits for a second.
    const lingering = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await once(lingering, 'open');
    lingering.pause();
    const closed = server.close();
    expect(await get(server.url, '/readyz')).toEqual({
      status: 503,
      body: { status: 'not ready', reason: 'the server is stopping' },
    });
    expect(await get(server.url, '/healthz')).toMatchObject({ status: 200 });
    await closed;
    lingering.terminate();
  });
});

async function change(databaseUrl: string, sql: string): Promise<void> {
  const source = databaseUrl.startsWith('sqlite:')
    ? new DataSource({ type: 'better-sqlite3', database: databaseUrl.slice('sqlite:'.length) })
    : new DataSource({ type: 'postgres', url: databaseUrl });
  await source.initialize();
  try {
    await source.query(sql);
  } finally {
    await source.destroy();
  }
}
