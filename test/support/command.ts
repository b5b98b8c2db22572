import { spawn } from 'node:child_process';

const MAIN = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of the tests less the program's own settings. */
const BARE = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(COUNTERCLAIM_|DATABASE_URL|PORT|HOST|LOG_LEVEL)/.test(name),
  ),
);

/** Starts the compiled command line as a process of its own. through: a command that becomes what it is given. */
export function start(
  args: readonly string[],
  environment: Record<string, string> = {},
  through: readonly string[] = [],
) {
  const [command, ...rest] = [...through, process.execPath, MAIN, ...args];
  return spawn(command!, rest, {
    env: { ...BARE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs it to its end. */
export function run(...command: Parameters<typeof start>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = start(...command);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Starts `serve` on a free port; says its address once it listens. */
export function serve(
  environment: Record<string, string>,
): Promise<{ url: string; pid: number; stop(): Promise<number | null> }> {
  return new Promise((resolve, reject) => {
    const child = start(['serve'], { PORT: '0', LOG_LEVEL: 'silent', ...environment });
    const ended = new Promise<number | null>((end) => child.once('close', end));
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`serve ended with ${code} before it listened`)));
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /listens on (\S+)/.exec(chunk.toString())?.[1];
      const stop = (): Promise<number | null> => {
        child.kill('SIGTERM');
        return ended;
      };
      if (url) resolve({ url, pid: child.pid!, stop });
    });
  });
}
