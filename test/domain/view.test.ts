import { expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import { inView, withoutParts } from '../../src/domain/view.ts';
import { day, figure, type SaidFigure, statement } from '../support/claims.ts';

const NOW = { assertedBy: null, includeDrafts: false };
const ids = (claims: readonly Claim[]): string[] => claims.map(({ claimId }) => claimId);

const OF_EACH_STATUS = [
  figure({ id: 'published' }),
  figure({ id: 'retracted', retracted: 26 }),
  figure({ id: 'draft', status: 'DRAFT' }),
  figure({ id: 'rejected', status: 'REJECTED' }),
];

test('published and retracted claims are in view, drafts and rejected ones are not', () => {
  expect(ids(inView(OF_EACH_STATUS, NOW))).toEqual(['published', 'retracted']);
});

test('drafts are in view where they are asked for, rejected claims never', () => {
  expect(ids(inView(OF_EACH_STATUS, { ...NOW, includeDrafts: true }))).toEqual([
    'published',
    'retracted',
    'draft',
  ]);
});

test('a claim is in view once its window has ended, not while it may still have been to come', () => {
  const claim = figure({ id: 'said', day: 24, until: 26 });
  const seenBy = (number: number) => ids(inView([claim], { ...NOW, assertedBy: day(number) }));
  expect(seenBy(25)).toEqual([]);
  expect(seenBy(26)).toEqual(['said']);
});

test('a claim that was retracted only after assertedBy stands as if it were not', () => {
  const claim = figure({ day: 24, retracted: 28 });
  const [then] = inView([claim], { ...NOW, assertedBy: day(27) });
  const [onTheDay] = inView([claim], { ...NOW, assertedBy: day(28) });
  const [now] = inView([claim], NOW);
  expect(then).toMatchObject({ status: 'PUBLISHED', retractedAt: null });
  expect(onTheDay).toMatchObject({ status: 'RETRACTED', retractedAt: day(28) });
  expect(now).toMatchObject({ status: 'RETRACTED' });
});

const rows = (part: SaidFigure, whole: SaidFigure): string[] =>
  ids(
    withoutParts([
      figure({ count: [30, 35], id: 'whole', ...whole }),
      figure({ count: 17, id: 'part', partOf: 'whole', ...part }),
    ]),
  );

test('a part stands under its whole', () => {
  expect(rows({}, {})).toEqual(['whole']);
  expect(rows({ count: [30, 35] }, {})).toEqual(['whole']);
  expect(rows({ count: [17, null] }, { count: [30, null] })).toEqual(['whole']);
});

test('a retracted whole is still in view, and its part under it', () => {
  expect(rows({}, { retracted: 26 })).toEqual(['whole']);
});

test('a part whose whole is out of view stands by itself', () => {
  expect(ids(withoutParts([figure({ id: 'part', partOf: 'whole' })]))).toEqual(['part']);
});

test('a part that answers another question than its whole stands by itself', () => {
  expect(rows({ outcome: 'WOUNDED' }, {})).toEqual(['whole', 'part']);
});

test.each<[string, SaidFigure]>([
  ['min', { count: [31, 35] }],
  ['max', { count: [17, 36] }],
  ['open max', { count: [17, null] }],
])('a part with a higher %s than its whole stands by itself', (_, part) => {
  expect(rows(part, {})).toEqual(['whole', 'part']);
});

test('raw bounds are compared: a part that counts only some is under its whole all the same', () => {
  expect(rows({ extent: 'SOME' }, {})).toEqual(['whole']);
});

test('a part of a part stands under it', () => {
  const chain = [
    figure({ count: 35, id: 'whole' }),
    figure({ count: 17, id: 'north', partOf: 'whole' }),
    figure({ count: 3, id: 'village', partOf: 'north' }),
  ];
  expect(ids(withoutParts(chain))).toEqual(['whole']);
});

test('claims that are parts of each other all stay, for none has a whole that shows it', () => {
  const itself = figure({ id: 'a', partOf: 'a' });
  const circle = [figure({ id: 'b', partOf: 'c' }), figure({ id: 'c', partOf: 'b' })];
  const under = figure({ id: 'd', partOf: 'c' });
  expect(ids(withoutParts([itself, ...circle, under]))).toEqual(['a', 'b', 'c']);
});

test('acts and propositions have no parts', () => {
  expect(ids(withoutParts([statement({ id: 'a' })]))).toEqual(['a']);
});
