import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Problem, Refusal } from '../domain/refusal.ts';

/** Tells the operator of an error that nobody expected, and says the id under which the client can ask for it. */
export type LogUnexpected = (error: unknown) => string;

/** The one place that turns refusals into GraphQL errors. What nobody expected is masked. */
export function publicError(
  formatted: GraphQLFormattedError,
  error: unknown,
  logUnexpected: LogUnexpected,
): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof Refusal) return { ...formatted, extensions: extensionsOf(original) };
  const code = isOfArgument(original, error) ? 'BAD_USER_INPUT' : formatted.extensions?.code;
  if (code === 'INTERNAL_SERVER_ERROR' || code === undefined) {
    const requestId = logUnexpected(original);
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

const extensionsOf = ({ code, problems }: Refusal): Record<string, unknown> =>
  problems.length > 0 || code === 'BAD_USER_INPUT' ? { code, problems } : { code };

/** Whether graphql-js itself refused an argument when it came to the field, as null from a variable: it gives that no code. */
const isOfArgument = (original: unknown, error: unknown): boolean =>
  original !== error && original instanceof GraphQLError && original.nodes !== undefined;

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

/** A refusal outside of any resolver: the request as a whole is refused with this HTTP status. */
export const requestRefusal = (refusal: Refusal, status: number): GraphQLError =>
  new GraphQLError(refusal.message, {
    originalError: refusal,
    extensions: { code: refusal.code, http: { status } },
  });

/** What ended a stream before its time. */
export const streamError = (error: unknown): GraphQLError =>
  new GraphQLError((error as Error).message, {
    originalError: error as Error,
    extensions: error instanceof Refusal ? { code: error.code } : null,
  });
