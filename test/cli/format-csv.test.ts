import { expect, test } from 'vitest';
import { formatCsv } from '../../src/cli/format-csv.ts';
import {
  comparison,
  contested,
  figure,
  NDF,
  reportBy,
  responsibility,
  SHAFAQ,
  SOHR,
  single,
  source,
} from './format-sample.ts';

const HEADER =
  'event,questionKey,label,outcome,agreement,source,sourceName,anonymous,standing,isAnswer,stance,min,max,best,qualifier,' +
  'wording,extent,perspective,blamed,assertedAt,assertedUntil,status,retractedAt,relayedBy,follows,report,reportUrl,' +
  'publisher,quote,paraphrase,claimId,ref';

/** The cells of the records by column; for values without commas, quotation marks and line breaks. */
function cells(csv: string, column: string): string[] {
  const [header, ...records] = csv
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return records.map((record) => record[header!.indexOf(column)]!);
}

test('every claim in view is one line, answer or not, under fixed columns', () => {
  const csv = formatCsv(contested());
  expect(csv.split('\r\n')).toEqual([
    HEADER,
    'tay,tay/KILLED,Killed: fighters,KILLED,CONTRADICT,ndf,National Defense Forces,false,STATED,true,AFFIRMS,3,3,,EXACT,' +
      'three,TOTAL,OWN_LOSSES,,2021-04-24T00:00:00.000Z,2021-04-25T00:00:00.000Z,PUBLISHED,,,,shafaq-news-report,' +
      'https://example.org/a,Shafaq News,three of its members died,,own,',
    'tay,tay/KILLED,Killed: fighters,KILLED,CONTRADICT,sohr,SOHR,false,STATED,false,AFFIRMS,5,5,,EXACT,' +
      ',TOTAL,THIRD_PARTY,,2021-04-21T00:00:00.000Z,2021-04-22T00:00:00.000Z,PUBLISHED,,,,sohr-report,' +
      ',SOHR,,Paraphrase of earlier.,earlier,',
    expect.stringContaining(',later,'),
    expect.stringContaining(',denial,'),
    expect.stringContaining(',floor,'),
    '',
  ]);
  expect(cells(csv, 'isAnswer')).toEqual(['true', 'false', 'true', 'false', 'true']);
  expect(cells(csv, 'stance')).toEqual(['AFFIRMS', 'AFFIRMS', 'AFFIRMS', 'DENIES', 'AFFIRMS']);
});

test('an open upper bound is an empty cell and zero is a zero', () => {
  const open = figure('open', SOHR, 0, {
    figure: { min: 0, max: null, best: null, qualifier: 'VAGUE', wording: null },
  });
  const csv = formatCsv(single(open));
  expect([cells(csv, 'min'), cells(csv, 'max')]).toEqual([['0'], ['']]);
});

test('the blamed stand in a column of their own, and acts have no figure', () => {
  const blamed = [NDF, SOHR].map(({ slug, name }) => ({ slug, name }));
  const csv = formatCsv(single(responsibility('act', SOHR, blamed)));
  expect([cells(csv, 'blamed'), cells(csv, 'min'), cells(csv, 'extent')]).toEqual([
    ['ndf; sohr'],
    [''],
    [''],
  ]);
});

test('an event without claims in view has its header alone', () => {
  expect(formatCsv(comparison([]))).toBe(`${HEADER}\r\n`);
});

test('commas, quotation marks and line breaks stay inside their cell', () => {
  const quoted = figure('quoted', SOHR, 3, {
    citation: { exact: 'three, "all" dead\nin Tay', paraphrase: null, report: reportBy(SHAFAQ) },
  });
  expect(formatCsv(single(quoted))).toContain(',"three, ""all"" dead in Tay",');
});

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "' =1"],
  ['\r=1', "'\\u000D=1"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['three = 3', 'three = 3'],
])('a text that a spreadsheet would calculate is led by an apostrophe: %j', (name, expected) => {
  expect(cells(formatCsv(single(figure('formula', source('evil', name), 3))), 'sourceName')).toEqual([
    expected,
  ]);
});

test('numbers stay numbers', () => {
  const csv = formatCsv(single(figure('many', SOHR, 20_000)));
  expect([cells(csv, 'min'), cells(csv, 'max')]).toEqual([['20000'], ['20000']]);
});
