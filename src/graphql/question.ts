import type { Question } from '../domain/question.ts';
import { questionLabel } from '../domain/question-label.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { all, type Context } from './loaders.ts';
import { namesOf } from './names.ts';

const label = async (question: Question, _: unknown, { loaders }: Context): Promise<string> =>
  questionLabel(question, await namesOf(loaders.party, question.kind === 'FIGURE' ? question.parties : []));

export const questionResolvers: Resolvers = {
  Question: {
    __resolveType: ({ kind }) =>
      (
        ({
          FIGURE: 'FigureQuestion',
          STATEMENT: 'PropositionQuestion',
          RESPONSIBILITY: 'ResponsibilityQuestion',
        }) as const
      )[kind],
  },
  FigureQuestion: {
    label,
    parties: ({ parties }, _, { loaders }) => all(loaders.party, parties),
  },
  PropositionQuestion: { label },
  ResponsibilityQuestion: { label },
};
