import { buildSchema, isIntrospectionType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { recorderOf } from './recorder.ts';
import { type Arguments, queryForEachType, selectionOf, typesIn } from './selection.ts';

/** What an event has nothing of: the demo comes once, and nobody has judged its claims; the small one adds up nothing. */
const UNREACHED: Record<string, string[]> = {
  small: ['Exclusion', 'Reconciliation'],
  'qamishli-tay-2021': ['Assessment', 'AssessmentEdge', 'FieldChange', 'LossReporting'],
};

describe.each(ENGINES)('every field of every type, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: engine === 'sqlite' });
    api = apiOf(server);
    await recordSmallEvent(api);
    await api.read(
      'mutation { createKey(input: { name: "maryam", role: EDITOR, events: ["small"] }) { secret } }',
    );
    for (const figure of ['two', 'four']) {
      await server.service.importSheet({ file: 'small.claims.yaml', text: sheet(figure) }, 'tests');
    }
  });
  afterAll(() => server.close());

  test.each(engine === 'sqlite' ? ['small', 'qamishli-tay-2021'] : ['small'])(
    'resolves on the event %s',
    async (event) => {
      const schema = buildSchema(server.service.sdl);
      const given = await argumentsFor(api, event);
      const queries = queryForEachType(schema, given, ['Query.node', 'Query.nodes', 'Query.claim']);
      const reached = new Set<string>();
      for (const [type, query] of queries) {
        const { data, errors } = await api.ask(query);
        expect(errors, `${type}: ${query}`).toEqual([]);
        for (const name of typesIn(data)) reached.add(name);
      }
      const unreached = [...queries.keys()].filter((type) => !reached.has(type));
      expect(unreached.sort()).toEqual(UNREACHED[event]);
    },
  );

  test('the walk leaves out no type but payloads', () => {
    const schema = buildSchema(server.service.sdl);
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !isIntrospectionType(type),
    );
    const walked = queryForEachType(schema, walkable, []);
    const left = types.map(({ name }) => name).filter((name) => !walked.has(name));
    expect(left.filter((name) => !name.endsWith('Payload')).sort()).toEqual([
      'AgreementChange',
      'ClaimChange',
      'Mutation',
      'Subscription',
    ]);
  });

  test('resolves in what each mutation answers', async () => {
    const schema = buildSchema(server.service.sdl);
    const given = await argumentsFor(api, 'small');
    const claim = async (mutation: string, content: string): Promise<string> => {
      const text = `mutation { ${mutation}(input: ${claimText(content)}) { claim { id } } }`;
      return (await api.read(text))[mutation].claim.id;
    };
    const of = (id: string, content = ''): string =>
      `{ id: "${id}", expectedRevision: 1, reason: "So.", ${content} }`;
    const figure = (status = 'PUBLISHED') =>
      claim(
        'recordFigureClaim',
        `outcome: KILLED, victims: {}, figure: { words: "five" }, status: ${status}`,
      );
    const inputs: Record<string, string | (() => Promise<string>)> = {
      recordParty: '{ slug: "walked", name: "Walked" }',
      recordSource: '{ slug: "walked", name: "Walked", kind: OTHER }',
      recordEvent: '{ slug: "walked", title: "Walked", startedAt: "2021-04-20T00:00:00Z" }',
      recordReport:
        '{ slug: "walked", title: "Walked", publisher: "walked", publishedAt: "2021-04-20T00:00:00Z" }',
      recordFigureClaim: claimText('outcome: KILLED, victims: {}, figure: { words: "three" }'),
      recordStatementClaim: claimText('proposition: "It was so."'),
      recordResponsibilityClaim: claimText('act: "The shooting"'),
      reviseSource: '{ slug: "walked", reason: "So.", name: "Walked on" }',
      reviseFigureClaim: async () => of(await figure(), 'note: "So."'),
      reviseStatementClaim: async () =>
        of(await claim('recordStatementClaim', 'proposition: "So it was."'), 'note: "So."'),
      reviseResponsibilityClaim: async () =>
        of(await claim('recordResponsibilityClaim', 'act: "The raid"'), 'note: "So."'),
      publishClaim: async () => of(await figure('DRAFT')),
      rejectClaim: async () => of(await figure()),
      retractClaim: async () => of(await figure(), 'retractedAt: "2021-04-28T00:00:00Z"'),
      assessClaim: async () => `{ id: "${await figure()}", credibility: DOUBTFUL, note: "So." }`,
      createKey: '{ name: "walked", role: EDITOR, events: ["walked"] }',
      revokeKey: '{ name: "walked" }',
    };
    const fields = Object.values(schema.getMutationType()!.getFields());
    expect(fields.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(inputs)));
    expect(fields).toHaveLength(Object.keys(inputs).length);
    for (const [name, input] of Object.entries(inputs)) {
      const payload = schema.getMutationType()!.getFields()[name]!.type;
      const selection = selectionOf(schema, payload as never, given, 2);
      const text = typeof input === 'string' ? input : await input();
      const { errors } = await api.ask(`mutation { ${name}(input: ${text}) { ${selection} } }`);
      expect(errors, name).toEqual([]);
    }
  });
});

const claimText = (content: string): string => `{
  event: "walked", citation: { report: "walked", paraphrase: "So." }, attribution: { source: "walked" },
  assertedAt: "2021-04-20T00:00:00Z", ${content}
}`;

/** Arguments without which a field says nothing, for an event and what there is in it. */
const argumentsOf = (
  event: string,
  source: string,
  party: string,
  report: string,
  claim: string,
  sources: readonly string[],
): Arguments => ({
  'Query.node': `(id: ${JSON.stringify(claim)})`,
  'Query.nodes': `(ids: [${JSON.stringify(claim)}])`,
  // Few, and of every kind.
  'Query.claims': `(first: 100, filter: { events: ["${event}"], sources: ["north-press", "asayish", "monitor"] })`,
  'Query.claim': `(id: ${JSON.stringify(claim)})`,
  'Query.event': `(slug: "${event}")`,
  'Query.comparison': `(event: "${event}")`,
  'Query.sourceComparison': `(sources: ${JSON.stringify(sources)})`,
  'Query.source': `(slug: "${source}")`,
  'Query.party': `(slug: "${party}")`,
  'Query.report': `(slug: "${report}")`,
  'Query.readFigure': '(words: "more than 15")',
  'Comparison.rows': '(first: 20)',
  'ComparisonCell.relationTo': `(source: "${source}")`,
  'ComparisonRow.tally': '(policy: LATEST)',
});

const walkable = argumentsOf('', '', '', '', '', []);

async function argumentsFor(api: Api, event: string): Promise<Arguments> {
  const claims = `claims(filter: { events: ["${event}"], outcomes: [KILLED] }) { nodes { id source { slug } citation { report { slug } } } }`;
  const data = await api.read(`{ event(slug: "${event}") { sides { parties { slug } } } ${claims} }`);
  const [claim] = data.claims.nodes;
  const party = data.event.sides[0].parties[0].slug;
  const sources = new Set<string>(data.claims.nodes.map(({ source }: Json) => source.slug));
  return argumentsOf(
    event,
    claim.source.slug,
    party,
    claim.citation.report.slug,
    claim.id,
    [...sources].slice(0, 10),
  );
}

/** An event with something of everything: two sides, parts, relays, denials, a contradiction. */
async function recordSmallEvent(api: Api): Promise<void> {
  const record = recorderOf(api);
  await record.party('reds', { aliases: ['Red army'] });
  await record.party('blues');
  await record.source('red-office', { kind: 'ARMED_ACTOR', party: 'reds' });
  await record.source('red-radio', { organOf: 'red-office' });
  await record.source('monitor', { kind: 'NGO_MONITOR', reliability: 'B' });
  await record.event('large');
  await record.event('small', {
    parent: 'large',
    endedAt: '2021-04-26T00:00:00Z',
    place: { name: 'Tay', latitude: 37.05, longitude: 41.22 },
    sides: [{ label: 'Red', parties: ['reds'] }, { parties: ['blues'] }],
  });
  await record.event('quarter', { parent: 'small' });
  await record.report('page', 'red-radio', {
    text: 'Three died, one in the north. Nobody fled.',
    url: 'https://www.example.org/page',
    retrievedAt: '2021-04-25T00:00:00Z',
  });
  await record.report('report', 'monitor');
  const page = (exact: string) => ({ citation: { report: 'page', exact } });
  const own = { event: 'small', source: 'red-office', parties: ['reds'] };
  const whole = await record.figure({ ...own, ...page('Three died'), ref: 'own', perpetrators: ['blues'] });
  await record.figure({ ...own, ...page('one in the north'), words: 'one', partOf: whole });
  await record.figure({ event: 'small', source: 'monitor', parties: ['reds'], words: 'six' });
  const covers = { coversFrom: '2021-04-20T00:00:00Z', coversTo: '2021-04-21T00:00:00Z' };
  await record.figure({
    event: 'small',
    source: 'monitor',
    parties: ['reds'],
    words: 'one',
    stance: 'DENIES',
    ...covers,
  });
  await record.statement({ event: 'small', source: 'monitor', proposition: 'Nobody fled.', day: 21 });
  await record.statement({
    event: 'small',
    source: 'monitor',
    proposition: 'Nobody fled.',
    note: 'Again.',
    attribution: { source: 'monitor', relayedBy: ['red-radio'], follows: 'red-office', cue: 'said' },
  });
  await record.act({ event: 'small', source: 'monitor', act: 'The shooting', blamed: ['blues'] });
  const { claims } = await api.read(
    '{ claims(first: 100, filter: { events: ["small"], outcomes: [KILLED] }) { nodes { id } } }',
  );
  for (const { id } of claims.nodes) {
    const input = `{ id: "${id}", credibility: POSSIBLY_TRUE, note: "It fits." }`;
    await api.read(`mutation { assessClaim(input: ${input}) { claim { id } } }`);
  }
}

/** A claim that comes twice, the second time changed. */
const sheet = (figure: string): string => `claims:
  - event: small
    report: report
    ref: revised
    paraphrase: So many were wounded.
    source: monitor
    outcome: WOUNDED
    victims: { parties: [reds] }
    figure: ${figure}
    assertedAt: 2021-04-24
`;
