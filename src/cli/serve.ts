import type { Command } from 'commander';
import { type Logger, pino } from 'pino';
import { openLog } from '../http/log.ts';
import { PATHS } from '../paths.ts';
import { openService } from '../service.ts';
import { endOnUncaught } from './last-resort.ts';
import { localConfig } from './settings.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the API and the playground')
    .action(async (_options, command: Command) => serve(command));
}

async function serve(command: Command): Promise<void> {
  const config = localConfig(command);
  const log = openLog(config.logLevel, pino.destination({ dest: 2, sync: true }));
  endOnUncaught(log);
  const service = await openService(config, log);
  // Only here: every other command starts the sooner without it.
  const { createServer } = await import('../http/server.ts');
  const app = await createServer(service, { log, playground: PATHS.playground, config });
  const stop = async (): Promise<void> => {
    endAfter(LONGEST_DRAIN, log);
    await app.close();
    await service.close();
  };
  // Before the address is said: who reads it may stop this at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
  try {
    const address = await app.listen({ port: config.port, host: config.host });
    process.stdout.write(`Counterclaim listens on ${address}/graphql\n`);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In milliseconds: within the ten seconds after which supervisors kill, and about as long as a request may take. */
const LONGEST_DRAIN = 9_500;

/** Nothing that is dropped then has been acknowledged, and its transaction is rolled back. */
function endAfter(milliseconds: number, log: Logger): void {
  const late = setTimeout(() => {
    log.error(
      { ms: milliseconds },
      'requests were still waiting when the time to stop was over; they were dropped',
    );
    process.exit();
  }, milliseconds);
  late.unref();
}
