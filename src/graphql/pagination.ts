import { createHash } from 'node:crypto';
import { type Problem, Refusal } from '../domain/refusal.ts';
import type { Connection, PageItem, PageRequest, Position } from '../use-cases/connection.ts';

/** The arguments of a connection: https://relay.dev/graphql/connections.htm */
interface ConnectionArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

const MOST = 100;
const USUAL = 20;
const SEAL = 8;

/** order: the name of the list and its order, which its cursors carry. */
export function pageRequest(args: ConnectionArguments, order: string): PageRequest {
  const problems: Problem[] = [];
  const { first, last } = args;
  if (first != null && last != null) {
    problems.push({ field: 'last', message: 'expected first or last, got both; page in one direction' });
  }
  for (const [field, size] of Object.entries({ first, last })) {
    if (size != null && (size < 0 || size > MOST)) {
      problems.push({ field, message: `expected a number from 0 to ${MOST}, got ${size}` });
    }
  }
  const after = decode('after', args.after, order, problems);
  const before = decode('before', args.before, order, problems);
  if (problems.length > 0) throw Refusal.ofProblems(problems);
  return { order, limit: first ?? last ?? USUAL, fromEnd: last != null, after, before };
}

function decode(
  field: string,
  cursor: string | null | undefined,
  order: string,
  problems: Problem[],
): Position | null {
  if (cursor == null) return null;
  const values = parse(cursor);
  if (values !== null && values[0] === order) return values.slice(1);
  const message =
    values === null
      ? 'this server made no such cursor'
      : `the cursor is of another list or order, "${values[0]}"`;
  problems.push({ field, message: `${message}; take one of the same list's edges or its pageInfo` });
  return null;
}

function parse(cursor: string): string[] | null {
  try {
    const text = Buffer.from(cursor, 'base64url').toString('utf8');
    const values: unknown = JSON.parse(text.slice(SEAL));
    const texts =
      Array.isArray(values) && values.length > 1 && values.every((value) => typeof value === 'string');
    return texts && encode(values) === cursor ? values : null;
  } catch {
    return null;
  }
}

/** Begins with some of its own hash, which tells what comes back as it was made from all else; it hides nothing. */
function encode(values: readonly string[]): string {
  const text = JSON.stringify(values);
  const hash = createHash('sha256').update(text).digest('base64url');
  return Buffer.from(hash.slice(0, SEAL) + text).toString('base64url');
}

const cursorOf = (order: string, item: PageItem<unknown>): string => encode([order, ...item.position]);

/** The resolvers of every …Connection type. */
export const connectionResolvers = {
  edges: <T>({ request, page }: Connection<T>) => page.items.map((item) => ({ order: request.order, item })),
  nodes: <T>({ page }: Connection<T>) => page.items.map((item) => item.value),
  totalCount: (connection: Connection<unknown>) => connection.count(),
  pageInfo: ({ request, page }: Connection<unknown>) => {
    const [first, last] = [page.items[0], page.items.at(-1)];
    return {
      hasNextPage: request.fromEnd ? request.before !== null : page.more,
      hasPreviousPage: request.fromEnd ? page.more : request.after !== null,
      startCursor: first ? cursorOf(request.order, first) : null,
      endCursor: last ? cursorOf(request.order, last) : null,
    };
  },
};

/** The resolvers of every …Edge type. */
export const edgeResolvers = {
  cursor: ({ order, item }: { order: string; item: PageItem<unknown> }) => cursorOf(order, item),
  node: <T>({ item }: { item: PageItem<T> }) => item.value,
};

/** The last so many of a list that is short enough to be held whole. */
export function lastOf<T>(items: readonly T[], last: number): readonly T[] {
  if (last < 0) throw Refusal.ofProblems([{ field: 'last', message: `expected 0 or more, got ${last}` }]);
  return last === 0 ? [] : items.slice(-last);
}
