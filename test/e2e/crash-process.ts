import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type Api, apiOf } from '../support/api.ts';
import { start } from '../support/command.ts';
import { ADMIN_KEY } from '../support/server.ts';

/** A `serve` that is going to be killed. */
export interface CrashingServer {
  readonly api: Api;
  readonly process: ChildProcess;
  /** In milliseconds, until it answered. */
  readonly startedIn: number;
}

/** Starts `serve` on a free port; resolves once it has answered a query. */
export async function startServe(
  environment: Record<string, string>,
  through: readonly string[] = [],
): Promise<CrashingServer> {
  const began = performance.now();
  const settings = {
    PORT: '0',
    LOG_LEVEL: 'error',
    COUNTERCLAIM_DEMO: '0',
    COUNTERCLAIM_RATE_LIMIT: 'off',
    COUNTERCLAIM_ADMIN_KEY: ADMIN_KEY,
    ...environment,
  };
  const child = start(['serve'], settings, through);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('close', (code) => reject(new Error(`serve ended with ${code} before it listened: ${said}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const address = /listens on (\S+)\/graphql/.exec(chunk.toString())?.[1];
      if (address) resolve(address);
    });
  });
  const api = apiOf({ url });
  await api.read('{ parties(first: 1) { totalCount } }');
  return { api, process: child, startedIn: performance.now() - began };
}

/** kill -9, of this process alone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}
