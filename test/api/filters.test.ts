import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { type Recorder, recorderOf } from './recorder.ts';

describe.each(ENGINES)('filters, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let record: Recorder;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    record = recorderOf(api);
    await record.party('reds');
    await record.party('blues');
    await record.source('agency', { name: 'Agence Générale', aliases: ['The Wire'] });
    await record.source('army', { kind: 'ARMED_ACTOR', party: 'reds' });
    await record.source('army-radio', { kind: 'ARMED_ACTOR', organOf: 'army' });
    await record.source('deserters', { kind: 'OTHER', organOf: 'army', party: 'blues' });
    await record.event('tay', {
      title: 'Clashes in Tay',
      sides: [{ parties: ['reds'] }, { parties: ['blues'] }],
    });
    await record.event('hasaka', {
      startedAt: '2021-05-01T00:00:00Z',
      place: { name: 'Al-Ḥasakah' },
      sides: [{ parties: ['reds'] }],
    });
    await record.report('report', 'agency');
    await record.report('page', 'agency', { text: 'Three fighters died; nobody fled.' });
    await record.figure({
      event: 'tay',
      source: 'agency',
      ref: 'three',
      parties: ['reds'],
      day: 20,
      citation: { report: 'page', exact: 'Three fighters died' },
    });
    await record.figure({
      event: 'tay',
      source: 'army',
      ref: 'more',
      words: 'more than 15',
      day: 21,
      outcome: 'WOUNDED',
      victims: { parties: ['blues'], status: 'CIVILIAN', description: 'café guests' },
    });
    await record.figure({
      event: 'hasaka',
      source: 'army',
      ref: 'some',
      words: '4 to 6',
      day: 22,
      stance: 'DENIES',
      perpetrators: ['blues'],
    });
    await record.statement({
      event: 'tay',
      source: 'army-radio',
      ref: 'talks',
      proposition: 'Die Gespräche scheiterten',
      day: 23,
    });
    await record.act({
      event: 'tay',
      source: 'agency',
      ref: 'act',
      act: 'The shooting',
      blamed: ['blues'],
      stance: 'UNCERTAIN',
      day: 24,
    });
  });
  afterAll(() => server.close());

  const refs = async (filter: string): Promise<string[]> => {
    const { claims } = await api.read(
      `{ claims(filter: { ${filter} }, orderBy: ASSERTED_AT_ASC) { totalCount nodes { ref } } }`,
    );
    expect(claims.totalCount).toBe(claims.nodes.length);
    return claims.nodes.map(({ ref }: Json) => ref);
  };

  test.each([
    ['events: ["hasaka"]', ['some']],
    ['events: ["tay", "hasaka"]', ['three', 'more', 'some', 'talks', 'act']],
    ['events: []', []],
    ['sources: ["army"]', ['more', 'some']],
    ['sourceKinds: [ARMED_ACTOR]', ['more', 'some', 'talks']],
    ['outcomes: [KILLED]', ['three', 'some']],
    ['outcomes: [KILLED, WOUNDED]', ['three', 'more', 'some']],
    ['parties: ["blues"]', ['more', 'act']],
    ['victimStatuses: [CIVILIAN]', ['more']],
    ['stances: [DENIES, UNCERTAIN]', ['some', 'act']],
    ['statuses: [PUBLISHED]', ['three', 'more', 'some', 'talks', 'act']],
    ['statuses: []', []],
    ['statuses: [DRAFT]', []],
    ['assertedFrom: "2021-04-22T00:00:00Z"', ['some', 'talks', 'act']],
    ['assertedTo: "2021-04-22T00:00:00Z"', ['three', 'more']],
    ['assertedFrom: "2021-04-21T00:00:00Z", assertedTo: "2021-04-21T00:00:00.001Z"', ['more']],
    ['recordedFrom: "2100-01-01T00:00:00Z"', []],
    [
      'recordedTo: "2100-01-01T00:00:00Z", changedFrom: "2020-01-01T00:00:00Z"',
      ['three', 'more', 'some', 'talks', 'act'],
    ],
    ['changedTo: "2020-01-01T00:00:00Z"', []],
    ['figureAtLeast: 4', ['more', 'some']],
    ['figureAtLeast: 7', ['more']],
    ['figureAtMost: 4', ['three', 'some']],
    ['figureAtLeast: 3, figureAtMost: 3', ['three']],
    ['figureAtLeast: -2147483648, figureAtMost: 2147483647', ['three', 'more', 'some']],
    ['text: "fighters DIED"', ['three']],
    ['text: "died fighters"', ['three']],
    ['text: "fighter"', []],
    ['text: "cafe"', ['more']],
    ['text: "Café"', ['more']],
    ['text: "gesprache"', ['talks']],
    ['text: "shooting"', ['act']],
    ['text: "test says"', ['more', 'some', 'talks', 'act']],
    ['text: "three AND died OR NOT fled"', []],
    ['text: "three -died \\"fighters*"', ['three']],
    ['text: ""', []],
    ['text: "- . *"', []],
    ['text: null, events: null', ['three', 'more', 'some', 'talks', 'act']],
    ['events: ["tay"], sources: ["agency"], stances: [AFFIRMS]', ['three']],
  ])('claims { %s } are %j', async (filter, expected) => {
    expect(await refs(filter)).toEqual(expected);
  });

  test('claims of a report by its id, of a question by its key', async () => {
    const { report, claims } = await api.read(
      '{ report(slug: "page") { id } claims(filter: { outcomes: [WOUNDED] }) { nodes { question { key } } } }',
    );
    expect(await refs(`report: "${report.id}"`)).toEqual(['three']);
    expect(await refs('report: "page"')).toEqual([]);
    expect(await refs(`question: "${claims.nodes[0].question.key}"`)).toEqual(['more']);
  });

  test('a source’s and an event’s claims are filtered within their own', async () => {
    const data = await api.read(`{
      source(slug: "army") { all: claims { totalCount } tay: claims(filter: { events: ["tay"] }) { nodes { ref } } other: claims(filter: { sources: ["agency"] }) { totalCount } }
      event(slug: "hasaka") { claims(filter: { text: "says" }) { nodes { ref } } none: claims(filter: { outcomes: [WOUNDED] }) { totalCount } }
    }`);
    expect(data).toEqual({
      source: { all: { totalCount: 2 }, tay: { nodes: [{ ref: 'more' }] }, other: { totalCount: 0 } },
      event: { claims: { nodes: [{ ref: 'some' }] }, none: { totalCount: 0 } },
    });
  });

  test.each([
    ['parties: ["blues"]', ['tay']],
    ['parties: ["reds", "blues"]', ['hasaka', 'tay']],
    ['startedFrom: "2021-05-01T00:00:00Z"', ['hasaka']],
    ['startedTo: "2021-05-01T00:00:00Z"', ['tay']],
    ['text: "clash tay"', ['tay']],
    ['text: "hasakah"', ['hasaka']],
    ['text: "ḤASAKAH"', ['hasaka']],
    ['text: "%"', []],
    ['contradictory: true', []],
    ['contradictory: false', ['hasaka', 'tay']],
    ['text: "a", startedFrom: null', ['hasaka', 'tay']],
  ])('events { %s } are %j', async (filter, expected) => {
    const { events } = await api.read(`{ events(filter: { ${filter} }) { totalCount nodes { slug } } }`);
    expect(events).toEqual({ totalCount: expected.length, nodes: expected.map((slug) => ({ slug })) });
  });

  test('events come in either direction of their start', async () => {
    const { up, down } = await api.read(
      '{ up: events(orderBy: STARTED_AT_ASC) { nodes { slug } } down: events(orderBy: STARTED_AT_DESC) { nodes { slug } } }',
    );
    expect(up.nodes).toEqual([{ slug: 'tay' }, { slug: 'hasaka' }]);
    expect(down.nodes).toEqual(up.nodes.toReversed());
  });

  test.each([
    ['kinds: [ARMED_ACTOR]', ['army', 'army-radio']],
    ['kinds: []', []],
    ['parties: ["reds"]', ['army', 'army-radio']],
    ['parties: ["blues"]', ['deserters']],
    ['text: "general"', ['agency']],
    ['text: "WIRE"', ['agency']],
    ['text: "radio army"', ['army-radio']],
    ['text: "army", kinds: [OTHER]', []],
  ])('sources { %s } are %j', async (filter, expected) => {
    const { sources } = await api.read(`{ sources(filter: { ${filter} }) { totalCount nodes { slug } } }`);
    expect(sources).toEqual({ totalCount: expected.length, nodes: expected.map((slug) => ({ slug })) });
  });
});
