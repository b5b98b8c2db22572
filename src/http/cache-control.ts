import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../service.ts';

/**
 * What was read by GET and without a key may be kept by anybody, but has to be asked for again each time, which the
 * ETag makes cheap: a figure that has been corrected is never shown from a cache. All else is not kept at all.
 */
export const cacheControl: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, contextValue, errors }) => {
      const shared = request.http?.method === 'GET' && !contextValue.viewer.known && !errors?.length;
      response.http.headers.set('cache-control', shared ? 'public, no-cache' : 'no-store');
      if (shared) response.http.headers.set('vary', 'accept, authorization, origin');
    },
  }),
};
