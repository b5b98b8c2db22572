import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';

/** How large an operation is with its fragments written out, whatever it would answer. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly selections: number;
}

const NOTHING: OperationSize = { depth: 0, aliases: 0, directives: 0, selections: 0 };

/**
 * Of a valid document. Each fragment is measured once, so that this takes time with the text alone: fragments that
 * spread each other twice and more make millions of fields out of a few lines.
 */
export function sizeOfOperation(document: DocumentNode, operation: OperationDefinitionNode): OperationSize {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const sizes = new Map<string, OperationSize>();
  const ofFragment = (name: string): OperationSize => {
    const size = sizes.get(name) ?? ofNode(fragments.get(name)!);
    sizes.set(name, size);
    return size;
  };
  const ofNode = (node: OperationDefinitionNode | FragmentDefinitionNode | SelectionNode): OperationSize => {
    const inner =
      node.kind === Kind.FRAGMENT_SPREAD
        ? ofFragment(node.name.value)
        : (node.selectionSet?.selections ?? []).map(ofNode).reduce(sum, NOTHING);
    const own = sum(inner, { ...NOTHING, directives: node.directives?.length ?? 0 });
    if (node.kind !== Kind.FIELD) return own;
    return {
      ...own,
      // graphql-js itself bounds how deep introspection goes.
      depth: node.name.value.startsWith('__') ? 1 : own.depth + 1,
      aliases: own.aliases + (node.alias ? 1 : 0),
      selections: own.selections + 1,
    };
  };
  return ofNode(operation);
}

const sum = (a: OperationSize, b: OperationSize): OperationSize => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  selections: a.selections + b.selections,
});
