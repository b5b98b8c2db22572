import type { Command } from 'commander';
import { pino } from 'pino';
import { createServer } from '../http/server.ts';
import { PATHS } from '../paths.ts';
import { openService } from '../service.ts';
import { localConfig } from './settings.ts';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve the API and the playground')
    .action(async (_options, command: Command) => serve(command));
}

async function serve(command: Command): Promise<void> {
  const config = localConfig(command);
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const service = await openService(config, log);
  const app = await createServer(service, { log, playground: PATHS.playground });
  const stop = async (): Promise<void> => {
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
