import { type Command, Option } from 'commander';
import { openService, type Service } from '../service.ts';
import { formatJson } from './format-json.ts';
import { formatKeys } from './format-keys.ts';
import { say } from './say.ts';
import { localConfig } from './settings.ts';
import { silentLog } from './silent-log.ts';
import { endBound } from './time-bound.ts';

const ROLES = ['READER', 'CONTRIBUTOR', 'EDITOR', 'ADMIN'] as const;

interface CreateOptions {
  role: (typeof ROLES)[number];
  event?: string[];
  expires?: string;
}

const repeated = (value: string, before: string[] = []): string[] => [...before, value];

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('who may do what: make, list and revoke keys');
  keys
    .command('create')
    .description('make a key, and print it on stdout: it is kept nowhere and never shown again')
    .argument('<name>', 'of whoever is to hold it, as the record will show it, "maryam"')
    .addOption(new Option('--role <role>', 'what it may do').choices(ROLES).makeOptionMandatory())
    .option('--event <slug>', 'only for this event; may be repeated', repeated)
    .option('--expires <time>', 'refused from then on: a date (its end, UTC) or an instant')
    .action(async (name: string, { role, event, expires }: CreateOptions, command: Command) => {
      const input = { name, role, events: event ?? null, expiresAt: endBound(expires) };
      const { key, secret } = await onService(command, (service) => service.createKey(input));
      process.stdout.write(`${secret}\n`);
      say('made this key, which is not shown again:');
      process.stderr.write(formatKeys([key]));
    });
  keys
    .command('list')
    .description('all keys that were ever made, the first made first')
    .addOption(new Option('--format <format>', 'how to print them').choices(['text', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'json' }, command: Command) => {
      const all = await onService(command, (service) => service.allKeys());
      process.stdout.write(format === 'json' ? formatJson(all) : formatKeys(all));
    });
  keys
    .command('revoke')
    .description('end a key at once and for ever')
    .argument('<name>', 'of the key, "maryam"')
    .action(async (name: string, _options, command: Command) => {
      const key = await onService(command, (service) => service.revokeKey(name));
      say('revoked:');
      process.stderr.write(formatKeys([key]));
    });
}

async function onService<T>(command: Command, work: (service: Service) => Promise<T>): Promise<T> {
  const service = await openService({ ...localConfig(command), demo: false }, silentLog);
  try {
    return await work(service);
  } finally {
    await service.close();
  }
}
