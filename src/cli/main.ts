#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { PATHS } from '../paths.ts';
import { addBackup } from './backup.ts';
import { addCompare } from './compare.ts';
import { exitCodeOf, reasonOf } from './exit.ts';
import { addImport } from './import.ts';
import { addKeys } from './keys.ts';
import { addMigrate } from './migrate.ts';
import { addRestore } from './restore.ts';
import { say } from './say.ts';
import { addServe } from './serve.ts';
import { addSources } from './sources.ts';
import { addVerify } from './verify.ts';

const { version } = JSON.parse(readFileSync(PATHS.package, 'utf8')) as { version: string };

const program = new Command('counterclaim')
  .description('Keeps who said what apart: conflicting casualty figures and attributions, side by side.')
  .version(version)
  .option('--db <url>', 'the database: sqlite:PATH or postgres://… (by default DATABASE_URL)')
  .option('--url <url>', 'ask a running server, http://…/graphql, instead of a database')
  .option('--key <key>', 'the key to show to that server')
  .exitOverride()
  .configureOutput({ outputError: (text) => say(text.trimEnd()) });

addServe(program);
addMigrate(program);
addImport(program);
addCompare(program);
addSources(program);
addVerify(program);
addBackup(program);
addRestore(program);
addKeys(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what was wrong with the usage; everything else is said in one line.
  if (!(error instanceof CommanderError)) say(`counterclaim: ${reasonOf(error)}`);
  process.exitCode = exitCodeOf(error);
}
