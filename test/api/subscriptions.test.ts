import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { type Heard, subscribe, TRANSPORTS, type Transport } from '../support/subscriber.ts';
import { type Recorder, recorderOf } from './recorder.ts';

const CLAIMS = `subscription { claimChanged { kind claim {
  id status revision note event { slug } source { slug } question { label } } } }`;
const AGREEMENTS = 'subscription { agreementChanged { event { slug } question { label } before after } }';

type Server = Awaited<ReturnType<typeof startServer>>;

async function openRecord(server: Server): Promise<Recorder> {
  const record = recorderOf(apiOf(server));
  for (const slug of ['army', 'rebels']) await record.party(slug);
  for (const slug of ['agency', 'monitor', 'office']) await record.source(slug);
  for (const slug of ['clash', 'siege']) await record.event(slug);
  await record.report('report', 'agency');
  return record;
}

describe.each(ENGINES)('on %s', (engine) => {
  let server: Server;
  let api: ReturnType<typeof apiOf>;
  let record: Recorder;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    record = await openRecord(server);
    // From the first on, a server hears of changes at once.
    (await subscribe('graphql-sse', server.url, CLAIMS)).stop();
  });
  afterAll(() => server.close());

  const decide = (mutation: string, id: string, revision: number, more = {}) =>
    api.read(
      `mutation ($input: ${mutation === 'retractClaim' ? 'Retract' : 'Decide'}ClaimInput!) {
        ${mutation}(input: $input) { __typename } }`,
      { input: { id, expectedRevision: revision, reason: 'as the test says', ...more } },
    );
  const revise = (id: string, revision: number, change: object) =>
    api.read(
      'mutation ($input: ReviseFigureClaimInput!) { reviseFigureClaim(input: $input) { __typename } }',
      {
        input: { id, expectedRevision: revision, reason: 'a slip', ...change },
      },
    );

  describe.each(TRANSPORTS)('over %s', (transport) => {
    const listen = async (query: string, key: string | null = ADMIN_KEY): Promise<Heard> => {
      const heard = await subscribe(transport, server.url, query, key);
      onTestFinished(heard.stop);
      return heard;
    };

    test('a claim is told of from its draft to its retraction, each time as it was then', async () => {
      const heard = await listen(CLAIMS);
      const id = await record.figure({ event: 'clash', source: 'monitor', status: 'DRAFT' });
      await revise(id, 1, { note: 'read again' });
      await decide('publishClaim', id, 2);
      await decide('retractClaim', id, 3, { retractedAt: '2021-04-26T00:00:00Z' });
      const other = await record.figure({ event: 'clash', source: 'office', day: 20 });
      await decide('rejectClaim', other, 1);
      await eventually(() => expect(heard.data).toHaveLength(6));
      const changes = heard.data.map(({ claimChanged: { kind, claim } }: Json) => [
        kind,
        claim.revision,
        claim.status,
        claim.note,
        claim.source.slug,
      ]);
      expect(changes).toEqual([
        ['RECORDED', 1, 'DRAFT', null, 'monitor'],
        ['REVISED', 2, 'DRAFT', 'read again', 'monitor'],
        ['PUBLISHED', 3, 'PUBLISHED', 'read again', 'monitor'],
        ['RETRACTED', 4, 'RETRACTED', 'read again', 'monitor'],
        ['RECORDED', 1, 'PUBLISHED', null, 'office'],
        ['REJECTED', 2, 'REJECTED', null, 'office'],
      ]);
      expect(heard.data[3].claimChanged.claim.question.label).toContain('Killed');
      expect(heard.errors).toEqual([]);
    });

    test('what is refused is never told of', async () => {
      const heard = await listen(CLAIMS);
      const refusal = record.figure({ event: 'clash', source: 'nobody' });
      await expect(refusal).rejects.toThrow('nobody');
      const text = `
sources: [{ slug: fresh-${transport}, name: Fresh, kind: OTHER }]
claims:
  - { event: clash, report: report, ref: r1-${transport}, paraphrase: p, source: fresh-${transport}, outcome: KILLED, figure: 1, assertedAt: 2021-04-24 }
  - { event: siege, report: nowhere, ref: r2-${transport}, paraphrase: p, source: agency, outcome: KILLED, figure: 1, assertedAt: 2021-04-24 }
`;
      await expect(
        server.service.importSheet({ file: 'half.claims.yaml', text }, 'a test'),
      ).rejects.toThrow();
      const id = await record.figure({ event: 'clash', source: 'agency' });
      await eventually(() => expect(heard.data.length).toBeGreaterThan(0));
      expect(heard.data.map(({ claimChanged }: Json) => claimChanged.claim.id)).toEqual([id]);
    });

    test('an import is told of claim by claim', async () => {
      const heard = await listen(CLAIMS);
      const rows = Array.from(
        { length: 150 },
        (_, index) =>
          `  - { event: siege, report: report, ref: ${transport}-${index}, paraphrase: p, source: agency, proposition: "${transport} ${index}", assertedAt: 2021-04-24 }`,
      );
      const text = `claims:\n${rows.join('\n')}\n`;
      await server.service.importSheet({ file: 'siege.claims.yaml', text }, 'a test');
      await eventually(() => expect(heard.data).toHaveLength(150));
      expect(new Set(heard.data.map(({ claimChanged }: Json) => claimChanged.claim.id)).size).toBe(150);
      expect(heard.errors).toEqual([]);
    });

    test('only the events and sources that were asked for are told of', async () => {
      const of = (filter: string) => listen(CLAIMS.replace('claimChanged', `claimChanged(${filter})`));
      const ofSiege = await of('events: ["siege"]');
      const ofMonitor = await of('sources: ["monitor", "office"], events: null');
      const ofNobody = await of('sources: []');
      const all = await listen(CLAIMS);
      await record.figure({ event: 'clash', source: 'agency' });
      await record.figure({ event: 'clash', source: 'monitor' });
      await record.figure({ event: 'siege', source: 'agency' });
      const id = await record.figure({ event: 'siege', source: 'monitor' });
      await revise(id, 1, { attribution: { source: 'agency' } });
      await eventually(() => expect(all.data).toHaveLength(5));
      const told = ({ data }: Heard) =>
        data.map(({ claimChanged: { claim } }: Json) => `${claim.event.slug} ${claim.source.slug}`);
      await eventually(() =>
        expect(told(ofSiege)).toEqual(['siege agency', 'siege monitor', 'siege agency']),
      );
      // The last was the monitor's until then.
      await eventually(() =>
        expect(told(ofMonitor)).toEqual(['clash monitor', 'siege monitor', 'siege agency']),
      );
      expect(ofNobody.data).toEqual([]);
    });

    test('a contradiction is told of when it opens and when a revision closes it', async () => {
      const event = `quarrel-${transport}`;
      await record.event(event);
      const heard = await listen(
        AGREEMENTS.replace('agreementChanged', `agreementChanged(events: ["${event}"])`),
        null,
      );
      const said = { event, parties: ['army'] };
      const draft = await record.figure({ ...said, source: 'office', words: 'nine', status: 'DRAFT' });
      const first = await record.figure({ ...said, source: 'agency', words: 'three' });
      const wrong = await record.figure({ ...said, source: 'monitor', words: 'four' });
      await record.figure({ event: 'siege', source: 'monitor', parties: ['army'] });
      await revise(wrong, 1, { note: 'nothing that counts' });
      await revise(wrong, 2, { figure: { words: 'three' } });
      await decide('rejectClaim', wrong, 3);
      await decide('rejectClaim', first, 1);
      await decide('rejectClaim', draft, 1);
      await eventually(() => expect(heard.data).toHaveLength(5));
      const changes = heard.data.map(({ agreementChanged: { event, before, after } }: Json) => [
        event.slug,
        before,
        after,
      ]);
      expect(changes).toEqual([
        [event, null, 'UNCONTESTED'],
        [event, 'UNCONTESTED', 'CONTRADICT'],
        [event, 'CONTRADICT', 'AGREE'],
        [event, 'AGREE', 'UNCONTESTED'],
        [event, 'UNCONTESTED', null],
      ]);
      expect(
        new Set(heard.data.map(({ agreementChanged }: Json) => agreementChanged.question.label)),
      ).toEqual(new Set(['Killed: fighters of army']));
    });

    test('a revision that moves a claim to another question tells of both', async () => {
      const event = `moved-${transport}`;
      await record.event(event);
      const heard = await listen(AGREEMENTS);
      const id = await record.figure({ event, source: 'agency', parties: ['army'] });
      await revise(id, 1, { victims: { parties: ['rebels'] } });
      await eventually(() => expect(heard.data).toHaveLength(3));
      const changes = heard.data.map(({ agreementChanged: { question, before, after } }: Json) => [
        question.label,
        before,
        after,
      ]);
      expect(changes[0]).toEqual(['Killed: fighters of army', null, 'UNCONTESTED']);
      expect(changes.slice(1).sort()).toEqual([
        ['Killed: fighters of army', 'UNCONTESTED', null],
        ['Killed: fighters of rebels', null, 'UNCONTESTED'],
      ]);
    });

    test('drafts and rejected claims are not told to readers', async () => {
      const [reader, admin] = [await listen(CLAIMS, null), await listen(CLAIMS)];
      const draft = await record.figure({ event: 'clash', source: 'agency', status: 'DRAFT' });
      await revise(draft, 1, { note: 'still a draft' });
      await decide('publishClaim', draft, 2);
      await decide('rejectClaim', draft, 3);
      const other = await record.figure({ event: 'clash', source: 'agency' });
      await eventually(() => expect(admin.data).toHaveLength(5));
      await eventually(() => expect(reader.data).toHaveLength(2));
      const told = reader.data.map(({ claimChanged: { kind, claim } }: Json) => [
        kind,
        claim.id.split('~')[0],
      ]);
      expect(told).toEqual([
        ['PUBLISHED', draft],
        ['RECORDED', other],
      ]);
    });

    test('each change is answered from what the record holds by then', async () => {
      const event = `summed-${transport}`;
      await record.event(event);
      const heard = await listen(
        `subscription { claimChanged(events: ["${event}"]) { claim { event { summary { claims } } } } }`,
      );
      for (const count of [1, 2]) {
        await record.figure({ event, source: 'agency', parties: ['army'] });
        await eventually(() => expect(heard.data).toHaveLength(count));
        expect(heard.data.at(-1).claimChanged.claim.event.summary.claims).toBe(count);
      }
    });

    test.each([
      ['subscription {', 'GRAPHQL_PARSE_FAILED'],
      ['subscription { claimChange { kind } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription { claimChanged { kind } agreementChanged { after } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription ($e: [String!]!) { claimChanged(events: $e) { kind } }', 'BAD_USER_INPUT'],
      [
        'subscription A { claimChanged { kind } } subscription B { claimChanged { kind } }',
        'OPERATION_RESOLUTION_FAILURE',
      ],
      [`subscription { claimChanged(events: [${'"a" '.repeat(1_001)}]) { kind } }`, 'BAD_USER_INPUT'],
    ])('what cannot be run is refused as over HTTP: %.60s', async (query, code) => {
      const heard = await listen(query);
      await eventually(() => expect(heard.errors).toHaveLength(1));
      expect(heard.errors[0]!.extensions.code).toBe(code);
      expect(heard.errors[0]!.message).not.toContain('Did you mean');
      expect(heard.data).toEqual([]);
    });

    test('queries are answered too, to whoever asks', async () => {
      for (const [key, role] of [
        [ADMIN_KEY, 'ADMIN'],
        [null, 'READER'],
      ] as const) {
        const heard = await listen('{ viewer { role } claims(first: -1) { totalCount } }', key);
        await eventually(() => expect(heard.ends).toEqual(['complete']));
        expect(heard.data).toEqual([{ viewer: { role }, claims: null }]);
        expect(heard.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
      }
    });

    test('an unknown key is refused', async () => {
      const heard = await listen(CLAIMS, 'a-key-of-nobody');
      await eventually(() => expect(heard.ends).toHaveLength(1));
      const expected = transport === 'graphql-ws' ? { code: 4401 } : { response: { status: 401 } };
      expect(heard.ends[0]).toMatchObject(expected);
      expect(heard.data).toEqual([]);
    });
  });
});

describe('two servers on one PostgreSQL', () => {
  test.each(TRANSPORTS)('tell of each other’s changes over %s', async (transport: Transport) => {
    const databaseUrl = await freshDatabaseUrl('postgres');
    const one = await startServer({ databaseUrl, demo: false });
    const other = await startServer({ databaseUrl, demo: false });
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close()]);
    });
    const record = await openRecord(one);
    (await subscribe('graphql-sse', other.url, CLAIMS)).stop();
    const claims = await subscribe(transport, other.url, CLAIMS);
    const agreements = await subscribe(transport, other.url, AGREEMENTS);
    const id = await record.figure({ event: 'clash', source: 'agency' });
    await eventually(() =>
      expect(claims.data).toMatchObject([{ claimChanged: { kind: 'RECORDED', claim: { id } } }]),
    );
    await eventually(() => expect(agreements.data).toMatchObject([{ agreementChanged: { before: null } }]));
  });
});
