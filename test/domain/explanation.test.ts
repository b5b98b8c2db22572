import { expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import { contradictionOf } from '../../src/domain/contradiction.ts';
import { explainContradiction } from '../../src/domain/explanation.ts';
import type { TimeReading } from '../../src/domain/vocabulary.ts';
import { act, figure, statement } from '../support/claims.ts';

const CAST = {
  sources: new Map([
    ['ndf', 'the National Defense Forces'],
    ['sohr', 'SOHR'],
  ]),
  parties: new Map([
    ['ndf', 'National Defense Forces'],
    ['asayish', 'Asayish'],
  ]),
};

const explained = (a: Claim, b: Claim, reading: TimeReading = 'CUMULATIVE'): string =>
  explainContradiction(contradictionOf(a, b, reading)!, CAST);

test('it names the sources, their words, numbers and days, and how far they are apart', () => {
  const three = figure({ source: 'ndf', count: 3, wording: 'three', cue: 'announced' });
  const more = figure({
    source: 'sohr',
    count: [16, null],
    wording: 'more than 15',
    cue: 'SAID',
    day: 24,
    until: 27,
  });
  expect(explained(three, more)).toBe(
    'The National Defense Forces announced “three” (3) killed on 24 April 2021; ' +
      'SOHR said “more than 15” (at least 16) killed between 24 April 2021 and 26 April 2021: 13 apart.',
  );
});

test('it says that a toll does not fall where the later figure is the lower one', () => {
  const [six, three] = [figure({ source: 'sohr', count: 6 }), figure({ source: 'ndf', count: 3, day: 28 })];
  expect(explained(six, three)).toMatch(/: 3 apart, and a toll does not fall\.$/);
});

test('it does not say so of what may fall, of a figure that grew or of figures said at once', () => {
  const wounded = { outcome: 'WOUNDED' } as const;
  const fell = [
    figure({ count: 6, ...wounded }),
    figure({ source: 'sohr', count: 3, day: 28, ...wounded }),
  ] as const;
  const grew = [figure({ count: 3 }), figure({ source: 'sohr', count: 6, day: 28 })] as const;
  const atOnce = [figure({ count: 6 }), figure({ source: 'sohr', count: 3 })] as const;
  for (const [a, b] of [fell, grew, atOnce]) expect(explained(a, b, 'SIMULTANEOUS')).toMatch(/: 3 apart\.$/);
});

test('it says where only a convention makes them exclude each other', () => {
  const dozens = figure({ source: 'sohr', count: [24, null], qualifier: 'VAGUE', wording: 'dozens' });
  expect(explained(figure(), dozens)).toMatch(
    /: 21 apart\. Only this record’s reading of the inexact words makes them exclude each other\.$/,
  );
});

test('a denied figure is told as denied', () => {
  const [affirmed, denied] = [
    figure({ source: 'sohr' }),
    figure({ source: 'ndf', stance: 'DENIES', cue: 'added' }),
  ];
  expect(explainContradiction({ a: affirmed, b: denied, gap: null, basis: 'WORDS' }, CAST)).toBe(
    'SOHR said 3 killed on 24 April 2021; the National Defense Forces denied 3 killed on 24 April 2021: ' +
      'the one denies what the other affirms.',
  );
});

test('a figure of some is told as the floor that it is', () => {
  expect(explained(figure({ count: 7, extent: 'SOME' }), figure({ source: 'sohr' }))).toContain(
    'at least 7 killed',
  );
});

test('acts are told with whom they blame', () => {
  expect(
    explained(act({ source: 'ndf', blamed: ['asayish'] }), act({ source: 'sohr', blamed: ['army', 'ndf'] })),
  ).toBe(
    'The National Defense Forces said that Asayish did it (“The shot at the child.”) on 24 April 2021; ' +
      'SOHR said that army and National Defense Forces did it (“The shot at the child.”) on 24 April 2021: ' +
      'they blame different parties.',
  );
});

test('propositions are told in their words', () => {
  expect(
    explained(statement({ source: 'ndf', cue: 'the cue' }), statement({ source: 'sohr', stance: 'DENIES' })),
  ).toBe(
    'The National Defense Forces said “The truce held.” on 24 April 2021; ' +
      'SOHR denied “The truce held.” on 24 April 2021: the one affirms what the other denies.',
  );
});
