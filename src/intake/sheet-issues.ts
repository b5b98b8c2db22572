import { z } from 'zod';
import { described } from './described.ts';
import { type Path, type Place, pathText, placeAt } from './place.ts';
import type { TextProblem } from './read-yaml.ts';
import { CLAIM_KIND_KEYS } from './sheet-claim.ts';

type Issue = z.core.$ZodIssue;

const NAMES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** Zod's words for the sheet's: given to safeParse as its `error`. */
export const sheetIssueMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type': {
      const whole = issue.inst instanceof z.ZodNumberFormat;
      const expected = `expected ${whole ? NAMES.int : (NAMES[issue.expected] ?? issue.expected)}`;
      if (issue.input === undefined) return `${expected}, found nothing; write it`;
      const quotable = issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input);
      return `${expected}, found ${described(issue.input)}${quotable ? '; put it in quotes' : ''}`;
    }
    case 'invalid_value':
      return `expected one of ${issue.values.join(', ')}, found ${described(issue.input)}`;
    case 'too_small':
      return `expected something, found ${described(issue.input)}; write it`;
    case 'too_big':
      if (issue.origin === 'array')
        return `expected at most ${issue.maximum} entries, found ${(issue.input as unknown[]).length}`;
      return `expected a whole number below 9 007 199 254 740 992, found ${described(issue.input)}`;
    case 'unrecognized_keys':
      return `unknown key; expected one of ${knownKeys(issue.inst).join(', ')}`;
    default:
      return issue.message;
  }
};

const knownKeys = (mapping: unknown): string[] =>
  mapping instanceof z.ZodObject ? Object.keys(mapping.shape) : [];

/** Every issue of a sheet, in the order of the file. Zod must have been asked for `reportInput`. */
export function sheetIssues(issues: readonly Issue[], root: Place): TextProblem[] {
  return issues
    .flatMap((issue) => flatten(issue, []))
    .map(({ path, message, ofKey }) => {
      const place = placeAt(root, path);
      const { line, column } = (ofKey && place.key) || place;
      return { line, column, path: pathText(path), message };
    });
}

interface FlatIssue {
  readonly path: Path;
  readonly message: string;
  readonly ofKey?: boolean;
}

function flatten(issue: Issue, parent: Path): FlatIssue[] {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: issue.message, ofKey: true }));
  }
  if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
  if (path[0] === 'claims' && path.length === 2) return claimIssues(issue, path);
  const branch = issue.errors.find((errors) => errors.some(({ path }) => path.length > 0));
  if (branch) return branch.flatMap((inner) => flatten(inner, path));
  return [
    { path, message: `expected words, a whole number or bounds (min, max), found ${described(issue.input)}` },
  ];
}

/** The issues of the kind of claim that the entry means to be. */
function claimIssues(issue: z.core.$ZodIssueInvalidUnion, path: Path): FlatIssue[] {
  const { input } = issue;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [{ path, message: `expected a mapping, found ${described(input)}` }];
  }
  const kinds = CLAIM_KIND_KEYS.filter((key) => key in input);
  const [kind] = kinds;
  if (kind && kinds.length === 1) {
    return (issue.errors[CLAIM_KIND_KEYS.indexOf(kind)] ?? []).flatMap((inner) => flatten(inner, path));
  }
  const found = kinds.length === 0 ? 'none of them' : kinds.join(' and ');
  const message = `expected one of outcome (a figure), proposition (a statement) or act (blame), found ${found}; a claim makes one assertion`;
  return [{ path, message }];
}
