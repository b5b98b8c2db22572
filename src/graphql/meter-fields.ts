import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  isCompositeType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import type { Refusal } from '../domain/refusal.ts';
import { turns } from '../turns.ts';
import type { Context } from './loaders.ts';

type Resolve = GraphQLFieldResolver<unknown, Context>;

/**
 * Makes every field that leads to others count what it adds to the answer, look at the time, and let other requests
 * have their turn: graphql-js runs a whole operation in one go. How large the lists of an event are is known only
 * here. Texts count by their length.
 */
export function meterFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // A subscription's root is resolved for each change anew.
      if (type !== schema.getSubscriptionType()) meter(field);
    }
  }
  return schema;
}

function meter(field: GraphQLField<unknown, Context>): void {
  const resolve: Resolve = field.resolve ?? defaultFieldResolver;
  const type = getNamedType(field.type);
  if (isCompositeType(type)) field.resolve = metered(resolve);
  else if (type === GraphQLString) field.resolve = measured(resolve);
}

const metered =
  (resolve: Resolve): Resolve =>
  (parent, args, context, info) => {
    const count = (value: unknown): unknown => {
      if (value == null) return value;
      context.answer.add((Array.isArray(value) ? value.length : 1) * selectionsOf(info));
      return value;
    };
    const run = (): unknown => {
      check(context);
      const value = resolve(parent, args, context, info);
      return value instanceof Promise ? value.then((loaded) => inTurn(() => count(loaded))) : count(value);
    };
    check(context);
    return inTurn(run);
  };

/** By their refusals: errors that have a place already, which graphql-js takes as they are. */
const repeated = new WeakMap<object, GraphQLError>();

/**
 * Throws where the answer is too large or the time is up. When a hundred thousand fields are under way then, a new
 * error for each would take longer than all that they ask for: only the first is told where it is.
 */
function check({ deadline, answer }: Context): void {
  try {
    deadline.check();
    answer.check();
  } catch (error) {
    const refusal = error as Refusal;
    const again = repeated.get(refusal);
    if (again) throw again;
    repeated.set(refusal, new GraphQLError(refusal.message, { originalError: refusal, path: [] }));
    throw refusal;
  }
}

const inTurn = <T>(work: () => T): T | Promise<T> => (turns.isOver() ? turns.next().then(work) : work());

const measured =
  (resolve: Resolve): Resolve =>
  (parent, args, context, info) => {
    const count = (value: unknown): unknown => {
      if (typeof value === 'string') context.answer.addText(value);
      else if (Array.isArray(value)) context.answer.addTexts(value);
      return value;
    };
    const value = resolve(parent, args, context, info);
    return value instanceof Promise ? value.then(count) : count(value);
  };

/** By the nodes, which are the same for all items of a list. */
const counted = new WeakMap<object, number>();

/** How many fields are selected below, with fragments written out. */
function selectionsOf({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  const known = counted.get(fieldNodes);
  if (known !== undefined) return known;
  const countIn = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? [])
      .map((selection) => {
        if (selection.kind === 'Field') return 1;
        if (selection.kind === 'InlineFragment') return countIn(selection.selectionSet);
        return countIn(fragments[selection.name.value]?.selectionSet);
      })
      .reduce((a, b) => a + b, 0);
  const count = fieldNodes.map(({ selectionSet }) => countIn(selectionSet)).reduce((a, b) => a + b, 0);
  counted.set(fieldNodes, count);
  return count;
}
