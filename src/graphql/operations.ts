import type { ApolloServer } from '@apollo/server';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  subscribe,
  validate,
} from 'graphql';
import type { Limits } from '../domain/limits.ts';
import { hintless, streamError } from './errors.ts';
import { generatorOf, OVER } from './generator-of.ts';
import { type KeyWatch, whileInForce } from './key-watch.ts';
import type { admission } from './limit-operations.ts';
import type { Context } from './loaders.ts';
import {
  identifyErrors,
  notedRefusal,
  noteErrors,
  noteOperation,
  type RequestNotes,
} from './request-notes.ts';

/** What a client asks to be run. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/** With its errors as clients may see them. */
export type PublicResult = Omit<ExecutionResult, 'errors'> & { errors?: readonly GraphQLFormattedError[] };

/** Operations of clients that hold a stream, who may subscribe; everything else runs just as over HTTP. */
export interface Operations {
  /** What can be run, or why nothing can. */
  prepare(request: OperationRequest, contextValue: Context): Promise<ExecutionArgs | readonly GraphQLError[]>;
  /** One result; of a subscription one for each change. */
  run(prepared: ExecutionArgs): Promise<PublicResult | AsyncGenerator<PublicResult, void, void>>;
  format(errors: readonly GraphQLError[]): GraphQLFormattedError[];
}

/** What holds for every operation. */
interface Admission {
  readonly limits: Limits;
  readonly keys: KeyWatch;
  readonly admit: ReturnType<typeof admission>;
}

export function operationsOf(
  schema: GraphQLSchema,
  apollo: ApolloServer<Context>,
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError,
  { limits, keys, admit }: Admission,
): Operations {
  const format = (errors: readonly GraphQLError[]) =>
    errors.map((error) => formatError(error.toJSON(), error));
  const publish = ({ errors, ...result }: ExecutionResult, notes: RequestNotes): PublicResult => {
    if (!errors) return result;
    identifyErrors(notes, errors);
    const formatted = format(errors);
    noteErrors(notes, formatted);
    return { ...result, errors: formatted };
  };
  return {
    format,
    prepare: async (request, contextValue) => {
      const { notes } = contextValue;
      const prepared = prepare(schema, request, contextValue, limits);
      if ('length' in prepared) {
        noteErrors(notes, prepared);
        return prepared;
      }
      const { document, operationName, variableValues } = prepared;
      const operation = getOperationAST(document, operationName)!;
      noteOperation(notes, document, operation);
      // Others are admitted as they are run.
      if (operation.operation !== 'subscription') return prepared;
      try {
        await admit({ schema, document, operation, variables: variableValues ?? {} }, contextValue);
        return prepared;
      } catch (error) {
        return [notedRefusal(notes, error)];
      }
    },
    run: async (prepared) => {
      if (getOperationAST(prepared.document, prepared.operationName)?.operation === 'subscription') {
        const context = prepared.contextValue as Context;
        const { viewer, notes } = context;
        const results = await subscribe(prepared);
        if (!(Symbol.asyncIterator in results)) return publish(results, notes);
        const heard = viewer.key === null ? results : whileInForce(results, viewer.key, keys);
        return eachAs(charged(heard, context), (result) => publish(result, notes));
      }
      const { document, operationName, variableValues, contextValue } = prepared;
      const { body } = await apollo.executeOperation(
        {
          query: document.loc!.source.body,
          ...(operationName ? { operationName } : {}),
          ...(variableValues ? { variables: variableValues } : {}),
        },
        { contextValue: contextValue as Context },
      );
      if (body.kind !== 'single') throw new Error('expected one answer, got an incremental one');
      return body.singleResult;
    },
  };
}

function prepare(
  schema: GraphQLSchema,
  { query, operationName, variables }: OperationRequest,
  contextValue: Context,
  { tokens }: Limits,
): ExecutionArgs | readonly GraphQLError[] {
  const document = parsed(query, tokens);
  if (document instanceof GraphQLError) return [coded(document, 'GRAPHQL_PARSE_FAILED')];
  const invalid = validate(schema, document);
  if (invalid.length > 0) return invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const message = operationName
      ? `Unknown operation named "${operationName}".`
      : 'Must provide operation name if query contains multiple operations.';
    return [coded(new GraphQLError(message), 'OPERATION_RESOLUTION_FAILURE')];
  }
  const wrong = wrongVariables(schema, operation, variables ?? {});
  if (wrong.length > 0) return wrong.map((error) => coded(error, 'BAD_USER_INPUT'));
  return {
    schema,
    document,
    contextValue,
    operationName: operationName ?? null,
    variableValues: variables ?? null,
  };
}

function parsed(query: string, maxTokens: number) {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

const wrongVariables = (
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Record<string, unknown>,
): readonly GraphQLError[] => getVariableValues(schema, variableDefinitions, variables).errors ?? [];

/** graphql-js gives what it refuses by itself no code. */
const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(hintless(error.message), {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    originalError: error.originalError ?? null,
    extensions: { code },
  });

/** Results as they are to be sent; what ends them too early is the last one's error. */
function eachAs(
  results: AsyncGenerator<ExecutionResult, void, void>,
  publish: (result: ExecutionResult) => PublicResult,
): AsyncGenerator<PublicResult, void, void> {
  let over = false;
  return generatorOf<PublicResult>(
    async () => {
      if (over) return OVER;
      try {
        const result = await results.next();
        return result.done ? OVER : { done: false, value: publish(result.value) };
      } catch (error) {
        over = true;
        await results.return();
        return { done: false, value: publish({ errors: [streamError(error)] }) };
      }
    },
    () => results.return(),
  );
}

/** What comes costs as much as an operation of its own. */
const charged = (
  results: AsyncGenerator<ExecutionResult, void, void>,
  { allowance, notes }: Context,
): AsyncGenerator<ExecutionResult, void, void> =>
  generatorOf(
    async () => {
      const result = await results.next();
      if (!result.done) await allowance?.spend(notes.cost ?? 1);
      return result;
    },
    () => results.return(),
  );
