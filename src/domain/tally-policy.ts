import { boundsOf } from './answers.ts';
import { campsOf } from './camps.ts';
import type { FigureClaim } from './claim.ts';
import type { Comparison, ComparisonRow } from './comparison.ts';
import { mayFall, windowOf } from './contradiction.ts';
import type { ExclusionReason } from './exclusion.ts';
import type { Bounds } from './figure.ts';
import { contains, intersect } from './figure-relation.ts';
import { byText } from './order.ts';
import { perspectiveOf } from './perspective.ts';
import { currentFiguresIn, figuresIn } from './row-answers.ts';
import { endsBefore } from './time.ts';

/** How to get one figure from many (Every Casualty's practices). */
export const TALLY_POLICIES = [
  'ENVELOPE',
  'COMMON',
  'MAJORITY',
  'LATEST',
  'OWN_LOSSES_FIRST',
  'HIGHEST_RELIABILITY',
] as const;
export type TallyPolicy = (typeof TALLY_POLICIES)[number];

export type TallyContext = Pick<Comparison, 'event' | 'sources' | 'request'>;

interface Choice {
  readonly bounds: Bounds | null;
  /** Why an answer is left out; null where it is used. */
  readonly reasonFor: (claim: FigureClaim) => ExclusionReason | null;
}

/** What a policy makes of a row of figures. */
type Policy = (row: ComparisonRow, context: TallyContext) => Choice;

/**
 * ENVELOPE and COMMON are the row's own and so use every answer, also where a source gave several at once. The
 * others use one for each source, its current one.
 */
export const POLICIES: Record<TallyPolicy, Policy> = {
  ENVELOPE: ({ envelope }) => ({ bounds: envelope, reasonFor: () => null }),

  COMMON: (row, { request }) => {
    const answers = figuresIn(row);
    return {
      bounds: row.common,
      reasonFor: (claim) => {
        if (request.reading === 'SIMULTANEOUS' || !mayFall(claim.outcome)) return null;
        const by = answers.findLast((answer) => endsBefore(windowOf(claim), windowOf(answer)));
        return by ? { why: 'FOLLOWED', by } : null;
      },
    };
  },

  /** By the camps of one answer for each source. An answer that implies the camp is used with it; a tie uses none. */
  MAJORITY: (row, { sources }) => {
    const cells = [...row.bySource].map(
      ([source, cell]) => [source, { ...cell, answers: cell.answers.slice(-1) }] as const,
    );
    const camps = campsOf(new Map(cells), sources);
    const origins = camps[0]?.corroboration.origins.length ?? 0;
    const most = camps.filter(({ corroboration }) => corroboration.origins.length === origins);
    const bounds = most.length === 1 ? most[0]!.bounds : null;
    return oneForEachSource(row, bounds, (claim) => {
      if (bounds === null) return { why: 'TIE', camps: most };
      return contains(bounds, boundsOf(claim)) ? null : { why: 'OUTSIDE_MAJORITY', bounds, origins };
    });
  },

  LATEST: (row) => {
    const latest = currentFiguresIn(row).at(-1);
    return together(row, (claim) =>
      latest && claim.assertedAt < latest.assertedAt ? { why: 'EARLIER', latest } : null,
    );
  },

  OWN_LOSSES_FIRST: (row, context) => {
    const perspective = ({ attribution, victims }: FigureClaim) =>
      perspectiveOf(context.sources.get(attribution.source)!, victims.parties, context.event);
    if (!currentFiguresIn(row).some((claim) => perspective(claim) === 'OWN_LOSSES')) {
      return POLICIES.COMMON(row, context);
    }
    return together(row, (claim) => {
      const taken = perspective(claim);
      return taken === 'OWN_LOSSES' ? null : { why: 'NOT_OWN_LOSSES', perspective: taken };
    });
  },

  /** A is the best grade and F, cannot be judged, the last. */
  HIGHEST_RELIABILITY: (row, { sources }) => {
    const gradeOf = ({ attribution }: FigureClaim) => sources.get(attribution.source)!.reliability;
    const best = currentFiguresIn(row).map(gradeOf).sort(byText)[0];
    return together(row, (claim) => {
      const grade = gradeOf(claim);
      return best && grade !== best ? { why: 'LESS_RELIABLE', grade, best } : null;
    });
  },
};

/** What all current answers allow together that no reason leaves out; null when that is nothing. */
function together(row: ComparisonRow, reasonFor: Choice['reasonFor']): Choice {
  const kept = currentFiguresIn(row).filter((claim) => reasonFor(claim) === null);
  return oneForEachSource(row, intersect(kept.map(boundsOf)), reasonFor);
}

function oneForEachSource(row: ComparisonRow, bounds: Bounds | null, reasonFor: Choice['reasonFor']): Choice {
  const current = new Map(currentFiguresIn(row).map((claim) => [claim.attribution.source, claim]));
  return {
    bounds,
    reasonFor: (claim) => {
      const own = current.get(claim.attribution.source)!;
      return own === claim ? reasonFor(claim) : { why: 'NOT_CURRENT', current: own };
    },
  };
}
