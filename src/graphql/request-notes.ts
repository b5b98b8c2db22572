import { HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What is told of one request afterwards, by log, metrics and traces: who did what kind of thing, never in which words. */
export interface RequestNotes {
  /** Clients are told it with what went wrong here. */
  readonly id: string;
  /** The name of the key that was shown; null: it was refused before that was known. */
  viewer: string | null;
  /** null until it is known to be valid. */
  kind: OperationDefinitionNode['operation'] | null;
  /** Of the root, without what they are renamed to. */
  fields: readonly string[];
  /** The client's own name for it. */
  operationName: string | null;
  /** In points. */
  cost: number | null;
  /** Of the errors that were answered. */
  readonly codes: Set<string>;
}

export const notesOf = (id: string): RequestNotes => ({
  id,
  viewer: null,
  kind: null,
  fields: [],
  operationName: null,
  cost: null,
  codes: new Set(),
});

/** "query comparison": one of as many words as the schema has root fields, whatever clients call theirs. */
export function operationOf({ kind, fields }: RequestNotes): string {
  if (kind === null) return 'unparsed';
  return `${kind} ${fields.length === 1 ? fields[0] : 'several'}`;
}

/** In characters, of the client's own name for its operation. */
const LONGEST_NAME = 100;

/** Of a valid document. */
export function noteOperation(
  notes: RequestNotes,
  document: DocumentNode,
  { operation, name, selectionSet }: OperationDefinitionNode,
): void {
  notes.kind = operation;
  notes.operationName = name?.value.slice(0, LONGEST_NAME) ?? null;
  const fields = rootFields(document, selectionSet);
  notes.fields = fields.length > 1 ? fields.filter((field) => field !== '__typename') : fields;
}

function rootFields(document: DocumentNode, root: SelectionSetNode): string[] {
  const fields = new Set<string>();
  const spread = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        for (const definition of document.definitions) {
          if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
          if (definition.name.value === selection.name.value) collect(definition.selectionSet);
        }
      }
    }
  };
  collect(root);
  return [...fields];
}

/** Before they are made public: the log and the client then name the same request. */
export function identifyErrors({ id }: RequestNotes, errors: readonly GraphQLError[]): void {
  for (const { extensions } of errors) extensions.requestId = id;
}

/** As they are made public. */
export function noteErrors(
  { codes }: RequestNotes,
  errors: readonly { readonly extensions?: Record<string, unknown> | undefined }[] = [],
): void {
  for (const { extensions } of errors) codes.add(String(extensions?.code));
}

/** What refuses a request as a whole; what nobody expected is an error of the request, too. */
export function notedRefusal(notes: RequestNotes, error: unknown): GraphQLError {
  const refusal = error instanceof GraphQLError ? error : unexpected(notes, error as Error);
  noteErrors(notes, [refusal]);
  return refusal;
}

const unexpected = ({ id }: RequestNotes, originalError: Error): GraphQLError =>
  new GraphQLError(originalError.message, {
    originalError,
    extensions: {
      code: 'INTERNAL_SERVER_ERROR',
      requestId: id,
      http: { status: 500, headers: new HeaderMap() },
    },
  });
