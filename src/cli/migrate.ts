import type { Command } from 'commander';
import { migrateDatabase } from '../service.ts';
import { say } from './say.ts';
import { localConfig } from './settings.ts';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to this version')
    .option('--revert', 'take the latest migration back, with all that only it can hold')
    .action(async ({ revert }: { revert?: boolean }, command: Command) => {
      await migrateDatabase(localConfig(command), revert ?? false);
      say(revert ? 'took the latest migration back' : 'the database is up to date');
    });
}
