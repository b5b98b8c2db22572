import { visible } from './visible.ts';

/** Starts that make a spreadsheet take a text for a formula: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

export type CsvValue = string | number | boolean | null;

/** A value as a cell of a CSV file: what could steer a terminal or a spreadsheet is spelt out. */
export function csvCell(value: CsvValue): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  return FORMULA.test(value) ? `'${visible(value)}` : visible(value);
}
