import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** GraphQL text for the arguments that a field needs, by coordinate: `{ 'Query.event': '(slug: "tay")' }`. */
export type Arguments = Readonly<Record<string, string>>;

type Field = GraphQLField<unknown, unknown>;

/** All fields of a type, and of its fields' types so many levels down; aliased, so that no two types clash. */
export function selectionOf(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  given: Arguments,
  depth: number,
): string {
  if (isAbstractType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .map((part) => `... on ${part.name} { ${selectionOf(schema, part, given, depth)} }`);
    return `__typename ${parts.join(' ')}`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const own = getNamedType(field.type);
    const alias = `${type.name}_${field.name}: ${fieldText(type, field, given)}`;
    if (!isCompositeType(own)) return [alias];
    return depth > 0 ? [`${alias} { ${selectionOf(schema, own, given, depth - 1)} }`] : [];
  });
  return `__typename ${fields.join(' ')}`;
}

function fieldText(type: GraphQLObjectType, field: Field, given: Arguments): string {
  const coordinate = `${type.name}.${field.name}`;
  const text = given[coordinate] ?? (field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '');
  if (text === '' && field.args.some(isRequiredArgument)) throw new Error(`${coordinate} needs arguments`);
  return field.name + text;
}

/**
 * For every object type that Query leads to, a query that goes there by the shortest way and selects all of its
 * fields. `avoid`: coordinates that no way takes.
 */
export function queryForEachType(
  schema: GraphQLSchema,
  given: Arguments,
  avoid: readonly string[],
): Map<string, string> {
  const root = schema.getQueryType()!;
  const queries = new Map<string, string>();
  const ways: { type: GraphQLObjectType; wrap: (inner: string) => string }[] = [
    { type: root, wrap: (inner) => `{ ${inner} }` },
  ];
  for (const { type, wrap } of ways) {
    if (queries.has(type.name)) continue;
    queries.set(type.name, wrap(selectionOf(schema, type, given, 1)));
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (!isCompositeType(target) || avoid.includes(`${type.name}.${field.name}`)) continue;
      const text = fieldText(type, field, given);
      for (const part of isAbstractType(target) ? schema.getPossibleTypes(target) : [target]) {
        const inType = (inner: string): string =>
          part === target ? inner : `... on ${part.name} { ${inner} }`;
        ways.push({ type: part, wrap: (inner) => wrap(`${text} { ${inType(inner)} }`) });
      }
    }
  }
  return queries;
}

/** The names of all types of which an answer holds a value. */
export function typesIn(data: unknown): Set<string> {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if ('__typename' in value) names.add(String(value.__typename));
    Object.values(value).forEach(walk);
  };
  walk(data);
  return names;
}
