import type { Service } from '../service.ts';
import { pad, textWidth } from './text-width.ts';
import { visible } from './visible.ts';

type Key = Awaited<ReturnType<Service['allKeys']>>[number];

const COLUMNS: readonly (readonly [title: string, cell: (key: Key) => string])[] = [
  ['NAME', ({ name }) => name],
  ['ROLE', ({ role }) => role],
  ['KEY', ({ prefix }) => `cc_${prefix}_…`],
  ['EVENTS', ({ events }) => events?.join(', ') ?? 'all'],
  ['MADE', ({ createdAt, createdBy }) => `${createdAt} by ${createdBy}`],
  ['LAST USED', ({ lastUsedAt }) => lastUsedAt ?? 'never'],
  ['ENDS', ({ revokedAt, expiresAt }) => (revokedAt ? `revoked ${revokedAt}` : (expiresAt ?? 'never'))],
];

/** A line a key, below the columns' names. */
export function formatKeys(keys: readonly Key[]): string {
  const lines = [
    COLUMNS.map(([title]) => title),
    ...keys.map((key) => COLUMNS.map(([, cell]) => visible(cell(key)))),
  ];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((cells) => textWidth(cells[column]!))));
  const print = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column]!))
      .join('  ')
      .trimEnd();
  return lines.map((cells) => `${print(cells)}\n`).join('');
}
