import type { Resolvers } from './generated/resolvers.ts';

export const viewerResolvers: Resolvers = {
  Query: {
    viewer: (_, _args, { viewer }) => viewer,
  },
};
