import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Claim } from '../../src/cli/comparison.ts';
import { formatText } from '../../src/cli/format-text.ts';
import { textWidth } from '../../src/cli/text-width.ts';
import {
  camp,
  cell,
  comparison,
  contested,
  figure,
  NDF,
  reportBy,
  responsibility,
  row,
  SHAFAQ,
  SOHR,
  single,
  source,
  statement,
} from './format-sample.ts';

test('a question is printed camp by camp, then denials, then why its answers contradict', () => {
  expect(formatText(contested())).toBe(`\
Clashes in Tay (tay)
1 question, 3 sources, 2 contradictions in 1 question.
Asserted at any time. Reading CUMULATIVE: tolls only grow, so an earlier lower figure and a later
higher one can both be true.
Who said what, and not which of it is true.
Origins of an answer include those of narrower answers that imply it. Envelope: from the lowest to
the highest number that any answer allows. Common: what all answers allow together.


Killed: fighters
────────────────
CONTRADICT: two answers at least cannot both be true; envelope ≥ 1

  3 — 1 independent origin (National Defense Forces), in 1 report
    2021-04-24 · National Defense Forces · “three” · own losses · relayed by Shafaq News
      “three of its members died” — Shafaq News, April

  6 — 1 independent origin (SOHR), in 1 report
    2021-04-24 · SOHR
      paraphrase: Paraphrase of later. — SOHR, April
      earlier: 5 on 2021-04-21

  ≥ 1 — no independent origin, 1 anonymous source, in 1 report
    2021-04-24 to 2021-04-26 · Unnamed (Shafaq News) · of some · relayed by Shafaq News
      paraphrase: A commander died. — Shafaq News, April

  Denied or not confirmed
    2021-04-24 · SOHR · denied: 3
      paraphrase: Paraphrase of denial. — SOHR, April

  Contradictions
    - SOHR contradicts the NDF (own).
    - SOHR contradicts the NDF (denial).
`);
});

test('an event without claims in view says so', () => {
  const text = formatText(
    comparison([], { assertedBy: '2021-04-20T00:00:00.000Z', reading: 'SIMULTANEOUS' }),
  );
  expect(text).toContain('0 questions, 0 sources, no contradictions.');
  expect(text).toContain('Surely asserted by the end of 2021-04-19 UTC. Reading SIMULTANEOUS');
  expect(text.endsWith('No claim is in view, so there is no question to compare.\n')).toBe(true);
});

test('a source that was asked for and said nothing is named', () => {
  const text = formatText(comparison([], { sources: [NDF, SOHR] }));
  expect(text).toContain('No claim in view from National Defense Forces and SOHR.');
});

test('a figure that its source retracted stands under no camp and bears the day', () => {
  const retracted = figure('withdrawn', SOHR, 6, {
    status: 'RETRACTED',
    retractedAt: '2021-04-26T08:00:00.000Z',
  });
  const text = formatText(
    comparison([row({ cells: [cell([retracted], { standing: 'RETRACTED', answers: [] })] })]),
  );
  expect(text).toContain('UNCONTESTED: no answer stands\n');
  expect(text).toContain('  No longer standing\n    2021-04-24 · SOHR · 6 · retracted on 2021-04-26\n');
});

test('the same figure in another report of the day is told beside the answer, not called earlier', () => {
  const [first, second] = [
    figure('first', SOHR, 6, { citation: { exact: null, paraphrase: 'Six.', report: reportBy(SHAFAQ) } }),
    figure('second', SOHR, 6),
  ];
  const compared = row({ camps: [camp([second])], cells: [cell([first, second], { answers: [second] })] });
  const text = formatText(comparison([compared]));
  expect(text).toContain('also: 6 on 2021-04-24, relayed by Shafaq News');
  expect(text).not.toContain('earlier:');
});

test('what else a source said is told once, though several of its answers stand', () => {
  const old = figure('old', SOHR, 5, {
    assertedAt: '2021-04-23T00:00:00.000Z',
    assertedUntil: '2021-04-24T00:00:00.000Z',
  });
  const answers = [figure('one', SOHR, 6), figure('other', SOHR, 6)];
  const compared = row({ camps: [camp(answers)], cells: [cell([old, ...answers], { answers })] });
  expect(formatText(comparison([compared])).match(/earlier: 5/g)).toHaveLength(1);
});

test('relays are named from the asserter outwards, the publisher last, and an own outlet is no relay', () => {
  const relayed = figure('relayed', SOHR, 6, {
    attribution: { cue: null, relayedBy: [{ name: 'Sputnik' }], follows: { name: 'NDF' } },
    citation: { exact: null, paraphrase: 'Six.', report: reportBy(SHAFAQ) },
  });
  expect(formatText(single(relayed))).toContain('SOHR · follows NDF · relayed by Sputnik and Shafaq News');
  const correspondent = { ...source('correspondent', 'Correspondent'), origin: { slug: SHAFAQ.slug } };
  const own = figure('own', correspondent, 3, {
    citation: { exact: null, paraphrase: 'Three.', report: reportBy(SHAFAQ) },
  });
  expect(formatText(single(own))).not.toContain('relayed');
});

test('drafts and the source’s own best estimate are marked', () => {
  const draft = figure('draft', SOHR, 5, {
    status: 'DRAFT',
    figure: { min: 4, max: 1200, best: 1000, qualifier: 'RANGE', wording: null },
  });
  expect(formatText(single(draft))).toContain('SOHR · its best estimate: 1,000 · draft');
});

test('acts are told by who is blamed and propositions by stance', () => {
  const ndf = [{ slug: 'ndf', name: 'NDF' }];
  const acts = row({
    question: { __typename: 'ResponsibilityQuestion', key: 'act', label: 'Who did it: Shooting of a child' },
    camps: [
      camp([responsibility('a', SOHR, ndf)], { blamed: ndf }),
      camp([responsibility('b', NDF, ndf)], { blamed: ndf, stance: 'DENIES' }),
      camp([responsibility('c', SHAFAQ, [])]),
    ],
  });
  const propositions = row({
    question: { __typename: 'PropositionQuestion', key: 'text', label: 'The talks failed' },
    camps: [
      camp([statement('d', SOHR)]),
      camp([statement('e', NDF, { stance: 'UNCERTAIN' })], { stance: 'UNCERTAIN' }),
    ],
  });
  const camps = formatText(comparison([acts, propositions])).match(/^ {2}\S.*(?= — )/gm);
  expect(camps).toEqual([
    '  NDF blamed',
    '  denied that NDF did it',
    '  affirmed, nobody blamed',
    '  affirmed',
    '  not confirmed',
  ]);
});

test('explanations with the same words are printed once, and those left out are counted', () => {
  const pair = {
    basis: 'WORDS' as const,
    gap: 3,
    explanation: 'Three apart.',
    a: { id: 'a' },
    b: { id: 'b' },
  };
  const text = formatText(comparison([row({ contradictionCount: 9, contradictions: [pair, pair] })]));
  expect(text).toContain('- Three apart. (2 pairs of claims)\n    - And 7 pairs more of claims');
});

test('control and bidi characters of others never reach the terminal', () => {
  const hostile: Claim = figure('hostile', source('evil', 'Evil\u001b[2J\u202eeciN'), 3, {
    citation: { exact: 'first line\r\nsecond\u0007\u2066', paraphrase: null, report: reportBy(SHAFAQ) },
  });
  const text = formatText(single(hostile));
  expect(text).toContain('Evil\\u001B[2J\\u202EeciN');
  expect(text).toContain('“first line second\\u0007\\u2066”');
});

test('whatever a quote holds, no control character but the line feed is printed and no line is added', () => {
  const shown = (exact: string): string =>
    formatText(
      single(figure('any', SOHR, 3, { citation: { exact, paraphrase: null, report: reportBy(SHAFAQ) } })),
    );
  const character = fc.oneof(
    fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u061c', '\u200e', '\u200f', '\u202a', '\u202e', '\u2028', '\u2066', '\u2069'),
  );
  fc.assert(
    fc.property(fc.string({ unit: character, maxLength: 5 }), (quote) => {
      const text = shown(quote);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
      expect(text.split('\n')).toHaveLength(shown('x').split('\n').length);
    }),
  );
});

test('long words of others are wrapped at 100 columns, Arabic too', () => {
  const long = 'ثلاثة من عناصر الدفاع الوطني '.repeat(20).trim();
  const text = formatText(
    single(figure('long', SOHR, 3, { citation: { exact: long, paraphrase: null, report: reportBy(SOHR) } })),
  );
  expect(Math.max(...text.split('\n').map(textWidth))).toBeLessThanOrEqual(100);
  expect(text.replaceAll(/\n {6}/g, ' ')).toContain(`“${long}”`);
});
