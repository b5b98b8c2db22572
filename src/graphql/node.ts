import { Refusal } from '../domain/refusal.ts';
import { findNode, type NodeValue, nodeKindOf } from '../use-cases/find-node.ts';
import { claimType } from './claim.ts';
import type { Resolvers } from './generated/resolvers.ts';

const MOST_NODES = 100;

const TYPES = {
  party: 'Party',
  source: 'Source',
  event: 'Event',
  report: 'Report',
  assessment: 'Assessment',
} as const;

function nodeType(value: NodeValue): ReturnType<typeof claimType> | (typeof TYPES)[keyof typeof TYPES] {
  if ('claimId' in value) return claimType(value);
  const kind = nodeKindOf(value.id);
  if (kind === null || kind === 'claim') throw new Error(`"${value.id}" is the id of no node`);
  return TYPES[kind];
}

export const nodeResolvers: Resolvers = {
  Node: { __resolveType: nodeType },
  Query: {
    node: (_, { id }, { database, viewer }) => findNode(database, viewer, id),
    nodes: (_, { ids }, { database, viewer }) => {
      if (ids.length > MOST_NODES) {
        const message = `expected at most ${MOST_NODES} ids, got ${ids.length}`;
        throw Refusal.ofProblems([{ field: 'ids', message }]);
      }
      return Promise.all(ids.map((id) => findNode(database, viewer, id)));
    },
  },
};
