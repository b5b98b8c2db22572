import { Composer, LineCounter, Parser } from 'yaml';
import { tooDeep } from './nesting.ts';
import { type Path, type Position, pathText } from './place.ts';
import { type YamlValue, yamlValue } from './yaml-value.ts';

/** What is wrong with a text whose file nobody has named yet. */
export interface TextProblem extends Position {
  readonly path: string;
  readonly message: string;
}

/** In UTF-16 code units: 16 MiB of plain English. */
export const LARGEST_TEXT = 16 * 1024 * 1024;
/** A sheet needs six. */
const DEEPEST_NESTING = 32;

/**
 * One YAML document in the 1.2 core schema, whatever version it declares: `no` and dates stay strings. Refuses
 * what two readers could read as two things: keys given twice, tags, numbers not in plain digits, more documents.
 */
export function readYaml(text: string): YamlValue | { readonly problems: readonly TextProblem[] } {
  const problems: TextProblem[] = [];
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const report = (offset: number, message: string, path: Path = []) => {
    problems.push({ ...positionOf(offset), path: pathText(path), message });
  };

  if (text.length > LARGEST_TEXT) {
    report(0, `expected at most ${LARGEST_TEXT} characters, found ${text.length}; split the sheet`);
    return { problems };
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const deep = tokens.map((token) => tooDeep(token, DEEPEST_NESTING)).find((token) => token !== null);
  if (deep) {
    report(deep.offset, `expected at most ${DEEPEST_NESTING} levels of nesting, found more`);
    return { problems };
  }
  const composer = new Composer({
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false,
  });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (second) report(second.range[0], 'expected one document, found a second; remove the --- line');
  for (const { pos, message } of [...(document?.errors ?? []), ...(document?.warnings ?? [])]) {
    report(pos[0], `not YAML 1.2: ${message}`);
  }
  if (!document || problems.length > 0) return { problems };
  const root = yamlValue(document.contents, { positionOf, report });
  return problems.length > 0 ? { problems } : root;
}
