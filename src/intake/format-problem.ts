import type { SheetProblem } from './sheet-problem.ts';

/** "clash.claims.yaml:12:5 claims[3].figure: expected …", one line, as compilers print and editors link it. */
export function formatProblem({ file, line, column, path, message }: SheetProblem): string {
  const where = `${file}:${line}:${column}`;
  return path === '' ? `${where} ${message}` : `${where} ${path}: ${message}`;
}
