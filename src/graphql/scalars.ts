import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isWebAddress } from '../domain/check-records.ts';
import { parseInstant } from '../domain/time.ts';

/** A scalar that is text on both sides. read: what the text stands for, null where it is none. */
function textScalar(
  name: string,
  expectation: string,
  read: (text: string) => string | null,
): GraphQLScalarType {
  const parse = (value: unknown): string => {
    const result = typeof value === 'string' ? read(value) : null;
    if (result !== null) return result;
    const got = typeof value === 'string' ? `"${value.slice(0, 100)}"` : kindOf(value);
    throw new GraphQLError(`expected ${expectation}, got ${got}`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    serialize: (value) => value,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : `a ${node.kind}`),
  });
}

/** What is no text may be nested deeper than can be written out. */
const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

export const DateTime = textScalar(
  'DateTime',
  'an RFC 3339 instant with an offset, such as 2021-04-24T00:00:00+03:00',
  parseInstant,
);

export const URL = textScalar('URL', 'an absolute http or https address', (text) =>
  isWebAddress(text) ? text : null,
);
