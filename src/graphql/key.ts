import { createKey } from '../use-cases/create-key.ts';
import { listKeys } from '../use-cases/list-keys.ts';
import { revokeKey } from '../use-cases/revoke-key.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { all } from './loaders.ts';

export const keyResolvers: Resolvers = {
  Viewer: {
    keys: (viewer, _, { database }) => listKeys(database, viewer),
  },
  Mutation: {
    createKey: (_, { input }, { database, viewer }) => createKey(database, viewer, input),
    revokeKey: async (_, { input }, { database, viewer }) => ({
      key: await revokeKey(database, viewer, input.name),
    }),
  },
  Key: {
    events: ({ events }, _, { loaders }) => (events === null ? null : all(loaders.event, events)),
  },
};
