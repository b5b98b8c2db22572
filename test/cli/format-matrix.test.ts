import { expect, test } from 'vitest';
import { formatMatrix } from '../../src/cli/format-matrix.ts';
import {
  cell,
  comparison,
  contested,
  figure,
  NDF,
  responsibility,
  row,
  SHAFAQ,
  SOHR,
  source,
  statement,
} from './format-sample.ts';

const grid = (matrix: string): string[] =>
  matrix
    .slice(matrix.indexOf('\nQuestion') + 1)
    .split('\n\n')[0]!
    .split('\n');

test('questions go down, sources across, each number named below', () => {
  const matrix = formatMatrix(contested());
  expect(grid(matrix)).toEqual([
    'Question          Agreement   1      2      3',
    '────────────────  ──────────  ─────  ─────  ──────',
    'Killed: fighters  CONTRADICT  3 own  6      1 some',
    '                                     not 3',
  ]);
  expect(matrix).toContain(
    '\n1   National Defense Forces (ndf)\n2   SOHR (sohr)\n3   Unnamed (Shafaq News) (shafaq-unnamed), anonymous\n',
  );
});

test('silent cells are empty, and denied, uncertain, retracted and draft ones are marked', () => {
  const doubt = figure('doubt', SOHR, 4, { stance: 'UNCERTAIN' });
  const withdrawn = figure('withdrawn', SHAFAQ, 5, { status: 'RETRACTED' });
  const figures = row({
    cells: [
      cell([doubt], { standing: 'UNCERTAIN', answers: [], denials: [doubt] }),
      cell([withdrawn], { standing: 'RETRACTED', answers: [] }),
    ],
  });
  const propositions = row({
    question: { __typename: 'PropositionQuestion', key: 'text', label: 'The talks failed' },
    cells: [
      cell([statement('no', SOHR, { stance: 'DENIES' })]),
      cell([statement('yes', NDF, { status: 'DRAFT' })]),
    ],
  });
  const acts = row({
    question: { __typename: 'ResponsibilityQuestion', key: 'act', label: 'Who did it' },
    cells: [
      cell([responsibility('blames', SOHR, [{ slug: 'ndf', name: 'NDF' }])]),
      cell([responsibility('silent', SHAFAQ, [])]),
    ],
  });
  expect(grid(formatMatrix(comparison([figures, propositions, acts])))).toEqual([
    'Question          Agreement    1       2          3',
    '────────────────  ───────────  ──────  ─────────  ────────',
    'Killed: fighters  UNCONTESTED  4?      retracted',
    'The talks failed  UNCONTESTED  not so             so draft',
    'Who did it        UNCONTESTED  ndf     unnamed',
  ]);
});

test('columns stay aligned beside marks that take no width and characters that take two', () => {
  const labels = ['مُحَمَّد', '停戦', 'plain'];
  const rows = labels.map((label) =>
    row({
      question: { __typename: 'PropositionQuestion', key: label, label },
      cells: [cell([statement('yes', SOHR)])],
    }),
  );
  expect(grid(formatMatrix(comparison(rows))).slice(2)).toEqual([
    'مُحَمَّد      UNCONTESTED  so',
    '停戦      UNCONTESTED  so',
    'plain     UNCONTESTED  so',
  ]);
});

test('a long question goes on below, indented', () => {
  const label = 'The second round of negotiations between the Asayish and the government failed';
  const lines = grid(
    formatMatrix(comparison([row({ question: { __typename: 'PropositionQuestion', key: 'long', label } })])),
  );
  expect(lines.slice(2)).toEqual([
    'The second round of negotiations between the  UNCONTESTED',
    '  Asayish and the government failed',
  ]);
});

test('names in the legend are safe for a terminal', () => {
  const evil = source('evil', 'Evil\u001b[2J');
  expect(formatMatrix(comparison([row({ cells: [cell([statement('yes', evil)])] })]))).toContain(
    'Evil\\u001B[2J (evil)',
  );
});

test('an event without claims in view says so', () => {
  expect(formatMatrix(comparison([]))).toMatch(
    /No claim is in view, so there is no question to compare\.\n$/,
  );
});
