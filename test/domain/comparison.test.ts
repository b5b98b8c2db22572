import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import { type Comparison, type ComparisonRow, cellOf, compare } from '../../src/domain/comparison.ts';
import { act, day, eventRecord, figure, request, source, statement } from '../support/claims.ts';

const rowsOf = (
  claims: readonly Claim[],
  given: Parameters<typeof request>[0] = {},
): readonly ComparisonRow[] => compare(eventRecord(claims), request(given)).rows;
const askedIn = ({ rows }: Comparison): string[] =>
  rows.map(({ question }) =>
    question.kind === 'FIGURE'
      ? question.outcome
      : question.kind === 'STATEMENT'
        ? question.proposition
        : question.act,
  );

test('an event without claims has no rows and no columns', () => {
  expect(compare(eventRecord([]), request())).toMatchObject({ rows: [], columns: [] });
});

describe('rows', () => {
  test('are figures in the order of outcomes, then acts, then propositions, by first assertion', () => {
    const claims = [
      statement({ proposition: 'said second', day: 22 }),
      statement({ proposition: 'said first', day: 21 }),
      statement({ proposition: 'said second', day: 20, retracted: 26, source: 'sohr' }),
      act({ act: 'b', day: 20 }),
      act({ act: 'c', day: 19 }),
      act({ act: 'a', day: 20 }),
      figure({ outcome: 'BODIES_HANDED_OVER', day: 18 }),
      figure({ outcome: 'WOUNDED' }),
      figure({ outcome: 'KILLED', day: 26 }),
    ];
    expect(askedIn(compare(eventRecord(claims), request()))).toEqual([
      'KILLED',
      'WOUNDED',
      'BODIES_HANDED_OVER',
      'c',
      'a',
      'b',
      'said second',
      'said first',
    ]);
  });

  test('of one outcome come by key, not by first assertion', () => {
    const claims = [
      figure({ victims: { parties: ['ndf'] }, day: 20 }),
      figure({ victims: { parties: ['asayish'] } }),
    ];
    expect(rowsOf(claims).map(({ question }) => question)).toMatchObject([
      { parties: ['asayish'] },
      { parties: ['ndf'] },
    ]);
  });

  test('are one for each question, whoever answers it', () => {
    const claims = [
      figure({ source: 'ndf' }),
      figure({ source: 'sohr', victims: { status: 'UNSPECIFIED' } }),
    ];
    expect(rowsOf(claims)).toHaveLength(1);
  });

  test('of a day’s figure are apart from those of the whole event', () => {
    expect(rowsOf([figure(), figure({ count: 1, coversFrom: day(24), coversTo: day(25) })])).toHaveLength(2);
  });

  test('are there where all that was said has fallen', () => {
    const [row] = rowsOf([figure({ retracted: 26 })]);
    expect(row).toMatchObject({
      agreement: 'UNCONTESTED',
      envelope: null,
      common: null,
      camps: [],
      contradictions: [],
    });
    expect(cellOf(row!, 'ndf').standing).toBe('RETRACTED');
    expect(cellOf(row!, 'sohr').standing).toBe('SILENT');
  });

  test('leave parts out that stand under their whole', () => {
    const [row] = rowsOf([
      figure({ id: 'whole', count: 35 }),
      figure({ count: 17, partOf: 'whole', report: 'z' }),
    ]);
    expect(row!.camps.map(({ bounds }) => bounds?.min)).toEqual([35]);
    expect(cellOf(row!, 'ndf').claims).toHaveLength(1);
  });

  test('of texts have no envelope and nothing in common', () => {
    expect(rowsOf([act(), statement()])).toMatchObject([
      { envelope: null, common: null },
      { envelope: null, common: null },
    ]);
  });
});

describe('the envelope', () => {
  test('is from the lowest min to the highest max of the answers', () => {
    const [row] = rowsOf([
      figure({ source: 'a', count: [3, 5] }),
      figure({ source: 'b', count: [1, 4] }),
      figure({ source: 'c', count: 90, stance: 'DENIES' }),
      figure({ source: 'd', count: 90, retracted: 26 }),
    ]);
    expect(row).toMatchObject({ envelope: { min: 1, max: 5 } });
  });

  test('is open where an answer is, as one of some victims always is', () => {
    expect(rowsOf([figure({ source: 'a' }), figure({ source: 'b', count: [2, null] })])[0]!.envelope).toEqual(
      { min: 2, max: null },
    );
    expect(rowsOf([figure({ extent: 'SOME' })])[0]!.envelope).toEqual({ min: 3, max: null });
  });
});

describe('columns', () => {
  const told = [
    source('ndf', { ownParty: 'ndf' }),
    source('office', { organOf: 'asayish-root' }),
    source('asayish-root', { ownParty: 'asayish' }),
  ];

  test('are by side of the event, then by first assertion, then by slug', () => {
    const claims = [
      figure({ source: 'z', day: 20 }),
      figure({ source: 'y', day: 21 }),
      figure({ source: 'x', day: 21 }),
      figure({ source: 'office', day: 25 }),
      figure({ source: 'ndf', day: 26 }),
    ];
    expect(compare(eventRecord(claims, told), request()).columns).toEqual(['ndf', 'office', 'z', 'x', 'y']);
  });

  test('are the sources asked for, in the order asked, once each, silent ones too', () => {
    const asked = request({ sources: ['sohr', 'ndf', 'nobody', 'ndf'] });
    expect(compare(eventRecord([figure()], [source('nobody')]), asked).columns).toEqual([
      'sohr',
      'ndf',
      'nobody',
    ]);
  });

  test('are those with a claim in some row, hidden rows included', () => {
    const claims = [
      figure(),
      figure({ source: 'sohr', outcome: 'WOUNDED' }),
      figure({ source: 'gone', status: 'REJECTED' }),
    ];
    expect(compare(eventRecord(claims), request({ outcomes: ['KILLED'] })).columns).toEqual(['ndf', 'sohr']);
  });
});

describe('what is asked for', () => {
  const three = figure({ source: 'ndf', count: 3 });
  const six = figure({ source: 'sohr', count: 6 });

  test('sources leave the claims of others out before anything is computed', () => {
    expect(rowsOf([three, six])[0]!.agreement).toBe('CONTRADICT');
    expect(rowsOf([three, six], { sources: ['ndf'] })[0]!).toMatchObject({
      agreement: 'UNCONTESTED',
      envelope: { min: 3, max: 3 },
    });
    expect(rowsOf([three, six], { sources: [] })).toEqual([]);
  });

  test('outcomes only hide rows, those of acts and propositions too', () => {
    const claims = [three, six, figure({ outcome: 'WOUNDED' }), act(), statement()];
    const shown = rowsOf(claims, { outcomes: ['KILLED'] });
    expect(shown).toHaveLength(1);
    expect(shown).toEqual(rowsOf(claims).slice(0, 1));
    expect(rowsOf(claims, { outcomes: [] })).toEqual([]);
  });

  test('assertedBy shows what had surely been said by then', () => {
    const later = figure({ source: 'ndf', count: 6, day: 27 });
    expect(rowsOf([three, later, six], { assertedBy: day(26) })[0]!.agreement).toBe('CONTRADICT');
    expect(rowsOf([three, later, six])[0]!.agreement).toBe('AGREE');
  });

  test('drafts count only where they are asked for', () => {
    const draft = figure({ source: 'sohr', count: 6, status: 'DRAFT' });
    expect(rowsOf([three, draft])[0]!.agreement).toBe('UNCONTESTED');
    expect(rowsOf([three, draft], { includeDrafts: true })[0]!.agreement).toBe('CONTRADICT');
  });

  test('read as simultaneous, a figure that grew contradicts the earlier one of another source', () => {
    const grown = figure({ source: 'sohr', count: 6, day: 28 });
    expect(rowsOf([three, grown])[0]!).toMatchObject({ agreement: 'COMPATIBLE', common: { min: 6, max: 6 } });
    expect(rowsOf([three, grown], { reading: 'SIMULTANEOUS' })[0]!).toMatchObject({
      agreement: 'CONTRADICT',
      common: null,
    });
  });
});

test('claims of an event’s parts are held against its own, and make one row', () => {
  const claims = [figure({ count: 3 }), figure({ source: 'sohr', count: 6, event: 'clash-in-the-north' })];
  const rows = rowsOf(claims);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    agreement: 'CONTRADICT',
    question: { event: 'clash', key: claims[0]!.questionKey },
  });
});
