import { describe, expect, test } from 'vitest';
import type { FigureClaim } from '../../src/domain/claim.ts';
import { compare } from '../../src/domain/comparison.ts';
import { explainReconciliation } from '../../src/domain/explain-reconciliation.ts';
import { reconciliationsOf } from '../../src/domain/reconciliation.ts';
import { event, figure, request, type SaidFigure, sourcesOf } from '../support/claims.ts';

const cast = {
  sources: new Map([
    ['sohr', 'SOHR'],
    ['rudaw', 'Rudaw'],
  ]),
  parties: new Map([
    ['ndf', 'NDF'],
    ['asayish', 'Asayish'],
  ]),
};

const everybody: Partial<FigureClaim['victims']> = { scope: 'ALL', parties: [], status: 'UNSPECIFIED' };
const said = (given: SaidFigure) => figure({ source: 'sohr', victims: everybody, ...given });
const casualties = (given: SaidFigure) => said({ outcome: 'CASUALTIES', ...given });
const wounded = (given: SaidFigure) => said({ outcome: 'WOUNDED', ...given });

/** Within SOHR, or across sources. */
function explanation(source: string | null, ...claims: FigureClaim[]): string {
  const record = { event: event(), claims, sources: sourcesOf(claims) };
  const comparison = compare(record, request());
  const found = reconciliationsOf({ ...comparison, allRows: comparison.rows });
  const [chosen, ...others] = found.filter((one) => one.source === source);
  expect(others).toEqual([]);
  return explainReconciliation(chosen!, cast);
}

describe('within a source, the sentence names it, its words and its numbers', () => {
  test('where the parts fit', () => {
    expect(
      explanation(
        'sohr',
        casualties({ count: [31, null], wording: '31 or more' }),
        said({ count: 6, wording: 'six' }),
        wounded({ count: [25, null] }),
      ),
    ).toBe(
      'SOHR counts “31 or more” (at least 31) killed or wounded of everybody against its own parts, ' +
        '“six” (6) killed of everybody and at least 25 wounded of everybody, which add up to at least 31: they fit.',
    );
  });

  test('where they do not make up the whole', () => {
    const both = { scope: 'PARTIES', parties: ['asayish', 'ndf'], status: 'COMBATANT' } as const;
    const ndf = { ...both, parties: ['ndf'] };
    expect(explanation('sohr', said({ victims: both, count: 5 }), said({ victims: ndf, count: 3 }))).toBe(
      'SOHR counts 5 killed of fighters of Asayish and NDF against its own part, 3 killed of fighters of NDF: ' +
        'it does not exceed the total; only figures for Asayish and NDF would make up all of it.',
    );
  });

  test('where they exceed the total', () => {
    expect(explanation('sohr', casualties({ count: 10 }), said({ count: 6 }), wounded({ count: 7 }))).toBe(
      'SOHR counts 10 killed or wounded of everybody against its own parts, 6 killed of everybody and 7 wounded of ' +
        'everybody, which add up to 13: they exceed the total by at least 3, so that not all of these numbers can be right.',
    );
  });

  test('where they exceed it only as inexact words are read', () => {
    expect(
      explanation(
        'sohr',
        casualties({ count: [9, 11], qualifier: 'ABOUT', wording: 'about ten' }),
        said({ count: 6 }),
        wounded({ count: 7 }),
      ),
    ).toContain(
      'exceed the total by at least 2, so that not all of these numbers can be right, as this record reads their inexact words.',
    );
  });

  test('where they fall short', () => {
    expect(
      explanation('sohr', casualties({ count: 20 }), said({ count: 6 }), wounded({ count: 7 })),
    ).toContain(
      'which add up to 13: they cover the total and fall short of it by at least 7, so that not all',
    );
  });

  test('where time excuses an excess', () => {
    expect(
      explanation(
        'sohr',
        casualties({ count: 10, day: 22 }),
        said({ count: 6, day: 22 }),
        wounded({ count: 7 }),
      ),
    ).toContain(
      'they exceed the total by at least 3, which time excuses: ' +
        '7 wounded of everybody was said on 24 April 2021, after the total on 22 April 2021.',
    );
  });

  test('where time excuses a shortfall', () => {
    expect(
      explanation('sohr', casualties({ count: 20 }), said({ count: 6, day: 22 }), wounded({ count: 7 })),
    ).toContain('6 killed of everybody was said on 22 April 2021, before the total on 24 April 2021.');
  });

  test('with the time of day where the day does not tell the two apart', () => {
    const at = (claim: FigureClaim, from: string, to: string): FigureClaim => ({
      ...claim,
      assertedAt: `2021-04-24T${from}:00.000Z`,
      assertedUntil: `2021-04-24T${to}:00.000Z`,
    });
    expect(
      explanation(
        'sohr',
        at(casualties({ count: 5 }), '08:00', '09:00'),
        at(said({ count: 6 }), '10:30', '10:31'),
      ),
    ).toContain(
      'it exceeds the total by at least 1, which time excuses: 6 killed of everybody was said ' +
        'on 24 April 2021 from 10:30 UTC, after the total on 24 April 2021 from 08:00 UTC.',
    );
  });

  test('of bodies handed over', () => {
    expect(explanation('sohr', said({ count: 6 }), said({ outcome: 'BODIES_HANDED_OVER', count: 3 }))).toBe(
      'SOHR counts 6 killed of everybody against its own part, 3 bodies handed over of everybody: ' +
        'it fits, since bodies handed over need not be all of the killed.',
    );
  });
});

describe('across sources, it says where each number comes from', () => {
  test('of answers that allow something together, and of one alone', () => {
    expect(
      explanation(
        null,
        casualties({ count: [31, null], wording: '31 or more' }),
        said({ count: [2, 9] }),
        said({ source: 'rudaw', count: [5, null], wording: 'at least five' }),
      ),
    ).toBe(
      'Across sources, the total of at least 31 killed or wounded of everybody stands against its part, ' +
        '5 to 9 killed of everybody: it does not exceed the total; only figures for both killed and wounded would ' +
        'make up all of it. Killed or wounded of everybody: SOHR’s “31 or more” (at least 31). ' +
        'Killed of everybody: what SOHR’s 2 to 9 and Rudaw’s “at least five” (at least 5) allow together.',
    );
  });

  test('of answers that contradict each other', () => {
    expect(
      explanation(null, casualties({ count: 31 }), said({ count: 2 }), said({ source: 'rudaw', count: 6 })),
    ).toContain('Killed of everybody: the whole range of SOHR’s 2 and Rudaw’s 6.');
  });

  test('and names what one source said twice at once only once', () => {
    const twice = [said({ count: 6, start: 1 }), said({ count: 6, start: 9 })];
    expect(explanation(null, casualties({ source: 'rudaw', count: 31 }), ...twice)).toMatch(
      /Killed of everybody: SOHR’s 6\.$/,
    );
  });

  test('and counts those that would make it too long', () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      said({ source: `source-${index}`, count: [index, null] }),
    );
    expect(explanation(null, casualties({ count: 31 }), ...many)).toContain(
      'source-3’s at least 3, source-4’s at least 4 and 3 more allow together.',
    );
  });
});
