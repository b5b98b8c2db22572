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
  const code = formatted.extensions?.code;
  if (code === 'INTERNAL_SERVER_ERROR' || code === undefined) {
    const requestId = logUnexpected(original);
    return {
      ...formatted,
      message: 'something went wrong here; the operator finds it in the log under the requestId',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    };
  }
  if (code !== 'BAD_USER_INPUT') return { ...formatted, extensions: { code } };
  return { ...formatted, extensions: { code, problems: problemsOf(formatted, error) } };
}

const extensionsOf = ({ code, problems }: Refusal): Record<string, unknown> =>
  problems.length > 0 || code === 'BAD_USER_INPUT' ? { code, problems } : { code };

/** A variable that its type refuses: graphql-js names the variable, and the field in it as: at "input.assertedAt". */
function problemsOf({ message }: GraphQLFormattedError, error: unknown): Problem[] {
  const field = / at "([^"]+)"/.exec(message)?.[1] ?? /^Variable "\$([^"]+)"/.exec(message)?.[1] ?? '';
  const reason = error instanceof GraphQLError && error.originalError ? error.originalError.message : message;
  return [{ field, message: reason }];
}

/** A refusal outside of any resolver: the request as a whole is refused with this HTTP status. */
export const requestRefusal = (refusal: Refusal, status: number): GraphQLError =>
  new GraphQLError(refusal.message, {
    originalError: refusal,
    extensions: { code: refusal.code, http: { status } },
  });
