import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { claimInput, recorderOf } from './recorder.ts';

const EVENT = 'tay';

const HOSTILE = [
  '',
  ' ',
  "' OR '1'='1",
  '"; DROP TABLE claim; --',
  '%_\\',
  ':open :...slugs $1 ? @x',
  'AND OR NOT',
  'NEAR(a b, 2) "unclosed ^body: {x} -y* +z',
  '!a & (b | c) <-> d:*',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '💥\u202e\ufeff',
  '__proto__',
  '../../etc/passwd',
  '-1',
  'x'.repeat(100_000),
  'word '.repeat(2_000),
  'é'.repeat(501),
];

/** A few of them where each costs a write. */
const HOSTILE_TO_WRITE = ["' OR '1'='1", 'a\0b', '\ud800', 'x'.repeat(100_000)];

type Place = readonly (string | number)[];

/** Where texts stand in these arguments or fields: `['filter', 'parties', 0]`. */
function textPlaces(given: readonly (GraphQLArgument | GraphQLInputField)[], place: Place = []): Place[] {
  return given.flatMap(({ name, type }) => {
    const bare = isNonNullType(type) ? type.ofType : type;
    const here = [...place, name, ...(isListType(bare) ? [0] : [])];
    const named = getNamedType(type);
    if (isInputObjectType(named)) return textPlaces(Object.values(named.getFields()), here);
    return ['String', 'ID', 'DateTime', 'URL'].includes(named.name) ? [here] : [];
  });
}

/** The value with another one at a place in it, where lists and objects are made as they are missing. */
function withAt(value: Json, [step, ...rest]: Place, replacement: unknown): Json {
  if (step === undefined) return replacement;
  const inner = withAt(value?.[step], rest, replacement);
  return typeof step === 'number' ? [inner] : { ...value, [step]: inner };
}

describe.each(ENGINES)('hostile texts, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let schema: GraphQLSchema;
  let api: Api;
  let claim: string;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    schema = buildSchema(server.service.sdl);
    api = apiOf(server);
    const record = recorderOf(api);
    await record.party('reds');
    await record.source('agency');
    await record.event(EVENT);
    await record.report('report', 'agency');
    await record.report('page', 'agency', { text: 'Three died.' });
    claim = await record.figure({ event: EVENT, source: 'agency', parties: ['reds'] });
  });
  afterAll(() => server.close());

  /** Sends one operation with each text in a variable of its own, and wants no fault of the service. */
  async function send(
    fields: readonly { readonly text: string; readonly type: string; readonly value: unknown }[],
    kind = 'query',
  ) {
    const declared = fields.map(({ type }, index) => `$v${index}: ${type}`).join(', ');
    const selected = fields
      .map(({ text }, index) => `f${index}: ${text.replace('$v', `$v${index}`)}`)
      .join('\n');
    const variables = Object.fromEntries(fields.map(({ value }, index) => [`v${index}`, value]));
    const { status, errors } = await api.ask(`${kind} (${declared}) { ${selected} }`, variables);
    const faults = errors.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR');
    const failed = faults.map(({ path }) => fields[Number(String(path?.[0]).slice(1))]);
    expect(failed.map((field) => JSON.stringify(field).slice(0, 300))).toEqual([]);
    expect(status).toBeLessThan(500);
    return errors;
  }

  test('in the arguments of every query never make it fail', async () => {
    for (const field of Object.values(schema.getQueryType()!.getFields())) {
      const required = field.args.filter(isRequiredArgument);
      for (const place of textPlaces(field.args)) {
        const argument = field.args.find(({ name }) => name === place[0])!;
        const others = required.filter((each) => each !== argument).map(({ name }) => `${name}: "${EVENT}"`);
        const text = `${field.name}(${[`${argument.name}: $v`, ...others].join(', ')}) ${selectionFor(field.type)}`;
        const base = { [argument.name]: {} };
        await send(
          HOSTILE.map((hostile) => ({
            text,
            type: String(argument.type),
            value: withAt(base, place, hostile)[argument.name],
          })),
        );
      }
    }
  });

  test('in the arguments of fields never make them fail', async () => {
    const filtered = (parent: string) => (filter: string, type: string) => ({
      text: `${parent} { claims(filter: { ${filter}: $v }) { totalCount nodes { id } } }`,
      type,
    });
    const fields = [
      {
        text: `comparison(event: "${EVENT}") { rows { cells { relationTo(source: $v) } } }`,
        type: 'String!',
      },
      { text: `event(slug: "${EVENT}") { comparison(sources: [$v]) { rowCount } }`, type: 'String!' },
      { text: `event(slug: "${EVENT}") { reports(after: $v) { nodes { id } } }`, type: 'String' },
      { text: `claim(id: "${claim}") { assessments(before: $v) { nodes { id } } }`, type: 'String' },
      filtered(`event(slug: "${EVENT}")`)('text', 'String'),
      filtered('source(slug: "agency")')('question', 'ID'),
    ];
    for (const field of fields) await send(HOSTILE.map((value) => ({ ...field, value })));
  });

  test('in cursors that are made as this server makes them never make a list fail', async () => {
    const made = (values: unknown): string => Buffer.from(JSON.stringify(values)).toString('base64url');
    const orders = ['claims ASSERTED_AT_DESC', 'parties', 'sources', 'events STARTED_AT_DESC'];
    for (const list of ['claims', 'parties', 'sources', 'events']) {
      const cursors = orders.flatMap((order) => [
        made([order]),
        made([order, '\0']),
        made([order, '\0', '\ud800']),
        made([order, '', '', '']),
        made([order, 1, null]),
        made({ order }),
      ]);
      const fields = cursors.map((value) => ({
        text: `${list}(after: $v) { nodes { id } }`,
        type: 'String',
        value,
      }));
      expect(await send(fields)).toHaveLength(cursors.length);
    }
  });

  test('in every field of every input are refused or recorded', async () => {
    const cite = { citation: { report: 'report', paraphrase: 'So.' } };
    const said = claimInput({ event: EVENT, source: 'agency', ...cite });
    const record = recorderOf(api);
    const statement = await record.statement({ event: EVENT, source: 'agency', proposition: 'It is so' });
    const act = await record.act({ event: EVENT, source: 'agency', act: 'The raid', blamed: ['reds'] });
    const decided = (id = claim) => ({ id, expectedRevision: 1, reason: 'So.' });
    const inputs = {
      recordParty: { slug: 'p', name: 'P' },
      recordSource: { slug: 's', name: 'S', kind: 'OTHER' },
      recordEvent: {
        slug: 'e',
        title: 'E',
        startedAt: '2021-04-20T00:00:00Z',
        sides: [{ parties: ['reds'] }],
      },
      recordReport: { slug: 'r', title: 'R', publisher: 'agency', publishedAt: '2021-04-20T00:00:00Z' },
      recordFigureClaim: {
        ...said,
        outcome: 'KILLED',
        victims: { parties: ['reds'] },
        figure: { words: 'three' },
      },
      recordStatementClaim: { ...said, proposition: 'So it was' },
      recordResponsibilityClaim: { ...said, act: 'The shooting', blamed: ['reds'] },
      reviseSource: { slug: 'agency', reason: 'So.' },
      reviseFigureClaim: { ...decided(), ...cite, victims: { parties: ['reds'] } },
      reviseStatementClaim: { ...decided(statement), ...cite },
      reviseResponsibilityClaim: { ...decided(act), ...cite, blamed: ['reds'] },
      publishClaim: decided(),
      rejectClaim: decided(),
      retractClaim: { ...decided(), retractedAt: '2021-04-28T00:00:00Z' },
      assessClaim: { id: claim, credibility: 'DOUBTFUL', note: 'So.' },
      createKey: { name: 'maryam', role: 'EDITOR' },
      revokeKey: { name: 'maryam' },
    };
    const inRecord = new Set(['reviseSource']);
    let inputsSent = 0;
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const base = inputs[field.name as keyof typeof inputs];
      const type = getNamedType(field.args[0]!.type);
      if (!isInputObjectType(type)) throw new Error(`${field.name} takes no input object`);
      for (const place of textPlaces(Object.values(type.getFields()))) {
        const text = `${field.name}(input: $v) { __typename }`;
        await send(
          HOSTILE_TO_WRITE.map((hostile) => {
            const slug = 'slug' in base && !inRecord.has(field.name) ? { slug: `x${inputsSent++}` } : {};
            return {
              text,
              type: `${type.name}!`,
              value: withAt(bare({ ...base, ...slug }, place), place, hostile),
            };
          }),
          'mutation',
        );
      }
    }
  });

  test('leave the record readable, word for word as recorded', async () => {
    const record = recorderOf(api);
    const words = HOSTILE.filter(
      (text) => text.trim() !== '' && text.length < 100 && !/[\0\p{Surrogate}]/u.test(text),
    );
    for (const [index, text] of words.entries()) {
      const id = await record.statement({
        event: EVENT,
        source: 'agency',
        proposition: `${index} ${text}`,
        note: text,
      });
      expect(
        await api.read('query ($id: ID!) { claim(id: $id) { note ... on StatementClaim { proposition } } }', {
          id,
        }),
      ).toEqual({
        claim: { note: text, proposition: `${index} ${text}` },
      });
    }
    const { data, errors } = await api.ask(
      `{ claims(first: 100) { totalCount nodes { id note citation { exact paraphrase } } } comparison(event: "${EVENT}") { rowCount } }`,
    );
    expect(errors).toEqual([]);
    expect(data.claims.totalCount).toBeGreaterThan(HOSTILE.length);
  });

  test('lists longer than a statement takes are refused, not failed', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => `a${index}`);
    for (const field of ['events', 'sources', 'parties']) {
      const query = `query ($many: [String!]) { claims(filter: { ${field}: $many }) { nodes { id } } }`;
      expect(await api.refusal(query, { many })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: [`filter.${field}`],
      });
    }
    const comparison = `query ($many: [String!]) { comparison(event: "${EVENT}", sources: $many) { rowCount } }`;
    expect(await api.refusal(comparison, { many })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['sources'],
    });
  });
});

/** Of a figure by bounds and a claim that names its question, the input may not have the other. */
function bare(input: Json, place: Place): Json {
  if (place[0] === 'figure' && place[1] === 'bounds') return { ...input, figure: { bounds: { min: 3 } } };
  if (place[0] === 'question') return { ...input, proposition: undefined, act: undefined };
  return place[0] === 'place' ? { ...input, place: { name: 'Tay' } } : input;
}

function selectionFor(type: unknown): string {
  const name = String(type);
  if (name.startsWith('ClaimConnection')) return '{ totalCount nodes { id question { key } } }';
  if (name.endsWith('Connection')) return '{ totalCount nodes { id } }';
  return '{ __typename }';
}
