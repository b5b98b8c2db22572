import type { GraphiQLProps } from 'graphiql';

/** Sends what the editor holds, with the headers of its Headers tab, to the server that served this page. */
export const fetcher: GraphiQLProps['fetcher'] = async (request, options) => {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...options?.headers,
    },
    body: JSON.stringify(request),
  });
  return response.json();
};
