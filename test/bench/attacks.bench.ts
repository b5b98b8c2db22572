import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { ALL_TRANSPORTS, type AnyTransport, askOver } from '../support/ask-over.ts';
import { ATTACKS } from '../support/attacks.ts';
import { serve } from '../support/command.ts';

const CHEAP = { query: '{ viewer { name } }' };

/** What an attack got, how long that took, and the longest that another client waited meanwhile; in milliseconds. */
async function attack(url: string, transport: AnyTransport, query: string) {
  let [over, longest] = [false, 0];
  const other = (async () => {
    while (!over) {
      const [, waited] = await timed(() => askOver('http', url, CHEAP));
      longest = Math.max(longest, waited);
    }
  })();
  const [answer, took] = await timed(() => askOver(transport, url, { query }));
  over = true;
  await other;
  return { got: answer.errors?.[0]?.extensions.code ?? 'answered', took, longest };
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

/** The most memory that the process ever had, in MB. */
const peakMemory = (pid: number): number =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024);

test.runIf(process.platform === 'linux')('attacks: what they get, how long it takes, who waits', async () => {
  const server = await serve({ DATABASE_URL: 'sqlite::memory:', COUNTERCLAIM_RATE_LIMIT: 'off' });
  const url = server.url.replace(/\/graphql$/, '');
  try {
    for (let warm = 0; warm < 50; warm += 1) await askOver('http', url, CHEAP);
    process.stdout.write('attack | transport | answer | ms | others, ms | peak MB\n');
    for (const [name, query] of Object.entries(ATTACKS)) {
      for (const transport of ALL_TRANSPORTS) {
        const { got, took, longest } = await attack(url, transport, query);
        const figures = [got, took.toFixed(0), longest.toFixed(0), peakMemory(server.pid)];
        process.stdout.write(`${[name, transport, ...figures].join(' | ')}\n`);
      }
    }
  } finally {
    await server.stop();
  }
});
