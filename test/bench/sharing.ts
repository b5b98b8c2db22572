import type { ComparisonScope } from '../../src/domain/source-comparison.ts';
import type { Database } from '../../src/store/database.ts';
import { compareEvent } from '../../src/use-cases/compare-event.ts';
import { compareSources } from '../../src/use-cases/compare-sources.ts';
import { listLossReporting } from '../../src/use-cases/list-loss-reporting.ts';
import { EDITOR, FIRST_PAGE } from '../store/small-record.ts';
import { clockOf } from './clock.ts';
import { EVENTS } from './large-record.ts';
import { mediansOf } from './rounds.ts';
import { timed } from './timed-database.ts';

const ANY: ComparisonScope = {
  events: null,
  parties: null,
  outcomes: null,
  assertedFrom: null,
  assertedTo: null,
};

/** Sources against sources, held against the comparison of one event of 20 claims; and its slowest statements. */
export async function measureSharing(
  large: Database,
  rounds: number,
  say: (line: string) => void,
): Promise<void> {
  const { database, take } = timed(large);
  let event = 0;
  const compared = () => {
    event = (event + 7_919) % EVENTS;
    return compareEvent(database, EDITOR, `event-${event}`, {
      ...{ assertedBy: null, recordedBy: null, includeDrafts: false, includeParts: false },
      ...{ reading: 'CUMULATIVE', sources: null, outcomes: null },
    });
  };
  const against = (sources: readonly string[], scope: Partial<ComparisonScope> = {}) =>
    compareSources(database, { sources, scope: { ...ANY, ...scope }, reading: 'CUMULATIVE' });
  const page = async (...asked: Parameters<typeof against>) =>
    (await against(...asked)).questions({ ...FIRST_PAGE, limit: 20 });
  const many = [
    'alpha',
    'beta',
    'hermit',
    'monk',
    'source-4',
    'source-5',
    'source-6',
    'source-7',
    'source-8',
  ];
  const measured = {
    'compare one event': compared,
    'first page of 2,000 shared questions': () => page(['alpha', 'beta']),
    'first page, with a scope': () => page(['alpha', 'beta'], { parties: ['party-0', 'party-25'] }),
    'first page of nine sources': () => page(many),
    'first page of none': () => page(['hermit', 'monk']),
    pairs: async () => (await against(['alpha', 'beta'])).pairs(),
    totalCount: async () => (await page(['alpha', 'beta'])).count(),
    lossReporting: () => listLossReporting(database, 'alpha'),
  };
  const last = new Map<string, readonly number[]>();
  const timing = Object.entries(measured).map(([name, work]) => [
    name,
    async () => {
      await work();
      last.set(
        name,
        take().map(({ milliseconds }) => milliseconds),
      );
    },
  ]);
  const medians = await mediansOf(Object.fromEntries(timing), rounds, clockOf(large));
  const one = medians.get('compare one event')!;
  for (const [name, median] of medians) {
    const statements = last.get(name)!;
    const sum = statements.reduce((total, milliseconds) => total + milliseconds, 0);
    say(
      `${name}: ${median.toFixed(1)} ms, ${(median / one).toFixed(1)} × a comparison; ` +
        `${statements.length} statements of ${sum.toFixed(1)} ms, the slowest of ${Math.max(...statements).toFixed(1)} ms`,
    );
  }
}
