import type { GraphiQLProps } from 'graphiql';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-sse';

const ENDPOINT = '/graphql';

type Fetcher = GraphiQLProps['fetcher'];
type Request = Parameters<Fetcher>[0];

/** Sends what the editor holds, with the headers of its Headers tab, to the server that served this page. */
export const fetcher: Fetcher = (request, options) => {
  const headers = (options?.headers ?? {}) as Record<string, string>;
  return isSubscription(request) ? subscribe(request, headers) : ask(request, headers);
};

function isSubscription({ query, operationName }: Request): boolean {
  return getOperationAST(parse(query), operationName)?.operation === 'subscription';
}

async function ask(request: Request, headers: Record<string, string>) {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(request),
  });
  return response.json();
}

/** As server-sent events; one connection for each, which ends with the tab's stop button. */
function subscribe({ query, operationName, variables }: Request, headers: Record<string, string>) {
  return createClient({ url: ENDPOINT, headers, retryAttempts: 0 }).iterate({
    query,
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables } : {}),
  }) as never;
}
