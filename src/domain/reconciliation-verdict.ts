import type { Bounds } from './figure.ts';
import type { ReconciliationKind } from './reconciliation-kind.ts';
import { endsBefore, type Period } from './time.ts';
import type { TimeReading } from './vocabulary.ts';

export type ReconciliationVerdict = 'CONSISTENT' | 'INCONSISTENT' | 'INCOMPLETE';

/** How the sum of the parts stands to the total. */
export type Fit = 'FITS' | 'EXCEEDS' | 'FALLS_SHORT';

/** A number and when it was said. */
interface Dated {
  readonly bounds: Bounds;
  readonly window: Period;
}

/** An open part leaves the sum open. Exact: figures are whole and at most 100,000,000. */
export function sumOf(parts: readonly Bounds[]): Bounds {
  return parts.reduce<Bounds>(
    (sum, { min, max }) => ({
      min: sum.min + min,
      max: sum.max === null || max === null ? null : sum.max + max,
    }),
    { min: 0, max: 0 },
  );
}

/** Only parts that cover the total can fall short of it. */
export function fitOf(total: Bounds, sum: Bounds, covered: boolean): Fit {
  if (total.max !== null && sum.min > total.max) return 'EXCEEDS';
  if (covered && sum.max !== null && sum.max < total.min) return 'FALLS_SHORT';
  return 'FITS';
}

/**
 * The parts whose time excuses the misfit: tolls grow, so parts may have outgrown a total that is older,
 * and a total may have outgrown a part that is older. One such part is enough.
 */
export function excusesOf<Part extends Dated>(
  fit: Fit,
  total: Dated,
  parts: readonly Part[],
  reading: TimeReading,
): Part[] {
  if (reading !== 'CUMULATIVE' || fit === 'FITS') return [];
  return parts.filter(({ window }) =>
    fit === 'EXCEEDS' ? endsBefore(total.window, window) : endsBefore(window, total.window),
  );
}

export function verdictOf(
  kind: ReconciliationKind,
  fit: Fit,
  covered: boolean,
  excused: boolean,
): ReconciliationVerdict {
  if (fit !== 'FITS') return excused ? 'INCOMPLETE' : 'INCONSISTENT';
  return covered || kind === 'BODIES' ? 'CONSISTENT' : 'INCOMPLETE';
}
