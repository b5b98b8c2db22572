import type { ApolloServerPlugin } from '@apollo/server';
import type { Limits } from '../domain/limits.ts';
import { Refusal } from '../domain/refusal.ts';
import { checkOperation } from './check-operation.ts';
import { refusingAll } from './errors.ts';
import type { Context } from './loaders.ts';
import type { OperationToRun } from './operation-cost.ts';
import { hashOfDocument, type TrustedDocuments } from './trusted-documents.ts';

/** Refuses what is not trusted or asks for too much, spends what the rest costs, and starts its time. */
export const admission =
  (limits: Limits, trusted: TrustedDocuments | null) =>
  (asked: OperationToRun, { allowance, deadline, notes }: Context): Promise<void> =>
    refusingAll(async () => {
      if (!allowance) return;
      if (trusted && !trusted.has(hashOfDocument(asked.document.loc!.source.body))) throw UNTRUSTED;
      notes.cost = checkOperation(asked, limits);
      await allowance.spend(notes.cost);
      if (asked.operation.operation !== 'subscription') deadline.start(limits.seconds);
    });

const UNTRUSTED = new Refusal(
  'FORBIDDEN',
  'this server runs the operations that its operator lists, and this is none of them; ask the operator to list it',
);

export const limitOperations = (admit: ReturnType<typeof admission>): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      // What names no operation is refused when it is to be run.
      if (!operation) return;
      await admit({ schema, document, operation, variables: request.variables ?? {} }, contextValue);
    },
    willSendResponse: async ({ contextValue, response }) => {
      contextValue.deadline.stop();
      for (const [name, value] of Object.entries(contextValue.allowance?.headers() ?? {})) {
        response.http.headers.set(name, value);
      }
    },
  }),
});
