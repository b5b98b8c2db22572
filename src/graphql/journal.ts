import { listJournal } from '../use-cases/list-journal.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { connectionResolvers, edgeResolvers, pageRequest } from './pagination.ts';

export const journalResolvers: Resolvers = {
  Event: {
    journal: ({ slug }, args, { database }) => listJournal(database, slug, pageRequest(args, 'journal')),
  },
  JournalEntryConnection: connectionResolvers,
  JournalEntryEdge: edgeResolvers,
};
