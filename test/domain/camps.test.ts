import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersOf } from '../../src/domain/answers.ts';
import { type Camp, campsOf } from '../../src/domain/camps.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { groupBy } from '../../src/domain/group-by.ts';
import type { SourceRecord } from '../../src/domain/source.ts';
import { act, figure, source, sourcesOf, statement } from '../support/claims.ts';

function camps(claims: readonly Claim[], told: readonly SourceRecord[] = []): Camp[] {
  const groups = groupBy(claims, (claim) => claim.attribution.source);
  const bySource = new Map([...groups].map(([slug, own]) => [slug, answersOf(own)]));
  return campsOf(bySource, sourcesOf(claims, told));
}

const only = (claims: readonly Claim[], told: readonly SourceRecord[] = []) =>
  camps(claims, told)[0]!.corroboration;
const ids = ({ claims }: Camp): string[] => claims.map(({ claimId }) => claimId);

test('the NDF’s dead of Qamishli: three by two origins, six by one, five by nobody in particular', () => {
  const told = [
    source('ndf', { kind: 'ARMED_ACTOR', ownParty: 'ndf' }),
    source('sohr', { kind: 'NGO_MONITOR' }),
    source('shafaq-sources', { kind: 'UNNAMED', anonymous: true }),
  ];
  const found = camps(
    [
      figure({ source: 'ndf', count: 3, report: 'shafaq' }),
      figure({ source: 'shafaq-sources', count: 5, report: 'shafaq' }),
      figure({ source: 'sohr', count: 5, day: 25, report: 'sohr-1' }),
      figure({ source: 'sohr', count: 6, day: 26, report: 'sohr-2' }),
      figure({ source: 'southfront', count: 6, day: 27, report: 'southfront', follows: 'sohr' }),
      figure({ source: 'al-monitor', count: 3, day: 28, until: 31, report: 'al-monitor' }),
    ],
    told,
  );
  expect(found.map(({ bounds, corroboration }) => ({ min: bounds?.min, ...corroboration }))).toEqual([
    { min: 3, origins: ['al-monitor', 'ndf'], anonymousSources: 0, reports: 2 },
    { min: 6, origins: ['sohr'], anonymousSources: 0, reports: 2 },
    { min: 5, origins: [], anonymousSources: 1, reports: 1 },
  ]);
});

describe('an answer', () => {
  test('is in the camp of its bounds, a figure of some in that of its floor', () => {
    const found = camps([
      figure({ id: 'three', source: 'a', count: 3 }),
      figure({ id: 'three too', source: 'b', count: 3 }),
      figure({ id: 'some', source: 'c', count: 5, extent: 'SOME' }),
      figure({ id: 'floor', source: 'd', count: [5, null], day: 25 }),
    ]);
    expect(found.map((camp) => [camp.bounds, ids(camp)])).toEqual([
      [{ min: 3, max: 3 }, ['three', 'three too']],
      [{ min: 5, max: null }, ['some', 'floor']],
    ]);
  });

  test('is counted in the corroboration of each camp whose bounds hold its own, and in no other', () => {
    const found = camps([figure({ source: 'a', count: 3 }), figure({ source: 'b', count: [2, 5] })]);
    expect(found.map(({ bounds, corroboration }) => [bounds, corroboration.origins])).toEqual([
      [{ min: 2, max: 5 }, ['a', 'b']],
      [{ min: 3, max: 3 }, ['a']],
    ]);
  });

  test('of a text is in the camp of its stance, of an act also of whom it blames, and implies no other', () => {
    expect(
      camps([statement({ source: 'a' }), statement({ source: 'b', stance: 'DENIES' })]).map(
        ({ bounds, stance, corroboration }) => [bounds, stance, corroboration.origins],
      ),
    ).toEqual([
      [null, 'AFFIRMS', ['a']],
      [null, 'DENIES', ['b']],
    ]);
    expect(
      camps([
        act({ source: 'a', blamed: ['ndf'] }),
        act({ source: 'b', blamed: ['army', 'ndf'] }),
        act({ source: 'c', blamed: [], stance: 'UNCERTAIN' }),
      ]).map(({ stance, blamed, corroboration }) => [stance, blamed, corroboration.origins]),
    ).toEqual([
      ['AFFIRMS', ['army', 'ndf'], ['b']],
      ['AFFIRMS', ['ndf'], ['a']],
      ['UNCERTAIN', [], ['c']],
    ]);
  });

  test('that fell, was superseded or is a denial makes no camp', () => {
    const fallen = [
      figure({ source: 'a', count: 2, retracted: 26 }),
      figure({ source: 'b', count: 3, day: 23 }),
      figure({ source: 'b', count: 4 }),
      figure({ source: 'c', count: 5, stance: 'DENIES' }),
    ];
    expect(camps(fallen).map(({ bounds }) => bounds?.min)).toEqual([4]);
  });
});

describe('origins', () => {
  test('are distinct: organs of one root are one', () => {
    const told = [source('asayish-media', { organOf: 'asayish' }), source('asayish')];
    const claims = [figure({ source: 'asayish-media' }), figure({ source: 'asayish' })];
    expect(only(claims, told)).toMatchObject({ origins: ['asayish'], anonymousSources: 0 });
  });

  test('are those whose figure a claim follows', () => {
    const told = [source('office', { organOf: 'sohr' }), source('sohr')];
    expect(only([figure({ source: 'southfront', follows: 'office' })], told).origins).toEqual(['sohr']);
  });

  test('are named: anonymous sources are counted apart, each once', () => {
    const told = [
      source('medics', { kind: 'MEDICAL', anonymous: true, organOf: 'hospital' }),
      source('hospital'),
      source('locals', { anonymous: true }),
    ];
    const claims = [
      figure({ source: 'medics' }),
      figure({ source: 'outlet', follows: 'medics' }),
      figure({ source: 'locals' }),
    ];
    expect(only(claims, told)).toMatchObject({ origins: [], anonymousSources: 2 });
  });

  test('count an organ of nobody in particular as nobody in particular', () => {
    const told = [source('their-voice', { organOf: 'activists' }), source('activists', { anonymous: true })];
    const claims = [figure({ source: 'their-voice' }), figure({ source: 'activists' })];
    expect(only(claims, told)).toMatchObject({ origins: [], anonymousSources: 1 });
  });

  test.each<[string, Partial<SourceRecord>]>([
    ['named', {}],
    ['an organ of a university', { organOf: 'university' }],
    ['nor an organ of one', { kind: 'OTHER', organOf: 'dataset' }],
    ['anonymous', { anonymous: true }],
  ])('are never a compiler, %s', (_, compiler) => {
    const told = [
      source('wiki', { kind: 'COMPILER', ...compiler }),
      source('dataset', { kind: 'COMPILER' }),
      source('university'),
    ];
    expect(only([figure({ source: 'wiki' })], told)).toEqual({
      origins: [],
      anonymousSources: 0,
      reports: 1,
    });
  });

  test('are the source that a compiler follows', () => {
    const told = [source('wiki', { kind: 'COMPILER' })];
    expect(only([figure({ source: 'wiki', follows: 'sohr' })], told).origins).toEqual(['sohr']);
    expect(only([figure({ source: 'outlet', follows: 'wiki' })], told).origins).toEqual([]);
  });
});

describe('reports', () => {
  test('are those in which the camp’s sources gave the answer, earlier ones and repeats included', () => {
    const claims = [
      figure({ source: 'a', day: 23, report: 'first' }),
      figure({ source: 'a', day: 24, report: 'second' }),
      figure({ source: 'b', follows: 'a', report: 'third' }),
      figure({ source: 'b', follows: 'a', report: 'third', start: 9 }),
    ];
    expect(only(claims).reports).toBe(3);
  });

  test('are not those of a claim that is retracted, denies it or gives another figure', () => {
    const claims = [
      figure({ source: 'a', report: 'counted', count: 3 }),
      figure({ source: 'a', day: 21, report: 'retracted', retracted: 22 }),
      figure({ source: 'a', day: 22, report: 'denied', stance: 'DENIES' }),
      figure({ source: 'a', day: 23, report: 'another', count: 2 }),
    ];
    expect(only(claims).reports).toBe(1);
  });

  test('are not those of a source whose answer is another by now', () => {
    const claims = [
      figure({ source: 'a', report: 'counted' }),
      figure({ source: 'b', day: 23, report: 'once' }),
      figure({ source: 'b', day: 24, report: 'now', count: 9 }),
    ];
    expect(only(claims).reports).toBe(1);
  });

  test('are those of claims that imply the camp, a narrower figure included', () => {
    const claims = [
      figure({ source: 'a', day: 23, report: 'narrow', count: 3 }),
      figure({ source: 'a', day: 24, report: 'wide', count: [2, 5] }),
    ];
    expect(only(claims).reports).toBe(2);
  });
});

test('camps come by most origins, lowest min, lowest max, open ends last', () => {
  const found = camps([
    figure({ source: 'a', count: [2, null] }),
    figure({ source: 'b', count: [1, 2] }),
    figure({ source: 'c', count: [0, 1] }),
    figure({ source: 'd', count: [2, 9] }),
    figure({ source: 'e', count: 7 }),
    figure({ source: 'f', count: 7 }),
  ]);
  expect(
    found.map(({ bounds, corroboration }) => [corroboration.origins.length, bounds?.min, bounds?.max]),
  ).toEqual([
    [4, 2, null],
    [3, 2, 9],
    [2, 7, 7],
    [1, 0, 1],
    [1, 1, 2],
  ]);
  const alike = camps([figure({ source: 'a', count: [2, 3] }), figure({ source: 'b', count: [1, 2] })]);
  expect(alike.map(({ bounds }) => bounds?.min)).toEqual([1, 2]);
  const byNobody = camps(
    [
      figure({ source: 'x', count: [2, null] }),
      figure({ source: 'y', count: [2, 3] }),
      figure({ source: 'z', count: [1, 9] }),
    ],
    ['x', 'y', 'z'].map((slug) => source(slug, { anonymous: true })),
  );
  expect(byNobody.map(({ bounds }) => [bounds?.min, bounds?.max])).toEqual([
    [1, 9],
    [2, 3],
    [2, null],
  ]);
});

test('a compiler’s own claim adds no origin and no anonymous source to any camp', () => {
  const answer = fc.record({
    source: fc.constantFrom('a', 'b', 'c'),
    count: fc.constantFrom(3, 4, [3, 5] as const),
  });
  const told = [source('wiki', { kind: 'COMPILER' }), source('c', { anonymous: true })];
  const backing = (claims: readonly Claim[]) =>
    new Map(camps(claims, told).map(({ bounds, corroboration }) => [JSON.stringify(bounds), corroboration]));
  fc.assert(
    fc.property(fc.array(answer.map(figure), { maxLength: 6 }), answer, (claims, more) => {
      const before = backing(claims);
      for (const [bounds, { origins, anonymousSources }] of backing([
        ...claims,
        figure({ ...more, source: 'wiki' }),
      ])) {
        const known = before.get(bounds);
        if (known)
          expect({ origins, anonymousSources }).toEqual({
            origins: known.origins,
            anonymousSources: known.anonymousSources,
          });
        expect(origins).not.toContain('wiki');
      }
    }),
    { numRuns: 300 },
  );
});
