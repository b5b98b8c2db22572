import { ADMIN_KEY } from './server.ts';

/** A JSON value as tests look at it: any path into it may be tried. */
// biome-ignore lint/suspicious/noExplicitAny: what comes over HTTP has no type until a test has looked at it
export type Json = any;

export interface PublicError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly problems?: readonly { readonly field: string; readonly message: string }[];
    readonly requestId?: string;
  };
}

export interface Answer {
  readonly status: number;
  readonly data: Json;
  readonly errors: readonly PublicError[];
}

export type Api = ReturnType<typeof apiOf>;

/** A client of a running server: GraphQL text over HTTP, as anybody would send it. key null: nobody in particular. */
export function apiOf({ url }: { readonly url: string }, key: string | null = ADMIN_KEY) {
  /** Whatever the answer is. */
  async function ask(query: string, variables: object = {}): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as { data?: Json; errors?: PublicError[] };
    return { status: response.status, data, errors };
  }

  /** The data of an answer without errors. */
  async function read(query: string, variables: object = {}): Promise<Json> {
    const { data, errors } = await ask(query, variables);
    if (errors.length > 0) throw new Error(`expected no errors, got ${JSON.stringify(errors)}`);
    return data;
  }

  /** The one error of an answer: its code, and the problems as "field: message". */
  async function refusal(query: string, variables: object = {}): Promise<Refusal> {
    const { data, errors } = await ask(query, variables);
    const [error] = errors;
    if (!error || errors.length > 1) {
      throw new Error(`expected one error, got ${JSON.stringify({ data, errors })}`);
    }
    const { code, problems = [] } = error.extensions;
    return {
      code,
      message: error.message,
      fields: problems.map(({ field }) => field),
      problems: problems.map(({ field, message }) => `${field}: ${message}`),
    };
  }

  return { url, ask, read, refusal };
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
  readonly problems: readonly string[];
}
