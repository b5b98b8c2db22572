import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { GraphQLArgument, GraphQLInputField, GraphQLNamedType } from 'graphql';
import {
  astFromValue,
  buildASTSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  validateSchema,
} from 'graphql';
import { describe, expect, test } from 'vitest';

const SCHEMA = new URL('../../schema/', import.meta.url);
const CONTRACT = new URL('../../../shared/contract/contract.graphql', import.meta.url);

interface Element {
  /** What a client relies on: `GraphQLObjectType & Claim & Node`, `[String!]! = []`, `value 3`. */
  readonly signature: string;
  readonly description: string | null | undefined;
}

/** Every element by its coordinate: `Claim`, `Query.claims`, `Query.claims(filter:)`, `Outcome.KILLED`. */
function elementsOf(schema: GraphQLSchema): Map<string, Element> {
  const elements = new Map<string, Element>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    elements.set(type.name, { signature: kindOf(type), description: type.description });
    for (const [coordinate, element] of membersOf(type)) elements.set(coordinate, element);
  }
  return elements;
}

function* membersOf(type: GraphQLNamedType): Generator<[string, Element]> {
  if (isEnumType(type)) {
    for (const [index, { name, description }] of type.getValues().entries()) {
      yield [`${type.name}.${name}`, { signature: `value ${index}`, description }];
    }
  } else if (isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, { signature: inputOf(field), description: field.description }];
    }
  } else if (isObjectType(type) || isInterfaceType(type)) {
    for (const { name, type: output, args, description } of Object.values(type.getFields())) {
      yield [`${type.name}.${name}`, { signature: String(output), description }];
      for (const argument of args) {
        const coordinate = `${type.name}.${name}(${argument.name}:)`;
        yield [coordinate, { signature: inputOf(argument), description: argument.description }];
      }
    }
  }
}

function kindOf(type: GraphQLNamedType): string {
  const implemented = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
  const names = implemented.map(({ name }) => name).sort();
  const oneOf = isInputObjectType(type) && type.isOneOf ? ' @oneOf' : '';
  return [type.constructor.name, ...names].join(' & ') + oneOf;
}

function inputOf({ type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  return value ? `${type} = ${print(value)}` : String(type);
}

const signaturesOf = (elements: Map<string, Element>, coordinates: readonly string[]) =>
  Object.fromEntries(
    coordinates.map((coordinate) => [coordinate, elements.get(coordinate)?.signature ?? 'absent']),
  );

const read = (file: URL): string => readFileSync(file, 'utf8');
const build = (sources: readonly string[]): GraphQLSchema => buildASTSchema(parse(sources.join('\n')));

const files = readdirSync(SCHEMA)
  .filter((name) => name.endsWith('.graphql'))
  .sort();
const sources = files.map((name) => read(new URL(name, SCHEMA)));
const schema = build(sources);
const elements = elementsOf(schema);

describe('the schema', () => {
  test('is valid', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  test('is the same whatever the order of its files', () => {
    const printed = (of: GraphQLSchema) => printSchema(lexicographicSortSchema(of));
    expect(printed(build(sources.toReversed()))).toBe(printed(schema));
  });

  test('describes each of its elements', () => {
    const silent = [...elements].filter(([, { description }]) => !description?.trim());
    expect(silent.map(([coordinate]) => coordinate)).toEqual([]);
    expect(schema.description).toBeTruthy();
  });

  test('tells every code of a refusal', () => {
    const codes = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT', 'UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED'];
    codes.push('QUERY_TOO_COMPLEX', 'BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED');
    codes.push('OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND', 'INTERNAL_SERVER_ERROR');
    const told = schema.getQueryType()?.description ?? '';
    expect(codes.filter((code) => !told.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('the contract', () => {
  test('is kept: every element is in the schema with the same type and default', (context) => {
    const contract = contractElements(context.skip);
    const due = [...contract.keys()];
    expect(due.length).toBeGreaterThan(500);
    expect(signaturesOf(elements, due)).toEqual(signaturesOf(contract, due));
  });
});

function contractElements(skip: (note: string) => never): Map<string, Element> {
  if (!existsSync(CONTRACT))
    skip('../shared/contract/contract.graphql is not here: nothing to hold the schema against');
  return elementsOf(build([read(CONTRACT)]));
}
