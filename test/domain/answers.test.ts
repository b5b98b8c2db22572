import { describe, expect, test } from 'vitest';
import { answersOf, SILENT } from '../../src/domain/answers.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { act, figure, statement } from '../support/claims.ts';

const ids = (claims: readonly Claim[]): string[] => claims.map(({ claimId }) => claimId);
const standing = (...claims: Claim[]): string[] => ids(answersOf(claims).answers);
const word = (...claims: Claim[]): string => answersOf(claims).standing;

describe('the answer of a source to a figure question', () => {
  test('is its latest total: who updates a figure does not contradict himself', () => {
    expect(standing(figure({ id: 'later', day: 26 }), figure({ id: 'earlier', day: 24 }))).toEqual(['later']);
  });

  test('of several asserted at once is the one in the report published last', () => {
    const first = figure({ id: 'first', published: 25 });
    const second = figure({ id: 'second', published: 26 });
    expect(standing(second, first)).toEqual(['second']);
  });

  test('is by when it was said, whenever its report was published', () => {
    const older = figure({ id: 'older', day: 24, published: 30 });
    const newer = figure({ id: 'newer', day: 25, published: 25 });
    expect(standing(older, newer)).toEqual(['newer']);
  });

  test('is all that was given at once, in the same report', () => {
    const range = figure({ id: 'range', count: [3, 5], start: 1 });
    const floor = figure({ id: 'floor', count: [4, null], start: 2 });
    expect(standing(range, floor)).toEqual(['range', 'floor']);
  });

  test('falls when it is retracted, and what it had superseded does not come back', () => {
    const earlier = figure({ id: 'earlier', day: 24 });
    const later = figure({ id: 'later', day: 26, retracted: 27 });
    expect(standing(earlier, later)).toEqual([]);
    expect(word(earlier, later)).toBe('RETRACTED');
  });

  test('stays when only one of several given at once is retracted', () => {
    expect(standing(figure({ id: 'a' }), figure({ id: 'b', retracted: 27 }))).toEqual(['a']);
  });

  test('stays when an earlier one is retracted', () => {
    expect(standing(figure({ day: 24, retracted: 27 }), figure({ id: 'later', day: 26 }))).toEqual(['later']);
  });

  test('is, without any total, the highest of those that count some', () => {
    const low = figure({ id: 'low', count: 2, extent: 'SOME', day: 26 });
    const high = figure({ id: 'high', count: 5, extent: 'SOME', day: 24, start: 1 });
    const asHigh = figure({ id: 'as high', count: [5, 9], extent: 'SOME', day: 25, start: 2 });
    expect(standing(low, high, asHigh)).toEqual(['high', 'as high']);
  });

  test('is none of those that count some once there is a total, a retracted one included', () => {
    const some = figure({ id: 'some', count: 5, extent: 'SOME', day: 26 });
    expect(standing(some, figure({ id: 'total', day: 24 }))).toEqual(['total']);
    expect(standing(some, figure({ day: 24, retracted: 25 }))).toEqual([]);
  });

  test('is the next highest of some when the highest is retracted', () => {
    const high = figure({ count: 5, extent: 'SOME', retracted: 26 });
    expect(standing(high, figure({ id: 'low', count: 2, extent: 'SOME' }))).toEqual(['low']);
  });

  test('is never what it denies or cannot confirm, and these make no total', () => {
    const some = figure({ id: 'some', extent: 'SOME' });
    expect(standing(some, figure({ stance: 'DENIES' }), figure({ stance: 'UNCERTAIN' }))).toEqual(['some']);
  });

  test('is the last said and not the last recorded', () => {
    const [said, recorded] = [figure({ id: 'said', day: 26 }), figure({ day: 24, recorded: 61 })];
    expect(standing(said, recorded)).toEqual(['said']);
  });
});

describe('a denial by the source itself', () => {
  const three = figure({ id: 'three', count: 3, day: 24 });
  const denies = (count: Parameters<typeof figure>[0]) => figure({ stance: 'DENIES', day: 25, ...count });

  test('makes an answer fall that lies inside what it later denies', () => {
    expect(standing(three, denies({ count: [2, 5] }))).toEqual([]);
    expect(word(three, denies({ count: [2, 5] }))).toBe('DENIED');
  });

  test('leaves an answer that lies only partly inside', () => {
    const range = figure({ id: 'range', count: [3, 6] });
    expect(standing(range, denies({ count: [2, 5] }))).toEqual(['range']);
  });

  test('takes back nothing that was said after it', () => {
    expect(standing(three, denies({ count: 3, day: 23 }))).toEqual(['three']);
  });

  test('takes back nothing that was said with it', () => {
    expect(standing(three, denies({ count: 3, day: 24 }))).toEqual(['three']);
  });

  test('is later too when it was said at once and published later', () => {
    expect(standing(three, denies({ count: 3, day: 24, published: 25 }))).toEqual([]);
  });

  test('counts for nothing when it is retracted', () => {
    const withdrawn = denies({ count: 3, retracted: 26 });
    expect(standing(three, withdrawn)).toEqual(['three']);
    expect(answersOf([three, withdrawn]).denials).toEqual([]);
  });

  test('of only some is a floor: it denies every higher figure', () => {
    expect(standing(three, denies({ count: 2, extent: 'SOME' }))).toEqual([]);
  });

  test('denies a floor only by an open interval', () => {
    const some = figure({ id: 'some', count: 3, extent: 'SOME' });
    expect(standing(some, denies({ count: [0, 100] }))).toEqual(['some']);
    expect(standing(some, denies({ count: [1, null] }))).toEqual([]);
  });

  test('that it only cannot confirm takes nothing back', () => {
    expect(standing(three, denies({ count: 3, stance: 'UNCERTAIN' }))).toEqual(['three']);
  });

  test('brings nothing back that the answer had superseded', () => {
    const earlier = figure({ count: 9, day: 23 });
    const lower = figure({ count: 1, extent: 'SOME' });
    expect(standing(earlier, three, denies({ count: 3 }))).toEqual([]);
    expect(standing(lower, figure({ count: 3, extent: 'SOME' }), denies({ count: [2, null] }))).toEqual([]);
  });
});

describe('standing', () => {
  const affirms = figure({ count: 3, day: 24 });
  const denies = figure({ count: 9, stance: 'DENIES', day: 25 });
  const unsure = figure({ count: 9, stance: 'UNCERTAIN', day: 26 });
  const withdrawn = figure({ count: 3, day: 24, retracted: 27 });

  test('is STATED with an answer, whatever else it denies', () => {
    expect(word(affirms, denies, unsure)).toBe('STATED');
  });

  test('is RETRACTED when an affirmation fell by retraction, whatever it denies', () => {
    expect(word(withdrawn, denies)).toBe('RETRACTED');
  });

  test('is DENIED when the retracted affirmation had been superseded before', () => {
    const later = figure({ count: 4, day: 24, published: 25 });
    expect(word(withdrawn, later, figure({ count: 4, stance: 'DENIES', day: 26 }))).toBe('DENIED');
  });

  test('is that of the latest denial without any affirmation', () => {
    expect(word(denies, unsure)).toBe('UNCERTAIN');
    expect(word(unsure, figure({ stance: 'DENIES', day: 27 }))).toBe('DENIED');
    expect(word(denies, figure({ stance: 'UNCERTAIN', day: 28, retracted: 29 }))).toBe('DENIED');
  });

  test('is RETRACTED when all that it said is a retracted denial', () => {
    expect(word(figure({ stance: 'DENIES', retracted: 26 }))).toBe('RETRACTED');
  });

  test('is SILENT where it has no claim', () => {
    expect(SILENT).toEqual({ standing: 'SILENT', answers: [], denials: [], claims: [] });
  });
});

describe('of propositions and acts', () => {
  test.each([
    ['AFFIRMS', 'STATED'],
    ['DENIES', 'DENIED'],
    ['UNCERTAIN', 'UNCERTAIN'],
  ] as const)('a latest answer that %s stands as %s', (stance, expected) => {
    const claims = [statement({ day: 24 }), statement({ id: 'latest', day: 25, stance })];
    expect(standing(...claims)).toEqual(['latest']);
    expect(word(...claims)).toBe(expected);
  });

  test('denials are answers, kept with no figures that are denied', () => {
    expect(answersOf([act({ stance: 'DENIES' })]).denials).toEqual([]);
  });

  test('a latest answer that is retracted leaves none, of any stance', () => {
    const withdrawn = [act({ day: 24 }), act({ day: 25, stance: 'DENIES', retracted: 26 })];
    expect(standing(...withdrawn)).toEqual([]);
    expect(word(...withdrawn)).toBe('RETRACTED');
  });

  test('of two asserted at once the one in the later report stands', () => {
    expect(standing(act({ id: 'b', published: 26 }), act({ id: 'a', published: 25 }))).toEqual(['b']);
  });
});

describe('order', () => {
  test('several answers stand by report, place in the text and recording, so that the last is current', () => {
    const claims = [
      figure({ id: 'later report', report: 'b', start: 0 }),
      figure({ id: 'later place', report: 'a', start: 9 }),
      figure({ id: 'recorded later', report: 'a', start: 5, recorded: 61 }),
      figure({ id: 'recorded first', report: 'a', start: 5, recorded: 60 }),
      figure({ id: 'no place', report: 'a', recorded: 62 }),
    ];
    expect(standing(...claims)).toEqual([
      'no place',
      'recorded first',
      'recorded later',
      'later place',
      'later report',
    ]);
  });

  test('several of some, said one after the other, stand in that order too', () => {
    const some = { count: 5, extent: 'SOME' } as const;
    const claims = [
      figure({ id: 'later report', report: 'b', day: 24, ...some }),
      figure({ id: 'earlier report', report: 'a', day: 26, ...some }),
    ];
    expect(standing(...claims)).toEqual(['earlier report', 'later report']);
  });

  test('claims and denials come oldest first: said, published, report, place, recorded', () => {
    const denial = { stance: 'DENIES', count: 9 } as const;
    const claims = [
      figure({ id: '6', day: 25, ...denial }),
      figure({ id: '5', published: 25, ...denial }),
      figure({ id: '4', report: 'z', ...denial }),
      figure({ id: '3', report: 'a', start: 7, ...denial }),
      figure({ id: '2', report: 'a', start: 2, recorded: 61, ...denial }),
      figure({ id: '1', report: 'a', start: 2, recorded: 60, ...denial }),
    ];
    const { denials, claims: all } = answersOf(claims);
    expect(ids(all)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(ids(denials)).toEqual(['1', '2', '3', '4', '5', '6']);
  });
});
