import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '../../src/domain/claim.ts';
import { compare } from '../../src/domain/comparison.ts';
import { LARGEST_FIGURE } from '../../src/domain/figure.ts';
import { type Reconciliation, reconciliationsOf } from '../../src/domain/reconciliation.ts';
import type { Outcome, TimeReading } from '../../src/domain/vocabulary.ts';
import { type Count, event, figure, request, type SaidFigure, sourcesOf } from '../support/claims.ts';

type Victims = Partial<FigureClaim['victims']>;
const of = (...parties: string[]): Victims => ({ scope: 'PARTIES', parties, status: 'COMBATANT' });
const everybody: Victims = { scope: 'ALL', parties: [], status: 'UNSPECIFIED' };
const civilians: Victims = { scope: 'ALL', parties: [], status: 'CIVILIAN' };
const unknown: Victims = { scope: 'UNKNOWN', parties: [], status: 'UNSPECIFIED' };
const unknownFighters: Victims = { scope: 'UNKNOWN', parties: [], status: 'COMBATANT' };

const OF_TWO_SIDES: readonly (readonly string[])[] = [['ndf'], ['asayish']];

function reconcile(
  claims: readonly FigureClaim[],
  {
    reading = 'CUMULATIVE',
    sides = OF_TWO_SIDES,
  }: { reading?: TimeReading; sides?: readonly (readonly string[])[] } = {},
): Reconciliation[] {
  const record = {
    event: event({ sides: sides.map((parties) => ({ label: null, parties })) }),
    claims,
    sources: sourcesOf(claims),
  };
  const comparison = compare(record, request({ reading }));
  return reconciliationsOf({ ...comparison, allRows: comparison.rows });
}

/** SOHR's figures, of everybody killed on 24 April unless they say otherwise. */
const sohr = (...said: SaidFigure[]): FigureClaim[] =>
  said.map((one) => figure({ source: 'sohr', victims: everybody, ...one }));

/** The one within SOHR. */
function own(claims: readonly FigureClaim[], context?: Parameters<typeof reconcile>[1]): Reconciliation {
  const found = reconcile(claims, context).filter(({ source }) => source === 'sohr');
  expect(found).toHaveLength(1);
  return found[0]!;
}

const keys = ({ parts }: Reconciliation): string[] => parts.map(({ question }) => question.key);

describe('PARTIES holds a figure of several parties against the own figures of each', () => {
  const both = { victims: of('asayish', 'ndf'), count: 5 };

  test('and is covered by all of them', () => {
    const result = own(
      sohr(both, { victims: of('ndf'), count: 3 }, { victims: of('asayish'), count: [2, 4] }),
    );
    expect(result).toMatchObject({ kind: 'PARTIES', sum: { min: 5, max: 7 }, verdict: 'CONSISTENT' });
    expect(keys(result)).toEqual([
      'clash/KILLED/PARTIES/asayish/COMBATANT/ANY/PERSON//',
      'clash/KILLED/PARTIES/ndf/COMBATANT/ANY/PERSON//',
    ]);
  });

  test('and is incomplete without one of them', () => {
    expect(own(sohr(both, { victims: of('ndf'), count: 3 }))).toMatchObject({ verdict: 'INCOMPLETE' });
  });

  test('and takes no part of a party that the total does not name, of another status, or of two parties', () => {
    const others = [
      of('army'),
      { ...of('ndf'), status: 'CIVILIAN' as const },
      of('army', 'ndf'),
      { ...of('ndf'), unit: 'FAMILY' as const },
      { ...of('ndf'), demographic: 'MEN' as const },
    ];
    expect(
      reconcile(sohr(both, ...others.map((victims) => ({ victims, count: 1 })))).filter(
        ({ total }) => total.question.parties.join() === 'asayish,ndf',
      ),
    ).toEqual([]);
  });

  test('and takes no part of another outcome or covered period', () => {
    const ndf = { victims: of('ndf'), count: 1 };
    const others = [
      { ...ndf, outcome: 'WOUNDED' as const },
      { ...ndf, coversFrom: '2021-04-20T00:00:00.000Z' },
    ];
    expect(reconcile(sohr(both, ...others))).toEqual([]);
  });
});

describe('EVERYBODY holds a figure of all, whoever they are, against each group', () => {
  const total = { count: 10 };
  const ndf = { victims: of('ndf'), count: 3 };
  const asayish = { victims: of('asayish'), count: 2 };
  const others = { victims: civilians, count: 5 };

  test('and is covered by the fighters of every party of the sides and the civilians', () => {
    expect(own(sohr(total, ndf, asayish, others))).toMatchObject({
      kind: 'EVERYBODY',
      sum: { min: 10, max: 10 },
      verdict: 'CONSISTENT',
    });
  });

  test.each([
    ['a party of a side', [ndf, others]],
    ['the civilians', [ndf, asayish]],
  ])('and is not covered without %s', (_, parts) => {
    expect(own(sohr(total, ...parts))).toMatchObject({ covered: false, verdict: 'INCOMPLETE' });
  });

  test('and is never covered in an event that names no party, since nobody can tell who was there', () => {
    expect(own(sohr(total, others), { sides: [] })).toMatchObject({ covered: false, verdict: 'INCOMPLETE' });
  });

  test('and sums up the fighters of a party on no side too', () => {
    const result = own(sohr(total, ndf, asayish, others, { victims: of('army'), count: 1 }));
    expect(result).toMatchObject({ sum: { min: 11, max: 11 }, verdict: 'INCONSISTENT' });
  });

  test('and takes those of unknown side, whatever they are, before the fighters among them', () => {
    const result = own(sohr(total, { victims: unknown, count: 2 }, { victims: unknownFighters, count: 1 }));
    expect(keys(result)).toEqual(['clash/KILLED/UNKNOWN//UNSPECIFIED/ANY/PERSON//']);
  });

  test('and takes the fighters of unknown side where there is no figure of all of them', () => {
    const result = own(sohr(total, { victims: unknownFighters, count: 1 }));
    expect(keys(result)).toEqual(['clash/KILLED/UNKNOWN//COMBATANT/ANY/PERSON//']);
  });

  test('and takes its own fighters of unknown side though another source has a figure of all of them', () => {
    const claims = sohr(total, { victims: unknownFighters, count: 1 });
    const result = own([...claims, figure({ source: 'rudaw', victims: unknown, count: 4 })]);
    expect(keys(result)).toEqual(['clash/KILLED/UNKNOWN//COMBATANT/ANY/PERSON//']);
  });

  test('and takes no fighters of two parties or of all, no civilians of one party or of unknown side', () => {
    const others: Victims[] = [
      of('army', 'ndf'),
      { ...of('ndf'), status: 'CIVILIAN' },
      { ...everybody, status: 'COMBATANT' },
      { ...unknown, status: 'CIVILIAN' },
    ];
    expect(reconcile(sohr(total, ...others.map((victims) => ({ victims, count: 1 }))))).toEqual([]);
  });
});

describe('OUTCOMES, DEMOGRAPHICS and BODIES', () => {
  const killed = { count: 6 };
  const wounded = { outcome: 'WOUNDED', count: 25 } as const;
  const casualties = { outcome: 'CASUALTIES', count: 31 } as const;

  test('casualties are covered by the killed and the wounded', () => {
    expect(own(sohr(casualties, killed, wounded))).toMatchObject({
      kind: 'OUTCOMES',
      verdict: 'CONSISTENT',
    });
    expect(own(sohr(casualties, killed))).toMatchObject({ kind: 'OUTCOMES', verdict: 'INCOMPLETE' });
  });

  test('anybody is covered by children, women and men', () => {
    const group = (demographic: 'CHILDREN' | 'WOMEN' | 'MEN') => ({
      victims: { ...everybody, demographic },
      count: 2,
    });
    const [children, women, men] = [group('CHILDREN'), group('WOMEN'), group('MEN')];
    expect(own(sohr(killed, children, women, men))).toMatchObject({
      kind: 'DEMOGRAPHICS',
      verdict: 'CONSISTENT',
    });
    expect(own(sohr(killed, children, women))).toMatchObject({ verdict: 'INCOMPLETE' });
  });

  test.each([
    [3, 'CONSISTENT'],
    [0, 'CONSISTENT'],
    [7, 'INCONSISTENT'],
  ])(
    '%i bodies handed over of 6 killed are %s: they never cover the killed, and never fall short',
    (count, verdict) => {
      const result = own(sohr(killed, { outcome: 'BODIES_HANDED_OVER', count }));
      expect(result).toMatchObject({ kind: 'BODIES', covered: false, verdict });
    },
  );

  test('a figure can be a part of one total and the total of others', () => {
    const children = { victims: { ...everybody, demographic: 'CHILDREN' as const }, count: 1 };
    const found = reconcile(sohr(casualties, killed, children));
    expect(found.filter(({ source }) => source !== null).map(({ kind }) => kind)).toEqual([
      'OUTCOMES',
      'DEMOGRAPHICS',
    ]);
  });
});

describe('the sum', () => {
  const casualties = { outcome: 'CASUALTIES', count: 31 } as const;

  test('stays open where a part has no upper bound, and then never falls short', () => {
    const parts = [{ count: [6, null] }, { outcome: 'WOUNDED', count: 7 }] as const;
    expect(own(sohr(casualties, ...parts))).toMatchObject({
      sum: { min: 13, max: null },
      verdict: 'CONSISTENT',
    });
  });

  test('takes a part that counts only some of its victims as a floor', () => {
    const parts = [
      { count: 6, extent: 'SOME' },
      { outcome: 'WOUNDED', count: 7 },
    ] as const;
    expect(own(sohr(casualties, ...parts))).toMatchObject({ sum: { min: 13, max: null } });
  });

  test('never exceeds a total without an upper bound', () => {
    const parts = [{ count: 60 }, { outcome: 'WOUNDED', count: 7 }] as const;
    expect(own(sohr({ ...casualties, count: [31, null] }, ...parts))).toMatchObject({
      verdict: 'CONSISTENT',
    });
  });

  test('of the largest figures is exact', () => {
    const outcomes: Outcome[] = ['CASUALTIES', 'KILLED', 'WOUNDED'];
    const result = own(sohr(...outcomes.map((outcome) => ({ outcome, count: LARGEST_FIGURE }))));
    expect(result.sum).toEqual({ min: 2 * LARGEST_FIGURE, max: 2 * LARGEST_FIGURE });
  });
});

describe('parts that do not fit', () => {
  const casualties = (count: Count, at = 24) => ({ outcome: 'CASUALTIES', count, day: at }) as const;
  const killed = (count: Count, at = 24) => ({ count, day: at }) as const;
  const wounded = (count: Count, at = 24) => ({ outcome: 'WOUNDED', count, day: at }) as const;
  const verdict = (...said: SaidFigure[]) => own(sohr(...said)).verdict;

  test('are inconsistent when even their least exceeds the most that the total allows', () => {
    expect(verdict(casualties([8, 12]), killed([6, 9]), wounded([7, 9]))).toBe('INCONSISTENT');
    expect(verdict(casualties([8, 13]), killed([6, 9]), wounded([7, 9]))).toBe('CONSISTENT');
  });

  test('are inconsistent when they exceed the total though they do not cover it', () => {
    expect(verdict(casualties(5), killed(6))).toBe('INCONSISTENT');
  });

  test('are inconsistent when they cover the total and fall short of it', () => {
    expect(verdict(casualties([19, null]), killed([6, 9]), wounded([7, 9]))).toBe('INCONSISTENT');
    expect(verdict(casualties([18, null]), killed([6, 9]), wounded([7, 9]))).toBe('CONSISTENT');
  });

  test('are excused in exceeding a total that is older than one of them', () => {
    expect(verdict(casualties(10, 22), killed(6, 22), wounded(7, 23))).toBe('INCOMPLETE');
  });

  test('are not excused in exceeding a total that is newer than they are', () => {
    expect(verdict(casualties(10, 24), killed(6, 22), wounded(7, 23))).toBe('INCONSISTENT');
  });

  test('are excused in falling short of a total that is newer than one of them', () => {
    expect(verdict(casualties(20, 24), killed(6, 24), wounded(7, 23))).toBe('INCOMPLETE');
  });

  test('are not excused in falling short of a total that is older than they are', () => {
    expect(verdict(casualties(20, 22), killed(6, 23), wounded(7, 23))).toBe('INCONSISTENT');
  });

  test('are not excused where the windows overlap', () => {
    expect(verdict({ ...casualties(10, 22), until: 24 }, killed(6, 23), wounded(7, 23))).toBe('INCONSISTENT');
    expect(verdict({ ...casualties(10, 22), until: 23 }, killed(6, 23), wounded(7, 23))).toBe('INCOMPLETE');
  });

  test('are never excused when all is read as said at once', () => {
    const claims = sohr(casualties(10, 22), killed(6, 22), wounded(7, 23));
    expect(own(claims, { reading: 'SIMULTANEOUS' }).verdict).toBe('INCONSISTENT');
  });
});

describe('within a source', () => {
  test('only its own figures are held together', () => {
    const found = reconcile([
      ...sohr({ outcome: 'CASUALTIES', count: 31 }),
      figure({ source: 'rudaw', victims: everybody, count: 6 }),
    ]);
    expect(found.map(({ source }) => source)).toEqual([null]);
  });

  test('its current answer counts: the last of several that it gave at once', () => {
    const result = own(
      sohr({ outcome: 'CASUALTIES', count: 31 }, { count: 5, start: 10 }, { count: 6, start: 90 }),
    );
    expect(result.sum).toEqual({ min: 6, max: 6 });
  });

  test('an earlier figure that it has updated counts no more', () => {
    const result = own(sohr({ outcome: 'CASUALTIES', count: 31 }, { count: 60, day: 22 }, { count: 6 }));
    expect(result.sum).toEqual({ min: 6, max: 6 });
  });

  test('a figure that it withdrew is no part, and one that it denies is no total', () => {
    const killed = { count: 6 };
    const casualties = { outcome: 'CASUALTIES', count: 31 } as const;
    expect(reconcile(sohr(casualties, { ...killed, retracted: 25 }))).toEqual([]);
    expect(reconcile(sohr({ ...casualties, stance: 'DENIES' }, killed))).toEqual([]);
  });
});

describe('across sources', () => {
  const across = (...claims: FigureClaim[]): Reconciliation => {
    const found = reconcile(claims).filter(({ source }) => source === null);
    expect(found).toHaveLength(1);
    return found[0]!;
  };
  const casualties = (said: SaidFigure = {}) =>
    figure({ source: 'sohr', outcome: 'CASUALTIES', victims: everybody, count: 31, ...said });
  const killed = (source: string, said: SaidFigure) => figure({ source, victims: everybody, ...said });

  test('a row counts as what is common to its answers', () => {
    const result = across(
      casualties(),
      killed('rudaw', { count: [2, 9] }),
      killed('anha', { count: [5, null] }),
    );
    expect(result.sum).toEqual({ min: 5, max: 9 });
  });

  test('a row whose answers contradict each other counts as their whole range', () => {
    const result = across(casualties(), killed('rudaw', { count: 2 }), killed('anha', { count: 6 }));
    expect(result.sum).toEqual({ min: 2, max: 6 });
  });

  test('a row is as new as the newest of its answers', () => {
    const old = casualties({ count: 5, day: 22 });
    const late = killed('anha', { count: [6, null], day: 23 });
    expect(across(old, killed('rudaw', { count: 6, day: 21 }), late).verdict).toBe('INCOMPLETE');
    expect(across(old, killed('rudaw', { count: 6, day: 21 })).verdict).toBe('INCONSISTENT');
  });

  test('of answers that end together, the one that began last gives a row its time', () => {
    const old = casualties({ count: 5, day: 22 });
    const long = killed('rudaw', { count: 6, day: 21, until: 24 });
    expect(across(old, long, killed('anha', { count: 6, day: 23, until: 24 })).verdict).toBe('INCOMPLETE');
    expect(across(old, long).verdict).toBe('INCONSISTENT');
  });

  test('a row in which nobody answers is no part', () => {
    expect(reconcile([casualties(), killed('rudaw', { stance: 'UNCERTAIN' })])).toEqual([]);
  });

  test('one source’s own total and parts are held together a second time', () => {
    const found = reconcile(sohr({ outcome: 'CASUALTIES', count: 31 }, { count: 6 }));
    expect(found.map(({ source }) => source)).toEqual(['sohr', null]);
  });
});

test('come by kind, then by the total’s row, then in the order of the columns, across sources last', () => {
  const told = (source: string, at: number) => [
    figure({ source, day: at, victims: everybody, outcome: 'BODIES_HANDED_OVER', count: 1 }),
    figure({ source, day: at, victims: everybody, outcome: 'CASUALTIES', count: 9 }),
    figure({ source, day: at, victims: everybody, count: 2 }),
    figure({ source, day: at, victims: civilians, count: 1 }),
    figure({ source, day: at, victims: civilians, outcome: 'CASUALTIES', count: 2 }),
  ];
  const found = reconcile([...told('late', 24), ...told('early', 22)]);
  expect(
    found.map(({ kind, source, total }) => [
      kind,
      total.question.key.split('/')[1],
      total.question.status,
      source,
    ]),
  ).toEqual(
    [
      ['EVERYBODY', 'KILLED', 'UNSPECIFIED'],
      ['EVERYBODY', 'CASUALTIES', 'UNSPECIFIED'],
      ['OUTCOMES', 'CASUALTIES', 'CIVILIAN'],
      ['OUTCOMES', 'CASUALTIES', 'UNSPECIFIED'],
      ['BODIES', 'KILLED', 'UNSPECIFIED'],
    ].flatMap((total) => ['early', 'late', null].map((source) => [...total, source])),
  );
});
