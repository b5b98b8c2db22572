import { describe, expect, test } from 'vitest';
import {
  checkEvent,
  checkParty,
  checkReport,
  checkSource,
  isWebAddress,
} from '../../src/domain/check-records.ts';
import type { Findings } from '../../src/domain/findings.ts';
import type { RecordEvent, RecordReport, RecordSource } from '../../src/domain/input.ts';
import { day } from '../support/claims.ts';

const fields = (findings: Findings): string[] => findings.problems.map(({ field }) => field);

const EVENT: RecordEvent = {
  slug: 'clash',
  title: 'A clash',
  startedAt: day(20),
  precision: 'DAY',
  sides: [],
};
const SOURCE: RecordSource = {
  slug: 'ndf',
  name: 'NDF',
  kind: 'OTHER',
  anonymous: false,
  aliases: [],
  reliability: 'F',
};
const REPORT: RecordReport = {
  slug: 'shafaq',
  title: 'A report',
  publisher: 'shafaq-news',
  publishedAt: day(24),
  publishedPrecision: 'DAY',
  language: 'en',
};

const event = (given: Partial<RecordEvent> = {}): string[] => fields(checkEvent({ ...EVENT, ...given }));
const report = (given: Partial<RecordReport> = {}): string[] => fields(checkReport({ ...REPORT, ...given }));

test('records with nothing wrong have no problems', () => {
  expect(fields(checkParty({ slug: 'ndf', name: 'NDF', aliases: ['National Defense Forces'] }))).toEqual([]);
  expect(fields(checkSource(SOURCE))).toEqual([]);
  expect(event()).toEqual([]);
  expect(report()).toEqual([]);
});

test('parties and sources need a slug and names that are words', () => {
  const wrong = { slug: 'n d f', name: ' ', aliases: ['NDF', ''] };
  expect(fields(checkParty(wrong))).toEqual(['input.slug', 'input.name', 'input.aliases[1]']);
  expect(fields(checkSource({ ...SOURCE, ...wrong }))).toEqual([
    'input.slug',
    'input.name',
    'input.aliases[1]',
  ]);
});

test('names are 250 besides the first at most', () => {
  const aliases = (count: number) => ({ aliases: Array.from({ length: count }, (_, index) => `N${index}`) });
  expect(fields(checkParty({ slug: 'ndf', name: 'NDF', ...aliases(250) }))).toEqual([]);
  for (const check of [
    () => checkParty({ slug: 'ndf', name: 'NDF', ...aliases(251) }),
    () => checkSource({ ...SOURCE, ...aliases(251) }),
  ]) {
    expect(check).toThrow('input.aliases: expected at most 250 entries, got 251');
  }
});

describe('an event', () => {
  test('has 250 sides and 250 parties on them at most', () => {
    const sides = (count: number, parties: number) =>
      Array.from({ length: count }, (_, side) => ({
        parties: Array.from({ length: parties }, (_, party) => `p-${side}-${party}`),
      }));
    expect(event({ sides: sides(250, 1) })).toEqual([]);
    expect(() => event({ sides: sides(251, 0) })).toThrow(
      'input.sides: expected at most 250 entries, got 251',
    );
    expect(() => event({ sides: sides(2, 126) })).toThrow(
      'input.sides.parties: expected at most 250 entries, got 252',
    );
  });

  test('needs a slug and a title', () => {
    expect(event({ slug: '-', title: '' })).toEqual(['input.slug', 'input.title']);
  });

  test('ends no earlier than it starts', () => {
    expect(event({ endedAt: day(20) })).toEqual([]);
    expect(event({ endedAt: day(19) })).toEqual(['input.endedAt']);
  });

  test('has parties on each side, each party once', () => {
    expect(event({ sides: [{ parties: ['ndf', 'army'] }, { parties: ['asayish'] }] })).toEqual([]);
    expect(event({ sides: [{ parties: [] }, { parties: ['asayish'], label: ' ' }] })).toEqual([
      'input.sides[0].parties',
      'input.sides[1].label',
    ]);
    expect(event({ sides: [{ parties: ['ndf', 'ndf'] }, { parties: ['army', 'ndf'] }] })).toEqual([
      'input.sides[0].parties[1]',
      'input.sides[1].parties[1]',
    ]);
  });

  test('has a place with both degrees or neither, on the globe', () => {
    const place = (latitude?: number, longitude?: number) =>
      event({ place: { name: 'Tay', latitude, longitude } });
    expect(place()).toEqual([]);
    expect(place(90, -180)).toEqual([]);
    expect(place(37)).toEqual(['input.place']);
    expect(place(90.1, 41)).toEqual(['input.place.latitude']);
    expect(place(37, 180.1)).toEqual(['input.place.longitude']);
    expect(place(Number.NaN, 41)).toEqual(['input.place.latitude']);
    expect(event({ place: { name: '' } })).toEqual(['input.place.name']);
  });
});

describe('a report', () => {
  test('needs a slug and a title, and a text that is one where it has one', () => {
    expect(report({ slug: '', title: ' ', text: ' ' })).toEqual(['input.slug', 'input.title', 'input.text']);
    expect(report({ text: 'x'.repeat(5_000_001) })).toEqual(['input.text']);
    expect(report({ text: 'x'.repeat(5_000_000) })).toEqual([]);
  });

  test.each(['en', 'ar', 'ar-SY', 'zh-Hant-TW'])('is in a language: %s', (language) => {
    expect(report({ language })).toEqual([]);
  });

  test.each(['', 'English language', 'e', 'en_'])('is in no language: %j', (language) => {
    expect(report({ language })).toEqual(['input.language']);
  });

  test.each(['https://example.org/a?b#c', 'HTTP://example.org'])('is at an address: %s', (url) => {
    expect(report({ url })).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    '/a',
    'example.org',
    'ftp://example.org',
    'https://',
    'https:///a',
    'https://a b',
    ' https://a',
    `https://a/${'x'.repeat(2_000)}`,
  ])('is at no address that a page should link: %s', (url) => {
    expect(isWebAddress(url)).toBe(false);
    expect(report({ url })).toEqual(['input.url']);
  });
});
