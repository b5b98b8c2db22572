import { readFigure } from '../domain/read-figure.ts';
import type { Resolvers } from './generated/resolvers.ts';

export const figureResolvers: Resolvers = {
  Query: {
    readFigure: (_, { words }) => readFigure(words),
  },
};
