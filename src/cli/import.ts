import type { Command } from 'commander';
import { formatProblem, openService, SheetRefusal } from '../service.ts';
import { CommandFailure } from './exit.ts';
import { readText } from './read-text.ts';
import { say } from './say.ts';
import { localConfig } from './settings.ts';
import { silentLog } from './silent-log.ts';

export function addImport(program: Command): void {
  program
    .command('import')
    .description('record claim sheets (*.claims.yaml), each whole or not at all')
    .argument('<file...>', 'the sheets, in order')
    .action(async (files: string[], _options, command: Command) => importFiles(files, command));
}

async function importFiles(files: readonly string[], command: Command): Promise<void> {
  const sheets = files.map((file) => ({ file, text: readText(file) }));
  const service = await openService({ ...localConfig(command), demo: false }, silentLog);
  try {
    for (const sheet of sheets) {
      const { recorded, revised, unchanged } = await service.importSheet(sheet, 'import');
      say(`${sheet.file}: ${recorded} recorded, ${revised} revised, ${unchanged} unchanged`);
    }
  } catch (error) {
    if (!(error instanceof SheetRefusal)) throw error;
    for (const problem of error.problems) say(formatProblem(problem));
    throw new CommandFailure(error.message);
  } finally {
    await service.close();
  }
}
