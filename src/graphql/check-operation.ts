import { GraphQLError, getVariableValues } from 'graphql';
import type { Limits } from '../domain/limits.ts';
import { Refusal } from '../domain/refusal.ts';
import { costOfOperation, type OperationToRun } from './operation-cost.ts';
import { sizeOfOperation } from './operation-size.ts';

const WORDS = {
  depth: 'levels of fields within fields',
  aliases: 'aliases',
  directives: 'directives',
  selections: 'fields',
} as const;

/** What a valid operation costs, in points; one that asks for too much at once is QUERY_TOO_COMPLEX. */
export function checkOperation(asked: OperationToRun, limits: Limits): number {
  const size = sizeOfOperation(asked.document, asked.operation);
  for (const [measure, words] of Object.entries(WORDS)) {
    const [found, limit] = [size[measure as keyof typeof WORDS], limits[measure as keyof typeof WORDS]];
    if (found <= limit) continue;
    throw tooComplex(`expected at most ${limit} ${words}, fragments written out, got ${found}`, {
      [measure]: found,
      limit,
    });
  }
  const cost = costOf(asked);
  if (cost <= limits.cost) return cost;
  throw tooComplex(`the operation costs ${cost} points, the most is ${limits.cost}`, {
    cost,
    limit: limits.cost,
  });
}

const tooComplex = (reason: string, details: Record<string, number>): Refusal =>
  new Refusal('QUERY_TOO_COMPLEX', `${reason}; ask for fewer fields or smaller pages (first)`, [], details);

/** Of an operation that cannot be run with these variables: what it takes to say so. */
function costOf(asked: OperationToRun): number {
  const { schema, operation, variables } = asked;
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return 1;
  try {
    return Math.max(1, costOfOperation(asked));
  } catch (error) {
    if (error instanceof GraphQLError) return 1;
    throw error;
  }
}
