import { expect, test } from 'vitest';
import { revisionChanges } from '../../src/domain/revision-changes.ts';
import { act, day, figure } from '../support/claims.ts';

const claim = figure({ id: 'a' });

test('a first revision changes nothing', () => {
  expect(revisionChanges(null, claim)).toEqual([]);
});

test('what the record adds by itself is no change', () => {
  const next = {
    ...claim,
    revision: 2,
    revisedAt: day(70),
    latest: false,
    publishedAt: day(1),
    questionKey: 'k',
  };
  expect(revisionChanges(claim, next)).toEqual([]);
});

test('changed fields are told by their paths, as text, null where there was none', () => {
  const next = {
    ...claim,
    stance: 'DENIES' as const,
    note: 'misread',
    figure: { ...claim.figure, min: 4, max: null },
    attribution: { ...claim.attribution, relayedBy: ['shafaq', 'sana'] },
    victims: { ...claim.victims, parties: [] },
  };
  expect(revisionChanges(claim, next)).toEqual([
    { field: 'attribution.relayedBy', before: null, after: 'shafaq, sana' },
    { field: 'stance', before: 'AFFIRMS', after: 'DENIES' },
    { field: 'note', before: null, after: 'misread' },
    { field: 'victims.parties', before: 'ndf', after: null },
    { field: 'figure.min', before: '3', after: '4' },
    { field: 'figure.max', before: '3', after: null },
  ]);
});

test('a retraction tells the status and when', () => {
  const retracted = { ...claim, status: 'RETRACTED' as const, retractedAt: day(26) };
  expect(revisionChanges(claim, retracted)).toEqual([
    { field: 'status', before: 'PUBLISHED', after: 'RETRACTED' },
    { field: 'retractedAt', before: null, after: day(26) },
  ]);
});

test('fields named alike inside others are told: the source of an attribution, the kind of nothing', () => {
  const blamed = act({ id: 'b' });
  const next = { ...blamed, attribution: { ...blamed.attribution, source: 'sohr' }, blamed: ['army', 'ndf'] };
  expect(revisionChanges(blamed, next)).toEqual([
    { field: 'attribution.source', before: 'ndf', after: 'sohr' },
    { field: 'blamed', before: 'ndf', after: 'army, ndf' },
  ]);
});
