import {
  type DocumentNode,
  type GraphQLSchema,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

/** An operation to be run, and its variables as they came. */
export interface OperationToRun {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
}

/**
 * Points: one for each field of the answer, as many times as the page or list around it has items. A connection's
 * pages are taken as full. Other lists have the size that they usually have, since what is in an event is not known
 * beforehand. What is read or computed for a field, besides, costs what the table says.
 */
export const costOfOperation = ({ schema, document, operation, variables }: OperationToRun): number =>
  getComplexity({
    schema,
    query: document,
    variables,
    estimators: [costOfField],
    ...(operation.name ? { operationName: operation.name.value } : {}),
  });

/** Of fields that read or compute more than the record that they belong to, by coordinate. */
const WORK: Readonly<Record<string, number>> = {
  'Query.comparison': 500,
  'Event.comparison': 500,
  'Query.sourceComparison': 100,
  'SourceComparison.pairs': 5_000,
  'Source.lossReporting': 5_000,
  'Comparison.reconciliations': 50,
};

/** Of any field that leads to a connection, and of each of its items: a statement, and a row. */
const CONNECTION = 20;
const ITEM = 4;

/** Of looking for words, besides. */
const SEARCH = 500;

/** Of totalCount, which reads all; as many times as the page around it has items, as all that a connection holds. */
const COUNT = 5;

/** Of a mutation: what is durable has waited for a disk. */
const WRITE = 50;

/** How long lists usually are that no argument bounds. */
const USUAL: Readonly<Record<string, number>> = {
  'Comparison.rows': 25,
  'Comparison.sources': 20,
  'ComparisonRow.contradictions': 3,
  'ComparisonCell.claims': 2,
  'ComparisonCell.answers': 1,
  'ComparisonCell.denials': 1,
  'SharedQuestion.cells': 3,
  'Attribution.relayedBy': 1,
  'Corroboration.origins': 2,
};
const USUAL_ELSEWHERE = 3;

/** Of asking for the schema, however much of it. */
const INTROSPECTION = 100;

/** The size of a connection's page where none is asked for. */
const PAGE = 20;
const LARGEST_PAGE = 100;

const costOfField: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (field.name === '__schema' || field.name === '__type') return INTROSPECTION;
  if (type.name.startsWith('__')) return 0;
  const coordinate = `${type.name}.${field.name}`;
  const own = 1 + (WORK[coordinate] ?? 0) + (type.name === 'Mutation' ? WRITE : 0);
  if (field.name === 'totalCount') return COUNT;
  const named = isNonNullType(field.type) ? field.type.ofType : field.type;
  if (isListType(named)) {
    // The connection has counted its items.
    if (type.name.endsWith('Connection')) return own + childComplexity;
    return own + sizeOf(coordinate, args) * childComplexity;
  }
  if (!String(named).endsWith('Connection')) return own + childComplexity;
  return own + CONNECTION + searching(args) + page(args) * (ITEM + childComplexity);
};

const searching = ({ filter }: Record<string, unknown>): number =>
  typeof (filter as { text?: unknown } | null | undefined)?.text === 'string' ? SEARCH : 0;

function sizeOf(coordinate: string, args: Record<string, unknown>): number {
  if (Array.isArray(args.ids)) return args.ids.length;
  const usual = USUAL[coordinate] ?? USUAL_ELSEWHERE;
  const asked = args.first ?? args.last;
  return typeof asked === 'number' ? Math.max(0, Math.min(asked, usual)) : usual;
}

/** What is no page at all is refused when it is run. */
function page({ first, last }: Record<string, unknown>): number {
  const asked = first ?? last ?? PAGE;
  return typeof asked === 'number' ? Math.max(0, Math.min(asked, LARGEST_PAGE)) : PAGE;
}
