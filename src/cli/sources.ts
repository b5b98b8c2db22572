import { type Command, Option } from 'commander';
import { ask } from './ask.ts';
import { CommandFailure } from './exit.ts';
import {
  formatSourceComparison,
  SOURCE_COMPARISON_FORMATS,
  type SourceComparisonFormat,
} from './format-source-comparison.ts';
import {
  CompareSourcesDocument,
  type CompareSourcesQuery,
  type CompareSourcesQueryVariables,
} from './generated/operations.ts';
import type { SourceComparison } from './source-comparison.ts';
import { endBound, startBound } from './time-bound.ts';

interface CompareSourcesOptions {
  format: SourceComparisonFormat;
  event?: string[];
  party?: string[];
  outcome?: string[];
  from?: string;
  to?: string;
  reading: 'CUMULATIVE' | 'SIMULTANEOUS';
}

const repeated = (value: string, before: string[] = []): string[] => [...before, value];

export function addSources(program: Command): void {
  program
    .command('sources')
    .description('what there is to ask about sources')
    .command('compare')
    .description('sources against each other, over the questions that they share across all events')
    .argument('<sources...>', 'two to ten slugs, "sohr ndf"')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(SOURCE_COMPARISON_FORMATS).default('text'),
    )
    .option('--event <slug>', 'only answers about this event; may be repeated', repeated)
    .option('--party <slug>', 'only answers with this party as victim or blamed; may be repeated', repeated)
    .option('--outcome <outcome>', 'only answers with this outcome, KILLED; may be repeated', repeated)
    .option('--from <time>', 'only answers said then or later: a date (its start, UTC) or an instant')
    .option('--to <time>', 'only answers said before then: a date (its end, UTC) or an instant')
    .addOption(
      new Option('--reading <reading>', 'of time')
        .choices(['CUMULATIVE', 'SIMULTANEOUS'])
        .default('CUMULATIVE'),
    )
    .action(async (sources: string[], options: CompareSourcesOptions, command: Command) => {
      const comparison = await compare(sources, options, command);
      process.stdout.write(formatSourceComparison(comparison, options.format));
    });
}

async function compare(
  sources: string[],
  options: CompareSourcesOptions,
  command: Command,
): Promise<SourceComparison> {
  const scope = {
    events: options.event ?? null,
    parties: options.party ?? null,
    outcomes: (options.outcome as NonNullable<CompareSourcesQueryVariables['scope']>['outcomes']) ?? null,
    assertedFrom: startBound(options.from),
    assertedTo: endBound(options.to),
  };
  const page = async (after: string | null): Promise<Part> => {
    const variables = { sources, scope, reading: options.reading, after, further: after !== null };
    const { sourceComparison } = await ask(command, CompareSourcesDocument, variables);
    if (!sourceComparison) throw new CommandFailure('expected a comparison, got none');
    return sourceComparison;
  };
  const first = await page(null);
  const questions = [...first.questions.nodes];
  for (let { pageInfo } = first.questions; pageInfo.hasNextPage; ) {
    const next = await page(pageInfo.endCursor);
    questions.push(...next.questions.nodes);
    pageInfo = next.questions.pageInfo;
  }
  return {
    sources: first.sources ?? [],
    pairs: first.pairs ?? [],
    scope,
    reading: options.reading,
    questions,
  };
}

type Part = NonNullable<CompareSourcesQuery['sourceComparison']>;
