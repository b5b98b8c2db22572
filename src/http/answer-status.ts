import type { ApolloServerPlugin, BaseContext } from '@apollo/server';

/** Of requests that were well-formed, though their operation could not be run. */
const UNRUNNABLE = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'QUERY_TOO_COMPLEX',
]);

/**
 * GraphQL over HTTP: in application/json any answer to a well-formed request has the status 200, since 400 could
 * be anybody's on the way. Apollo gives 400 as in application/graphql-response+json, where it is the service's own.
 */
export const answerStatus: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, errors = [] }) => {
      const accepted = request.http?.headers.get('accept') ?? '';
      const unrunnable = errors.some(({ extensions }) => UNRUNNABLE.has(extensions.code));
      if (unrunnable && !accepted.includes('application/graphql-response+json')) response.http.status = 200;
    },
  }),
};
