import { expect, test } from 'vitest';
import { formatMarkdown } from '../../src/cli/format-markdown.ts';
import { comparison, contested, figure, reportBy, row, SHAFAQ, SOHR, single } from './format-sample.ts';

test('a question is a section, a camp a table, a contradiction a bullet', () => {
  const [, section] = formatMarkdown(contested()).split('\n## ');
  expect(section).toBe(`\
Killed: fighters

CONTRADICT: two answers at least cannot both be true; envelope ≥ 1

**3** — 1 independent origin (National Defense Forces), in 1 report

| Asserted | Source | Words | Notes |
| --- | --- | --- | --- |
| 2021-04-24 | National Defense Forces | “three of its members died” — [Shafaq News, April](<https://example.org/a>) | “three” · own losses · relayed by Shafaq News |

**6** — 1 independent origin (SOHR), in 1 report

| Asserted | Source | Words | Notes |
| --- | --- | --- | --- |
| 2021-04-24 | SOHR | paraphrase: Paraphrase of later. — SOHR, April | earlier: 5 on 2021-04-21 |

**≥ 1** — no independent origin, 1 anonymous source, in 1 report

| Asserted | Source | Words | Notes |
| --- | --- | --- | --- |
| 2021-04-24 to 2021-04-26 | Unnamed (Shafaq News) | paraphrase: A commander died. — Shafaq News, April | of some · relayed by Shafaq News |

**Denied or not confirmed**

| Asserted | Source | Words | Notes |
| --- | --- | --- | --- |
| 2021-04-24 | SOHR | paraphrase: Paraphrase of denial. — SOHR, April | denied: 3 |

**Contradictions**

- SOHR contradicts the NDF (own).
- SOHR contradicts the NDF (denial).
`);
});

test('an event without claims in view says so', () => {
  expect(formatMarkdown(comparison([]))).toMatch(
    /No claim is in view, so there is no question to compare\.\n$/,
  );
});

test('words of others are plain text: no cell, link, tag, emphasis or line of their own', () => {
  const exact = 'a | b\n<img src=x> [x](y) *strong* `code` & \\';
  const markdown = formatMarkdown(
    single(figure('hostile', SOHR, 3, { citation: { exact, paraphrase: null, report: reportBy(SHAFAQ) } })),
  );
  expect(markdown).toContain('“a \\| b \\<img src=x\\> \\[x\\](y) \\*strong\\* \\`code\\` \\& \\\\”');
});

test.each([
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['1. item', '1\\. item'],
  ['12) item', '12\\) item'],
  ['=====', '\\====='],
])('a label that begins as "%s" begins nothing', (label, expected) => {
  const question = { __typename: 'PropositionQuestion' as const, key: 'key', label };
  expect(formatMarkdown(comparison([row({ question })]))).toContain(`\n## ${expected}\n`);
});

test('an address cannot end its link or its cell, and one that is not of the web is no link', () => {
  const linked = (url: string): string =>
    formatMarkdown(
      single(
        figure('linked', SOHR, 3, {
          citation: { exact: 'x', paraphrase: null, report: reportBy(SHAFAQ, url) },
        }),
      ),
    );
  expect(linked('https://example.org/a>(b)|c')).toContain(
    '[Shafaq News, April](<https://example.org/a%3E(b)%7Cc>)',
  );
  expect(linked('javascript:alert(1)')).not.toContain('javascript');
});
