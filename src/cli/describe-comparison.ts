import type { Comparison } from './comparison.ts';
import { formatBound } from './format-window.ts';
import { counted, listed } from './words.ts';

/** What a comparison shows, one sentence an item; nothing of it is escaped yet. */
export function describeComparison(comparison: Comparison): string[] {
  const disclaimer = 'Who said what, and not which of it is true.';
  return [countsOf(comparison), ...silentOf(comparison), viewOf(comparison), disclaimer];
}

/** What stands in the place of the questions where there are none. */
export const NOTHING_IN_VIEW = 'No claim is in view, so there is no question to compare.';

/** What the words about a question's answers mean. */
export const ANSWERS_LEGEND =
  'Origins of an answer include those of narrower answers that imply it. Envelope: from the lowest to the highest ' +
  'number that any answer allows. Common: what all answers allow together.';

function countsOf({ rowCount, sources, rows }: Comparison): string {
  const pairs = rows.map((row) => row.contradictionCount).reduce((sum, count) => sum + count, 0);
  const contested = rows.filter((row) => row.contradictionCount > 0).length;
  const contradictions =
    pairs === 0
      ? 'no contradictions'
      : `${counted(pairs, 'contradiction')} in ${counted(contested, 'question')}`;
  return `${counted(rowCount, 'question')}, ${counted(sources.length, 'source')}, ${contradictions}.`;
}

/** Sources that were asked for and said nothing. */
function silentOf({ sources, rows }: Comparison): string[] {
  const heard = new Set(rows.flatMap((row) => row.cells.map(({ source }) => source.slug)));
  const silent = sources.filter(({ slug }) => !heard.has(slug)).map(({ name }) => name);
  return silent.length > 0 ? [`No claim in view from ${listed(silent)}.`] : [];
}

const READING: Record<Comparison['reading'], string> = {
  CUMULATIVE: 'tolls only grow, so an earlier lower figure and a later higher one can both be true',
  SIMULTANEOUS: 'whenever they were said, all figures are held against each other',
};

function viewOf({ assertedBy, recordedBy, reading }: Comparison): string {
  const until =
    assertedBy === null ? 'Asserted at any time' : `Surely asserted by ${formatBound(assertedBy)}`;
  const held = recordedBy === null ? '' : `, as this record held it by ${formatBound(recordedBy)}`;
  return `${until}${held}. Reading ${reading}: ${READING[reading]}.`;
}
