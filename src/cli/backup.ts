import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backupDatabase } from '../service.ts';
import { CommandFailure } from './exit.ts';
import { writeNewFile } from './new-file.ts';
import { say } from './say.ts';
import { localConfig } from './settings.ts';
import { sqliteFile } from './sqlite-file.ts';

export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('write a consistent copy of the database, also while it is served and written to')
    .argument('<file>', 'the SQLite file to make, whatever the engine')
    .action(async (file: string, _options, command: Command) => {
      const config = localConfig(command);
      const own = sqliteFile(config.databaseUrl, 'backup');
      // Opening it would make it.
      if (own !== null && !existsSync(own)) throw new CommandFailure(`DATABASE_URL: there is no file ${own}`);
      const { events, claims } = await writeNewFile(resolve(file), (path) => backupDatabase(config, path));
      const { size } = statSync(file);
      say(`${file}: ${events} events, ${claims} claims, ${size} bytes`);
    });
}
