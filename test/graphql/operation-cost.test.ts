import { type GraphQLSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { costOfOperation } from '../../src/graphql/operation-cost.ts';
import { executableSchema } from '../../src/graphql/schema.ts';
import { PATHS } from '../../src/paths.ts';

const schema: GraphQLSchema = executableSchema(PATHS.schema);

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return costOfOperation({ schema, document, operation: operation as OperationDefinitionNode, variables });
}

describe('the cost of an operation', () => {
  test('is a point a field', () => {
    expect(cost('{ viewer { name role } }')).toBe(3);
    expect(cost('{ a: viewer { name } b: viewer { name } }')).toBe(4);
  });

  test('rises with the page that is asked for, by literal, variable or default', () => {
    const of = (size: number): number => cost(`{ claims(first: ${size}) { nodes { id } } }`);
    expect(of(100) - of(50)).toBe(of(50) - of(0));
    expect(of(100)).toBeGreaterThan(100);
    expect(cost('query ($n: Int) { claims(first: $n) { nodes { id } } }', { n: 50 })).toBe(of(50));
    expect(cost('query ($n: Int = 50) { claims(last: $n) { nodes { id } } }')).toBe(of(50));
    expect(cost('{ claims { nodes { id } } }')).toBe(of(20));
  });

  test('multiplies through pages within pages', () => {
    const inner = '{ nodes { id } }';
    const outer = (page: number): number =>
      cost(`{ events(first: 100) { nodes { claims(first: ${page}) ${inner} } } }`);
    expect(outer(100)).toBeGreaterThan(100 * 100);
    expect(outer(2)).toBeGreaterThan(100 * 2);
    expect(outer(2)).toBeLessThan(outer(100) / 10);
  });

  test('leaves out what is skipped', () => {
    const of = (skip: boolean): number =>
      cost('query ($skip: Boolean!) { viewer { name } events @skip(if: $skip) { nodes { id } } }', { skip });
    expect(of(true)).toBe(2);
    expect(of(false)).toBeGreaterThan(2);
  });

  test('is never below nothing, whatever page is asked for', () => {
    expect(cost('{ claims(first: -5) { nodes { id } } }')).toBeGreaterThan(0);
    expect(cost('{ claims(first: 2147483647) { nodes { id } } }')).toBe(
      cost('{ claims(first: 100) { nodes { id } } }'),
    );
  });

  test('of introspection is the same however much is asked for, so that playgrounds work and floods cost', () => {
    expect(cost('{ __schema { types { name fields { name } } } }')).toBe(
      cost('{ __schema { types { name } } }'),
    );
    expect(cost('{ a: __schema { types { name } } b: __type(name: "Claim") { name } }')).toBe(200);
    expect(cost('{ __typename }')).toBe(1);
  });

  test('counts of several types the dearest', () => {
    const of = (fragments: string): number => cost(`{ claim(id: "x") { id ${fragments} } }`);
    const [one, other] = [
      of('... on FigureClaim { extent unit }'),
      of('... on StatementClaim { proposition }'),
    ];
    expect(of('... on FigureClaim { extent unit } ... on StatementClaim { proposition }')).toBe(
      Math.max(one, other),
    );
  });
});
