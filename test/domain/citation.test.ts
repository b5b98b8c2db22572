import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cite } from '../../src/domain/citation.ts';
import type { Citation } from '../../src/domain/claim.ts';
import { Findings } from '../../src/domain/findings.ts';
import type { CitationInput } from '../../src/domain/input.ts';
import type { Problem } from '../../src/domain/refusal.ts';
import type { Report } from '../../src/domain/report.ts';

const report = (text: string | null): Report => ({
  id: 'report-1',
  slug: 'shafaq',
  title: 'A report',
  publisher: 'shafaq-news',
  text,
  sha256: null,
  publishedAt: '2021-04-24T00:00:00.000Z',
  publishedPrecision: 'DAY',
  url: null,
  language: 'en',
  retrievedAt: null,
});

function cited(
  text: string | null,
  input: Omit<CitationInput, 'report'>,
): { citation: Citation; problems: Problem[] } {
  const findings = new Findings();
  const citation = cite({ report: 'shafaq', ...input }, report(text), findings);
  return { citation, problems: findings.problems };
}

const slice = (text: string, { start, end }: Citation): string => [...text].slice(start!, end!).join('');

describe('where the text is held', () => {
  test('the words get the offsets at which they stand', () => {
    expect(cited('Then three died.', { exact: 'three died' })).toEqual({
      citation: { report: 'shafaq', exact: 'three died', start: 5, end: 15, paraphrase: null },
      problems: [],
    });
  });

  test('offsets count code points, not halves of characters', () => {
    expect(cited('💥💥 three 💔 died', { exact: 'three 💔 died' }).citation).toMatchObject({
      start: 3,
      end: 15,
    });
  });

  test('a paraphrase is kept beside the words', () => {
    expect(cited('three died', { exact: 'three', paraphrase: 'three deaths' }).citation.paraphrase).toBe(
      'three deaths',
    );
  });

  test('words that stand nowhere are refused', () => {
    for (const exact of ['four died', 'Three died', 'three  died', 'three died ']) {
      expect(cited('three died', { exact }).problems).toMatchObject([
        { field: 'input.citation.exact', message: expect.stringContaining('copy them exactly') },
      ]);
    }
  });

  test('words that stand more than once are refused unless start says where', () => {
    const text = '💥 three died, three died';
    expect(cited(text, { exact: 'three' }).problems).toMatchObject([
      { field: 'input.citation.exact', message: expect.stringContaining('at 2 and 14') },
    ]);
    expect(cited(text, { exact: 'three', start: 14 })).toMatchObject({
      citation: { start: 14, end: 19 },
      problems: [],
    });
  });

  test('words that overlap themselves stand more than once', () => {
    expect(cited('aaa', { exact: 'aa' }).problems).toHaveLength(1);
  });

  test('a start at which the words do not stand is refused, with where they do', () => {
    expect(cited('💥 three died', { exact: 'three', start: 3 }).problems).toEqual([
      {
        field: 'input.citation.start',
        message:
          "the report's text does not have these words at 3 (in code points from 0); they first stand at 2",
      },
    ]);
    expect(cited('three died', { exact: 'four', start: 0 }).problems[0]!.message).toContain(
      'they stand nowhere in it',
    );
  });

  test.each([-10, 99])('a start outside the text is refused: %d', (start) => {
    expect(cited('three died', { exact: 'three', start }).problems).toMatchObject([
      { field: 'input.citation.start' },
    ]);
  });

  test('a paraphrase alone is not enough', () => {
    expect(cited('three died', { paraphrase: 'three deaths' }).problems).toMatchObject([
      { field: 'input.citation.exact' },
    ]);
  });
});

describe('where the text is withheld', () => {
  test.each([
    { exact: 'three died' },
    { paraphrase: 'three deaths' },
    { exact: 'three died', paraphrase: 'three deaths' },
  ])('%j is kept, without offsets', (input) => {
    expect(cited(null, input)).toEqual({
      citation: { report: 'shafaq', exact: null, paraphrase: null, ...input, start: null, end: null },
      problems: [],
    });
  });

  test('neither words nor a paraphrase is refused', () => {
    expect(cited(null, {}).problems).toMatchObject([{ field: 'input.citation' }]);
  });

  test('a start is refused', () => {
    expect(cited(null, { exact: 'three died', start: 0 }).problems).toMatchObject([
      { field: 'input.citation.start' },
    ]);
  });
});

const text = (limits: fc.StringConstraints = {}) =>
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '💥', 'é', 'ش'), ...limits });

test('the offsets always give the words back, whatever characters stand around them', () => {
  fc.assert(
    fc.property(text(), text({ minLength: 1 }), text(), (before, exact, behind) => {
      const whole = before + exact + behind;
      const found = cited(whole, { exact });
      const given = cited(whole, { exact, start: [...before].length });
      expect(given.problems).toEqual([]);
      expect(slice(whole, given.citation)).toBe(exact);
      if (found.problems.length === 0) expect(found.citation).toEqual(given.citation);
    }),
    { numRuns: 1000 },
  );
});

test('without a start, words are taken just when they stand in the text exactly once', () => {
  fc.assert(
    fc.property(text({ maxLength: 8 }), text({ minLength: 1, maxLength: 2 }), (whole, exact) => {
      const points = [...whole];
      const { length } = [...exact];
      const places = points.filter(
        (_, start) => points.slice(start, start + length).join('') === exact,
      ).length;
      expect(cited(whole, { exact }).problems).toHaveLength(places === 1 ? 0 : 1);
    }),
    { numRuns: 1000 },
  );
});
