import { type Command, Option } from 'commander';
import { ask } from './ask.ts';
import { CommandFailure } from './exit.ts';
import { COMPARISON_FORMATS, type ComparisonFormat, formatComparison } from './format-comparison.ts';
import { CompareDocument } from './generated/operations.ts';
import { endBound } from './time-bound.ts';

interface CompareOptions {
  format: ComparisonFormat;
  sources?: string;
  assertedBy?: string;
  recordedBy?: string;
  reading: 'CUMULATIVE' | 'SIMULTANEOUS';
  failOnContradiction?: boolean;
}

/** --fail-on-contradiction found one. */
const FOUND = 3;

export function addCompare(program: Command): void {
  program
    .command('compare')
    .description('who said what about an event, side by side')
    .argument('<event>', 'its slug, "qamishli-tay-2021"')
    .addOption(new Option('--format <format>', 'how to print it').choices(COMPARISON_FORMATS).default('text'))
    .option('--sources <slugs>', 'only these, comma-separated, in this order')
    .option(
      '--asserted-by <time>',
      'only what had surely been said by then: a date (its end, UTC) or an instant',
    )
    .addOption(
      new Option('--reading <reading>', 'of time')
        .choices(['CUMULATIVE', 'SIMULTANEOUS'])
        .default('CUMULATIVE'),
    )
    .option('--recorded-by <time>', 'only what this record held by then, as it held it: a date or an instant')
    .option('--fail-on-contradiction', `exit with ${FOUND} where two answers cannot both be true`)
    .action(async (event: string, options: CompareOptions, command: Command) => {
      const comparison = await compare(event, options, command);
      process.stdout.write(formatComparison(comparison, options.format));
      const contradicted = comparison.rows.some((row) => row.contradictionCount > 0);
      if (options.failOnContradiction && contradicted) process.exitCode = FOUND;
    });
}

const ROWS_AT_ONCE = 200;

async function compare(event: string, options: CompareOptions, command: Command) {
  const variables = {
    event,
    sources: options.sources?.split(',').map((slug) => slug.trim()) ?? null,
    assertedBy: endBound(options.assertedBy),
    recordedBy: endBound(options.recordedBy),
    reading: options.reading,
    rows: ROWS_AT_ONCE,
  };
  const first = (await ask(command, CompareDocument, { ...variables, skip: 0 })).comparison;
  if (!first) throw new CommandFailure(`there is no event "${event}"`);
  const rows = [...first.rows];
  while (rows.length < first.rowCount) {
    const next = (await ask(command, CompareDocument, { ...variables, skip: rows.length })).comparison;
    if (!next || next.rows.length === 0)
      throw new CommandFailure('the event changed while it was read; try again');
    rows.push(...next.rows);
  }
  return { ...first, rows };
}
