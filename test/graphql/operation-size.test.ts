import fc from 'fast-check';
import { Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { sizeOfOperation } from '../../src/graphql/operation-size.ts';

const sizeOf = (text: string) => {
  const document = parse(text);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return sizeOfOperation(document, operation as OperationDefinitionNode);
};

describe('the size of an operation', () => {
  test('counts levels, fields, aliases and directives', () => {
    expect(sizeOf('{ a { b: c @include(if: true) { d } } e }')).toEqual({
      depth: 3,
      selections: 4,
      aliases: 1,
      directives: 1,
    });
  });

  test('counts a fragment as often as it is spread', () => {
    const size = sizeOf('{ a { ...F } b { ...F } } fragment F on T { x: c d }');
    expect(size).toEqual({ depth: 2, selections: 6, aliases: 2, directives: 0 });
  });

  test('counts inline fragments as what they hold', () => {
    expect(sizeOf('{ a { ... on T @skip(if: false) { b } } }')).toEqual({
      depth: 2,
      selections: 2,
      aliases: 0,
      directives: 1,
    });
  });

  test('takes introspection for one level, however deep', () => {
    expect(sizeOf('{ __schema { types { fields { name } } } }')).toMatchObject({ depth: 1, selections: 4 });
  });

  test('is known at once for fragments that double', () => {
    const levels = 300;
    const fragments = Array.from(
      { length: levels },
      (_, level) => `fragment F${level} on T { ...F${level + 1} ...F${level + 1} }`,
    );
    const { selections } = sizeOf(`{ ...F0 } ${fragments.join(' ')} fragment F${levels} on T { a }`);
    expect(selections).toBe(2 ** levels);
  });

  test('is that of the same text with its fragments written out', () => {
    interface Tree {
      readonly fields: readonly Tree[];
      readonly spread: boolean;
    }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constant({ fields: [], spread: false }),
        fc.record({ fields: fc.array(tie('tree'), { maxLength: 3 }), spread: fc.boolean() }),
      ),
    }));
    const written = (node: Tree): string =>
      `a${node.fields.length > 0 ? ` { ${node.fields.map(written).join(' ')} }` : ''}`;
    fc.assert(
      fc.property(tree, (root) => {
        const fragments: string[] = [];
        const spread = (node: Tree): string => {
          const inner = node.fields.map(spread).join(' ');
          if (inner === '') return 'a';
          if (!node.spread) return `a { ${inner} }`;
          fragments.push(`fragment F${fragments.length} on T { ${inner} }`);
          return `a { ...F${fragments.length - 1} }`;
        };
        const text = spread(root);
        expect(sizeOf(`{ ${text} } ${fragments.join(' ')}`)).toEqual(sizeOf(`{ ${written(root)} }`));
      }),
      { numRuns: 200 },
    );
  });
});
