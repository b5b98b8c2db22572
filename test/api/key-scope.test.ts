import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { startServer } from '../support/server.ts';
import { subscribe, TRANSPORTS } from '../support/subscriber.ts';
import { claimInput, mutationOf, type Recorder, recorderOf } from './recorder.ts';

const ALL = 'statuses: [DRAFT, PUBLISHED, RETRACTED, REJECTED]';
const LIST = 'nodes { id } totalCount';

/** An event's claims, by what they are. */
interface Claims {
  whole: string;
  published: string;
  /** A draft, part of the whole. */
  draft: string;
  /** Published, part of a draft. */
  partOfDraft: string;
  draftWhole: string;
  rejected: string;
  assessment: string;
}

const HIDDEN = ['draft', 'draftWhole', 'rejected', 'assessment'] as const;

describe.each(ENGINES)('a key that is kept to events, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let admin: Api;
  let scoped: Api;
  let scopedKey: string;
  let record: Recorder;
  let own: Claims;
  let other: Claims;
  let ofPart: Claims;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    admin = apiOf(server);
    record = recorderOf(admin);
    await record.party('reds');
    await record.source('agency');
    await record.report('report', 'agency');
    for (const slug of ['own', 'second', 'other']) await record.event(slug);
    await record.event('part', { parent: 'own' });
    [own, other, ofPart] = [await claimsOf('own'), await claimsOf('other'), await claimsOf('part')];
    const { createKey } = await admin.read(
      'mutation { createKey(input: { name: "field", role: EDITOR, events: ["own", "second"] }) { secret } }',
    );
    scopedKey = createKey.secret;
    scoped = apiOf(server, scopedKey);
  });
  afterAll(() => server.close());

  const decide = (name: string, id: string, revision = 1) =>
    admin.read(
      `mutation { ${name}(input: { id: "${id}", expectedRevision: ${revision}, reason: "So." }) { __typename } }`,
    );

  async function claimsOf(event: string): Promise<Claims> {
    const said = { event, source: 'agency', parties: ['reds'], note: 'secret' };
    const description = { victims: { parties: ['reds'], description: 'hidden men' } };
    const whole = await record.figure({ ...said, words: 'three', day: 21 });
    const published = await record.figure({
      ...said,
      ...description,
      words: 'four',
      day: 22,
      status: 'DRAFT',
    });
    await decide('publishClaim', published);
    const draft = await record.figure({
      ...said,
      ...description,
      words: 'one',
      partOf: whole,
      status: 'DRAFT',
    });
    const draftWhole = await record.figure({
      ...said,
      ...description,
      words: 'nine',
      day: 23,
      status: 'DRAFT',
    });
    const partOfDraft = await record.figure({ ...said, words: 'two', day: 20, partOf: draftWhole });
    const rejected = await record.figure({ ...said, ...description, words: 'six', day: 23 });
    await decide('rejectClaim', rejected);
    const { assessClaim } = await admin.read(
      `mutation { assessClaim(input: { id: "${draft}", credibility: DOUBTFUL, note: "So." }) { claim { assessments { nodes { id } } } } }`,
    );
    const assessment = assessClaim.claim.assessments.nodes[0].id;
    return { whole, published, draft, partOfDraft, draftWhole, rejected, assessment };
  }

  /** Each path to claims: a query, with the ids of one event's claims to ask for. */
  const paths: [string, (claims: Claims, event: string) => string][] = [
    ['claims', () => `claims(first: 100, filter: { ${ALL} }) { ${LIST} }`],
    [
      'claims by event',
      (_, event) => `claims(first: 100, filter: { ${ALL}, events: ["${event}"] }) { ${LIST} }`,
    ],
    ['claims by text', () => `claims(first: 100, filter: { ${ALL}, text: "hidden men" }) { ${LIST} }`],
    [
      'claims by change',
      () =>
        `claims(first: 100, orderBy: CHANGED_AT_ASC, filter: { ${ALL}, changedFrom: "2000-01-01T00:00:00Z" }) { ${LIST} }`,
    ],
    ['drafts alone', () => `claims(first: 100, filter: { statuses: [DRAFT] }) { ${LIST} }`],
    [
      'the claims of an event',
      (_, event) => `event(slug: "${event}") { claims(first: 100, filter: { ${ALL} }) { ${LIST} } }`,
    ],
    [
      'the claims of a source',
      () => `source(slug: "agency") { claims(first: 100, filter: { ${ALL} }) { ${LIST} } }`,
    ],
    [
      'the claims of a party’s sources',
      () => `sources(first: 100) { nodes { claims(first: 100, filter: { ${ALL} }) { ${LIST} } } }`,
    ],
    ['claim', ({ draft, rejected }) => `a: claim(id: "${draft}") { id } b: claim(id: "${rejected}") { id }`],
    [
      'an earlier revision',
      ({ rejected, draft }) =>
        `a: claim(id: "${draft}~1") { claim: id } b: claim(id: "${rejected}~2") { claim: id }`,
    ],
    ['node', ({ draft, assessment }) => `a: node(id: "${draft}") { id } b: node(id: "${assessment}") { id }`],
    ['nodes', (claims) => `nodes(ids: ${JSON.stringify(HIDDEN.map((name) => claims[name]))}) { id }`],
    ['parts', ({ whole }) => `claim(id: "${whole}") { ... on FigureClaim { parts { id } } }`],
    ['partOf', ({ partOfDraft }) => `claim(id: "${partOfDraft}") { ... on FigureClaim { partOf { id } } }`],
    ['assessments', ({ draft }) => `claim(id: "${draft}") { assessments { nodes { id } } }`],
  ];

  /** The names of an event's hidden claims that stand in an answer. */
  const hiddenIn = (answer: Json, claims: Claims): string[] =>
    HIDDEN.filter((name) => JSON.stringify(answer).includes(claims[name]));

  test.each(paths)('sees drafts and rejected claims of its events alone, by way of %s', async (_, pathOf) => {
    for (const [event, claims] of [
      ['own', own],
      ['other', other],
      ['part', ofPart],
    ] as const) {
      const query = `{ ${pathOf(claims, event)} }`;
      const [seen, all] = [await scoped.read(query), await admin.read(query)];
      expect(hiddenIn(all, claims), 'ADMIN').not.toEqual([]);
      expect(hiddenIn(seen, claims)).toEqual(event === 'own' ? hiddenIn(all, claims) : []);
      for (const { nodes, totalCount } of listsIn(seen)) expect(nodes).toHaveLength(totalCount);
    }
  });

  test.each<[string, (claims: Claims, event: string) => string]>([
    [
      'repeats and succession',
      ({ whole }) => `claim(id: "${whole}") { repeats { id } supersedes { id } supersededBy { id } }`,
    ],
    ['the claims of a report', () => `report(slug: "report") { claims(first: 100) { ${LIST} } }`],
    [
      'the comparison',
      (_, event) => `comparison(event: "${event}", includeParts: true) { rows { cells { claims { id } } } }`,
    ],
  ])('sees no more than any reader by way of %s', async (_, pathOf) => {
    const reader = apiOf(server, null);
    for (const [event, claims] of [
      ['own', own],
      ['other', other],
    ] as const) {
      const query = `{ ${pathOf(claims, event)} }`;
      expect(await scoped.read(query)).toEqual(await reader.read(query));
    }
  });

  test('pages over what it sees as if there were nothing else', async () => {
    const ids: string[] = [];
    const query = `query ($after: String) { claims(first: 2, after: $after, filter: { ${ALL} }) {
      nodes { id event { slug } status } totalCount pageInfo { hasNextPage endCursor } } }`;
    for (let after: string | null = null, more = true; more; ) {
      const { claims }: Json = await scoped.read(query, { after });
      expect(claims.nodes.length === 2 || !claims.pageInfo.hasNextPage).toBe(true);
      for (const { id, event, status } of claims.nodes) {
        ids.push(id);
        if (event.slug !== 'own') expect(['PUBLISHED', 'RETRACTED']).toContain(status);
      }
      after = claims.pageInfo.endCursor;
      more = claims.pageInfo.hasNextPage;
    }
    const { claims } = await scoped.read(`{ claims(filter: { ${ALL} }) { totalCount } }`);
    expect(new Set(ids).size).toBe(claims.totalCount);
  });

  test('sees in histories what was a draft of its events alone', async () => {
    const revisions = async ({ published }: Claims) => {
      const { claim } = await scoped.read(`{ claim(id: "${published}") { history { revision } } }`);
      const { earlier } = await scoped.read(`{ earlier: claim(id: "${published}~1") { revision } }`);
      return [claim.history.map(({ revision }: Json) => revision), earlier];
    };
    expect(await revisions(own)).toEqual([[1, 2], { revision: 1 }]);
    expect(await revisions(other)).toEqual([[2], null]);
  });

  test('compares drafts of its events alone, without those of their parts', async () => {
    const compared = (event: string) =>
      `comparison(event: "${event}", includeDrafts: true, includeParts: true) { rows { cells { claims(last: 100) { id } } } }`;
    const [seen, all] = [
      await scoped.read(`{ ${compared('own')} }`),
      await admin.read(`{ ${compared('own')} }`),
    ];
    expect(hiddenIn(seen, own)).toEqual(hiddenIn(all, own));
    expect(hiddenIn(all, own)).not.toEqual([]);
    expect(hiddenIn(all, ofPart)).not.toEqual([]);
    expect(hiddenIn(seen, ofPart)).toEqual([]);
    const nested = '{ event(slug: "other") { comparison(includeDrafts: true) { rowCount } } }';
    for (const query of [`{ ${compared('other')} }`, `{ ${compared('part')} }`, nested]) {
      expect(await scoped.refusal(query)).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringMatching(/"field" .*"own", "second"/),
      });
    }
  });

  test.each(TRANSPORTS)('hears of drafts and rejections of its events alone, over %s', async (transport) => {
    const listen = async (key?: string) => {
      const heard = await subscribe(
        transport,
        server.url,
        'subscription { claimChanged { kind claim { event { slug } } } }',
        key,
      );
      onTestFinished(heard.stop);
      return heard;
    };
    const [heard, all] = [await listen(scopedKey), await listen()];
    for (const event of ['other', 'own']) {
      const id = await record.statement({ event, source: 'agency', proposition: transport, status: 'DRAFT' });
      await decide('publishClaim', id);
      await decide('rejectClaim', id, 2);
    }
    const told = (data: Json[]) =>
      data.map(({ claimChanged: { kind, claim } }) => `${kind} ${claim.event.slug}`);
    await eventually(() => expect(all.data).toHaveLength(6));
    await eventually(() =>
      expect(told(heard.data)).toEqual(['PUBLISHED other', 'RECORDED own', 'PUBLISHED own', 'REJECTED own']),
    );
  });

  /** Each mutation that writes to an event: its input. */
  const writes: [string, (event: string, claims: Claims) => Json | Promise<Json>][] = [
    [
      'recordFigureClaim',
      (event) =>
        claimInput({ event, source: 'agency', outcome: 'KILLED', victims: {}, figure: { words: 'three' } }),
    ],
    ['recordStatementClaim', (event) => claimInput({ event, source: 'agency', proposition: 'So' })],
    ['recordResponsibilityClaim', (event) => claimInput({ event, source: 'agency', act: 'The raid' })],
    ['reviseFigureClaim', (_, { partOfDraft }) => decided(partOfDraft, { note: 'So.' })],
    ['reviseStatementClaim', async (event) => decided(await stated(event), { note: 'So.' })],
    [
      'reviseResponsibilityClaim',
      async (event) =>
        decided(await record.act({ event, source: 'agency', act: 'The raid' }), { note: 'So.' }),
    ],
    ['rejectClaim', async (event) => decided(await stated(event))],
    ['retractClaim', async (event) => decided(await stated(event), { retractedAt: '2021-04-28T00:00:00Z' })],
    ['assessClaim', (_, { published }) => ({ id: published, credibility: 'DOUBTFUL', note: 'So.' })],
  ];
  const decided = (id: string, more = {}) => ({ id, expectedRevision: 1, reason: 'So.', ...more });
  const stated = (event: string, status = 'PUBLISHED') =>
    record.statement({ event, source: 'agency', proposition: 'As stated', status });
  const inputTypeOf = (mutation: string): string =>
    /^(publish|reject)Claim$/.test(mutation)
      ? 'DecideClaimInput'
      : `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const textOf = (mutation: string): string =>
    `mutation ($input: ${inputTypeOf(mutation)}!) { ${mutation}(input: $input) { claim { id } } }`;

  test.each(writes)('may %s for its events alone', async (mutation, inputOf) => {
    await scoped.read(textOf(mutation), { input: await inputOf('own', own) });
    for (const [event, claims] of [
      ['other', other],
      ['part', ofPart],
    ] as const) {
      const refusal = await scoped.refusal(textOf(mutation), { input: await inputOf(event, claims) });
      expect(refusal.code).toBe('FORBIDDEN');
      expect(refusal.message).toMatch(new RegExp(`"field" .*"own", "second"; ${mutation} `));
      expect(refusal.message).not.toContain(`"${event}"`);
    }
  });

  test('learns of no revision by asking to revise what it may not see', async () => {
    const input = { id: other.draft, expectedRevision: 7, reason: 'So.' };
    expect(await scoped.refusal(textOf('publishClaim'), { input })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each(['publishClaim', 'rejectClaim', 'reviseFigureClaim', 'assessClaim'])(
    'does not learn by %s that a claim is there which it may not read',
    async (mutation) => {
      const ask = (id: string) => {
        const change =
          mutation === 'assessClaim' ? { credibility: 'DOUBTFUL', note: 'So.' } : { reason: 'So.' };
        const revision = mutation === 'assessClaim' ? {} : { expectedRevision: 1 };
        return scoped.refusal(textOf(mutation), { input: { id, ...revision, ...change } });
      };
      const invented = await ask('claim_none');
      expect(invented.code).toBe('NOT_FOUND');
      for (const id of [other.draft, other.rejected, ofPart.draft]) {
        expect(JSON.stringify(await ask(id))).toBe(JSON.stringify(invented).replaceAll('claim_none', id));
      }
    },
  );

  test('publishes drafts of its own events', async () => {
    await scoped.read(textOf('publishClaim'), { input: decided(await stated('own', 'DRAFT')) });
  });

  test('cannot name a draft of another event as the whole', async () => {
    const input = claimInput({
      event: 'own',
      source: 'agency',
      outcome: 'KILLED',
      victims: {},
      figure: { words: 'one' },
    });
    for (const [id, code] of [
      [other.draft, 'NOT_FOUND'],
      [other.whole, 'BAD_USER_INPUT'],
    ] as const) {
      expect(
        await scoped.refusal(mutationOf('recordFigureClaim'), { input: { ...input, partOf: id } }),
      ).toMatchObject({ code, fields: ['input.partOf'] });
    }
  });

  test('may record parties, sources and reports, and neither events nor revisions of sources', async () => {
    const mine = recorderOf(scoped);
    await mine.party('blues');
    await mine.source('daily');
    await mine.report('page', 'daily');
    const event = { slug: 'new', title: 'New', startedAt: '2021-04-20T00:00:00Z', parent: 'own' };
    const source = { slug: 'daily', reason: 'So.', name: 'The Daily' };
    const revise = 'mutation ($input: ReviseSourceInput!) { reviseSource(input: $input) { __typename } }';
    for (const [query, input] of [
      [mutationOf('recordEvent'), event],
      [revise, source],
    ] as const) {
      expect(await scoped.refusal(query, { input })).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringMatching(/"field" .*"own", "second"/),
      });
    }
    expect(await admin.read('{ event(slug: "new") { id } source(slug: "daily") { name } }')).toEqual({
      event: null,
      source: { name: 'daily' },
    });
  });
});

/** Every list with its count, however deep. */
function listsIn(value: Json): { nodes: Json[]; totalCount: number }[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.values(value).flatMap(listsIn);
  return 'totalCount' in value ? [value, ...inner] : inner;
}
