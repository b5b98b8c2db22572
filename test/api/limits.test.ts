import { readdirSync, readFileSync } from 'node:fs';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../src/domain/limits.ts';
import { apiOf } from '../support/api.ts';
import { ALL_TRANSPORTS, askOver } from '../support/ask-over.ts';
import { ATTACKS } from '../support/attacks.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { subscribe } from '../support/subscriber.ts';

const REFUSALS: Readonly<Record<string, string | RegExp>> = {
  'fragments that double, of 2 KB': 'QUERY_TOO_COMPLEX',
  '1,000 aliases': 'GRAPHQL_PARSE_FAILED',
  '200 aliases within the tokens': 'QUERY_TOO_COMPLEX',
  'a depth of 200': 'QUERY_TOO_COMPLEX',
  'a body of 5 MB': /^(BAD_REQUEST|1009)$/,
  '10,000 directives': 'GRAPHQL_PARSE_FAILED',
  '900 fields by name': 'GRAPHQL_VALIDATION_FAILED',
  'pages within pages': 'QUERY_TOO_COMPLEX',
  'repeats within repeats': 'QUERY_TOO_COMPLEX',
  'introspection within introspection': 'GRAPHQL_VALIDATION_FAILED',
  'huge numbers': 'GRAPHQL_VALIDATION_FAILED',
  'deep lists': 'GRAPHQL_VALIDATION_FAILED',
  'a variable of 1 MB': /^(BAD_REQUEST|1009)$/,
};

/** The operations of a folder, by file. */
const operationsIn = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(new URL(`../../src/${folder}/`, import.meta.url)).map((file) => [
      file,
      readFileSync(new URL(`../../src/${folder}/${file}`, import.meta.url), 'utf8'),
    ]),
  );
const EXAMPLES = operationsIn('http/playground/examples');
const OPERATIONS = operationsIn('cli/operations');

describe('the limits of one operation', () => {
  let url: string;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ url, close } = await startServer({ limits: LIMITS }));
  });
  afterAll(() => close());

  describe.each(ALL_TRANSPORTS)('over %s', (transport) => {
    test.each(Object.entries(REFUSALS))('refuse %s with %s', async (name, code) => {
      const { data, errors } = await askOver(transport, url, { query: ATTACKS[name]! });
      expect(data ?? null).toBe(null);
      expect(errors?.[0]?.extensions.code).toMatch(code);
    });

    test('hold for those with a key too', async () => {
      const asked = { query: ATTACKS['pages within pages']! };
      const { errors } = await askOver(transport, url, asked, ADMIN_KEY);
      expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: LIMITS.cost } }]);
    });

    test('say the cost and the limit', async () => {
      const { errors } = await askOver(transport, url, {
        query:
          'query ($page: Int) { claims(first: $page) { nodes { source { claims(first: $page) { nodes { id } } } } } }',
        variables: { page: 100 },
      });
      const { cost } = errors![0]!.extensions as { cost?: number };
      expect(cost).toBeGreaterThan(LIMITS.cost);
      expect(errors![0]!.message).toBe(
        `the operation costs ${cost} points, the most is ${LIMITS.cost}; ask for fewer fields or smaller pages (first)`,
      );
    });

    test('let introspection through, as playgrounds and clients send it', async () => {
      const { errors, data } = await askOver(transport, url, { query: getIntrospectionQuery() });
      expect(errors).toBeUndefined();
      expect(data.__schema.types.length).toBeGreaterThan(50);
    });
  });

  test.each(['graphql-ws', 'graphql-sse'] as const)('hold for subscriptions over %s', async (transport) => {
    const deep = `subscription { claimChanged { claim { ${'repeats { '.repeat(12)} id ${'} '.repeat(12)} } } }`;
    const heard = await subscribe(transport, url, deep);
    onTestFinished(heard.stop);
    const refused = { extensions: { code: 'QUERY_TOO_COMPLEX', limit: LIMITS.depth } };
    await eventually(() => expect(heard.errors).toMatchObject([refused]));
  });

  test.each(Object.entries(EXAMPLES))('let the playground’s example %s through', async (_file, query) => {
    const { errors = [] } = await apiOf({ url }, null).ask(query, {
      event: 'qamishli-tay-2021',
      words: 'three',
    });
    expect(errors.map(({ extensions }) => extensions.code)).not.toContain('QUERY_TOO_COMPLEX');
  });

  test.each(Object.entries(OPERATIONS))(
    'let the command line’s operation %s through',
    async (_file, query) => {
      const variables = {
        event: 'qamishli-tay-2021',
        reading: 'CUMULATIVE',
        rows: 200,
        skip: 0,
        sources: ['ndf', 'sohr'],
        first: 100,
      };
      const { errors = [] } = await apiOf({ url }, null).ask(query, variables);
      expect(errors.map(({ extensions }) => extensions.code)).not.toContain('QUERY_TOO_COMPLEX');
    },
  );
});

describe('limits that the operator sets', () => {
  test('hold instead', async () => {
    const server = await startServer({ demo: false, limits: { ...LIMITS, depth: 2, body: 200 } });
    onTestFinished(server.close);
    const api = apiOf(server, null);
    expect(await api.refusal('{ events { nodes { id } } }')).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
    expect(await api.read('{ events { totalCount } }')).toEqual({ events: { totalCount: 0 } });
    expect((await api.ask(`{ events { totalCount } } # ${'x'.repeat(200)}`)).status).toBe(413);
  });
});
