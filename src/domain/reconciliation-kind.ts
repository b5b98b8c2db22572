import type { Event } from './event.ts';
import { type FigureQuestion, figureKey } from './question.ts';

/** Which total is held against which parts. */
export const RECONCILIATION_KINDS = ['PARTIES', 'EVERYBODY', 'OUTCOMES', 'DEMOGRAPHICS', 'BODIES'] as const;
export type ReconciliationKind = (typeof RECONCILIATION_KINDS)[number];

export interface ReconciliationRule {
  readonly isTotal: (question: FigureQuestion) => boolean;
  /** Of a question whose rest is the total's. */
  readonly isPart: (question: FigureQuestion, total: FigureQuestion) => boolean;
  /** What the kind's own fields leave of a key, equal for a total and its parts. */
  readonly rest: (question: FigureQuestion) => string;
  /** Whether parts that are all answered make up the whole of the total. */
  readonly covers: (
    parts: readonly FigureQuestion[],
    total: FigureQuestion,
    event: Pick<Event, 'sides'>,
  ) => boolean;
}

export const RECONCILIATION_RULES: Record<ReconciliationKind, ReconciliationRule> = {
  /** A figure of {A,B} against A's own and B's own. */
  PARTIES: {
    isTotal: ({ parties }) => parties.length > 1,
    isPart: ({ parties }, total) => parties.length === 1 && total.parties.includes(parties[0]!),
    rest: restBut({ parties: [] }),
    covers: (parts, total) => haveEach(parts, total.parties),
  },
  /**
   * Everybody against each single party's fighters, the civilians, and those of unknown side. Where no side of the
   * event names a party, nobody can tell who else was there, and nothing covers.
   */
  EVERYBODY: {
    isTotal: ({ scope, status }) => scope === 'ALL' && status === 'UNSPECIFIED',
    isPart: ({ scope, parties, status }) => {
      if (scope === 'PARTIES') return parties.length === 1 && status === 'COMBATANT';
      return scope === 'ALL' ? status === 'CIVILIAN' : status !== 'CIVILIAN';
    },
    rest: restBut({ scope: 'ALL', parties: [], status: 'UNSPECIFIED' }),
    covers: (parts, _, { sides }) => {
      const parties = sides.flatMap((side) => side.parties);
      return parties.length > 0 && haveEach(parts, parties) && parts.some(isAllCivilians);
    },
  },
  OUTCOMES: {
    isTotal: ({ outcome }) => outcome === 'CASUALTIES',
    isPart: ({ outcome }) => outcome === 'KILLED' || outcome === 'WOUNDED',
    rest: restBut({ outcome: 'CASUALTIES' }),
    covers: (parts) => parts.length === 2,
  },
  DEMOGRAPHICS: {
    isTotal: ({ demographic }) => demographic === 'ANY',
    isPart: ({ demographic }) => demographic !== 'ANY',
    rest: restBut({ demographic: 'ANY' }),
    covers: (parts) => parts.length === 3,
  },
  /** Bodies handed over are never all of the killed, so they can only exceed them. */
  BODIES: {
    isTotal: ({ outcome }) => outcome === 'KILLED',
    isPart: ({ outcome }) => outcome === 'BODIES_HANDED_OVER',
    rest: restBut({ outcome: 'KILLED' }),
    covers: () => false,
  },
};

function restBut(levelled: Partial<FigureQuestion>): (question: FigureQuestion) => string {
  return (question) => {
    const { outcome, coversFrom, coversTo, ...victims } = { ...question, ...levelled };
    return figureKey({ outcome, coversFrom, coversTo, victims: { ...victims, description: null } });
  };
}

const haveEach = (parts: readonly FigureQuestion[], parties: readonly string[]): boolean =>
  parties.every((party) => parts.some((part) => part.parties.includes(party)));

const isAllCivilians = ({ scope, status }: FigureQuestion): boolean =>
  scope === 'ALL' && status === 'CIVILIAN';
