import { HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { uuidv7 } from 'uuidv7';
import { type Problem, Refusal, type RefusalCode } from '../domain/refusal.ts';

/** Tells the operator of an error that nobody expected, under the id with which the client can ask for it. */
export type LogUnexpected = (error: unknown, requestId: unknown) => void;

/** The one place that turns refusals into GraphQL errors. What nobody expected is masked. */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logUnexpected: LogUnexpected,
): GraphQLFormattedError {
  const original = originalOf(error);
  if (original instanceof Refusal) return { ...formatted, extensions: extensionsOf(original) };
  const code = isOfArgument(original, error)
    ? 'BAD_USER_INPUT'
    : isOfRequest(original)
      ? 'BAD_REQUEST'
      : formatted.extensions?.code;
  if (code === 'INTERNAL_SERVER_ERROR' || code === undefined) {
    // None but where no request is known.
    const requestId = formatted.extensions?.requestId ?? uuidv7();
    logUnexpected(original, requestId);
    return {
      ...formatted,
      message: 'something went wrong here; the operator finds it in the log under the requestId',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    };
  }
  if (code !== 'BAD_USER_INPUT') return { ...formatted, extensions: { code } };
  const problems = problemsOf(formatted, error);
  return { ...formatted, message: hintless(formatted.message), extensions: { code, problems } };
}

const extensionsOf = ({ code, problems, details }: Refusal): Record<string, unknown> => ({
  code,
  ...(problems.length > 0 || code === 'BAD_USER_INPUT' ? { problems } : {}),
  ...details,
});

/** Whether graphql-js itself refused an argument when it came to the field, as null from a variable: it gives that no code. */
const isOfArgument = (original: unknown, error: unknown): boolean =>
  original !== error && original instanceof GraphQLError && original.nodes !== undefined;

/** Whether Apollo refused the request as a whole, as a persisted query that is none: it gives some of these no code, but a status. */
function isOfRequest(original: unknown): boolean {
  if (!(original instanceof GraphQLError) || original.extensions.code !== undefined) return false;
  const { status } = (original.extensions.http ?? {}) as { status?: number };
  return status !== undefined && status >= 400 && status < 500;
}

/**
 * A variable or an argument that its type refuses: graphql-js names it, and the field in it as:
 * at "input.assertedAt".
 */
function problemsOf({ message }: GraphQLFormattedError, error: unknown): Problem[] {
  const field =
    / at "([^"]+)"/.exec(message)?.[1] ?? /^(?:Variable "\$|Argument ")([^"]+)"/.exec(message)?.[1] ?? '';
  const reason = error instanceof GraphQLError && error.originalError ? error.originalError.message : message;
  return [{ field, message: hintless(reason) }];
}

/** Validation hints at no names of the schema; neither do variables. */
export const hintless = (message: string): string => message.replace(/ Did you mean .*\?$/s, '');

/** What was thrown in a resolver, or for the request as a whole. */
const originalOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError instanceof Refusal
    ? error.originalError
    : unwrapResolverError(error);

/** Of what is refused as a whole, outside of any resolver. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  RATE_LIMITED: 429,
  FORBIDDEN: 403,
};

/** A refusal outside of any resolver: the request as a whole is refused, over HTTP with a status of its own. */
const requestRefusal = (refusal: Refusal): GraphQLError =>
  new GraphQLError(refusal.message, {
    originalError: refusal,
    extensions: {
      code: refusal.code,
      http: { status: STATUS[refusal.code] ?? 400, headers: new HeaderMap(retryHeaders(refusal)) },
    },
  });

const retryHeaders = ({ details: { retryAfter } }: Refusal): [string, string][] =>
  retryAfter === undefined ? [] : [['retry-after', String(retryAfter)]];

/** Runs what may refuse the request as a whole. */
export async function refusingAll<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Refusal ? requestRefusal(error) : error;
  }
}

/** What ended a stream before its time. */
export const streamError = (error: unknown): GraphQLError =>
  new GraphQLError((error as Error).message, {
    originalError: error as Error,
    extensions: error instanceof Refusal ? { code: error.code } : null,
  });
