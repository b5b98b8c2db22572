import type { Command } from 'commander';
import { verifyDatabase } from '../service.ts';
import { CommandFailure } from './exit.ts';
import { localConfig } from './settings.ts';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('hold the record against its journal: every chain, every content, every report text')
    .action(async (_options, command: Command) => {
      const { chains, entries, reports, fault } = await verifyDatabase(localConfig(command));
      if (fault !== null) throw new CommandFailure(fault);
      process.stdout.write(`verified ${chains} chains, ${entries} entries, ${reports} reports\n`);
    });
}
