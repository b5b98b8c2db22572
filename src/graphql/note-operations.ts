import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from './loaders.ts';
import { identifyErrors, noteErrors, noteOperation } from './request-notes.ts';

/** Keeps the notes of queries and mutations, whichever way they come. */
export const noteOperations: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, contextValue }) => {
      if (operation) noteOperation(contextValue.notes, document, operation);
    },
    didEncounterErrors: async ({ errors, contextValue }) => identifyErrors(contextValue.notes, errors),
    willSendResponse: async ({ response: { body }, contextValue }) => {
      if (body.kind === 'single') noteErrors(contextValue.notes, body.singleResult.errors);
    },
  }),
};
