import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { type Recorder, recorderOf } from './recorder.ts';

const REVISE = `mutation ($input: ReviseFigureClaimInput!) { reviseFigureClaim(input: $input) { claim { id revision
  status ... on FigureClaim { figure { min max wording rule } note citation { paraphrase } } } } }`;
const decide = (name: string, input = 'DecideClaimInput') =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { claim { id revision status retractedAt } } }`;
const RETRACT = decide('retractClaim', 'RetractClaimInput');

const LOOK = `query ($event: String!, $asOf: AsOf) {
  comparison(event: $event, asOf: $asOf) {
    recordedBy
    sources { slug }
    rows {
      agreement
      envelope { min max }
      camps { corroboration { origins { slug } } }
      cells { source { id slug reliability origin { slug } } standing claims {
        id revision status source { id reliability party { slug } } attribution { source { id } }
        supersedes { id } supersededBy { id } repeats { id } history { revision } assessments { nodes { note } }
        ... on FigureClaim { figure { min } perspective parts { id } }
      } }
    }
  }
}`;

const now = (): string => new Date().toISOString();
/** So that what is recorded next is recorded later. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe.each(ENGINES)('revisions on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let record: Recorder;
  let events = 0;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    record = recorderOf(api);
    for (const party of ['reds', 'blues']) await record.party(party);
    for (const slug of ['agency', 'daily', 'weekly']) await record.source(slug);
    await record.report('report', 'agency');
    await record.report('other', 'daily');
  });
  afterAll(() => server.close());

  async function scene(): Promise<string> {
    const event = `event-${++events}`;
    await record.event(event, { sides: [{ parties: ['reds'] }, { parties: ['blues'] }] });
    return event;
  }

  const look = async (event: string, asOf: object = {}): Promise<Json> =>
    (await api.read(LOOK, { event, asOf })).comparison;

  const revise = async (id: string, expectedRevision: number, changes: object): Promise<Json> =>
    (await api.read(REVISE, { input: { id, expectedRevision, reason: 'misread', ...changes } }))
      .reviseFigureClaim.claim;

  test('a correction makes the next revision; what is left out stays, with its words and rule', async () => {
    const event = await scene();
    const id = await record.figure({ event, source: 'agency', words: 'more than 15', note: 'first' });
    expect(await revise(id, 1, { note: null })).toMatchObject({
      id,
      revision: 2,
      note: null,
      figure: { min: 16, max: null, wording: 'more than 15', rule: 'more-than' },
    });
    expect(await revise(id, 2, { figure: { words: 'five' } })).toMatchObject({
      revision: 3,
      figure: { min: 5, max: 5, wording: 'five' },
      citation: { paraphrase: 'As the test says.' },
    });
    const { claim } = await api.read(
      '{ claim(id: "ID") { history { revision reason recordedBy changes { field before after } } } }'.replace(
        'ID',
        id,
      ),
    );
    expect(claim.history.map(({ revision, reason }: Json) => [revision, reason])).toEqual([
      [1, null],
      [2, 'misread'],
      [3, 'misread'],
    ]);
    expect(claim.history[1].changes).toEqual([{ field: 'note', before: 'first', after: null }]);
    expect(claim.history[2].changes).toContainEqual({ field: 'figure.min', before: '16', after: '5' });
  });

  test('a stale expectedRevision is a CONFLICT that says which revision stands', async () => {
    const id = await record.figure({ event: await scene(), source: 'agency' });
    await revise(id, 1, { note: 'second' });
    const refusal = await api.refusal(REVISE, {
      input: { id, expectedRevision: 1, reason: 'x', note: 'third' },
    });
    expect(refusal).toMatchObject({ code: 'CONFLICT', fields: ['input.expectedRevision'] });
    expect(refusal.message).toContain('revision 2 stands');
  });

  test('null is refused where a claim cannot be without the field, and every problem is told at once', async () => {
    const id = await record.figure({ event: await scene(), source: 'agency' });
    const input = {
      id,
      expectedRevision: 1,
      reason: ' ',
      outcome: null,
      figure: { words: 'lots' },
      partOf: id,
    };
    const { code, fields } = await api.refusal(REVISE, { input });
    expect(code).toBe('BAD_USER_INPUT');
    expect([...fields].sort()).toEqual([
      'input.figure.words',
      'input.outcome',
      'input.partOf',
      'input.reason',
    ]);
  });

  test('the same idempotency key revises once', async () => {
    const id = await record.figure({ event: await scene(), source: 'agency' });
    const changes = { note: 'once', idempotencyKey: `once-${id}` };
    expect(await revise(id, 1, changes)).toMatchObject({ revision: 2 });
    expect(await revise(id, 1, changes)).toMatchObject({ revision: 2 });
  });

  test('recordedBy answers what a reader saw then, corrections undone, in every field', async () => {
    const event = await scene();
    const id = await record.figure({ event, source: 'agency', words: 'three', parties: ['reds'] });
    await pause();
    const then = now();
    await pause();
    await revise(id, 1, { figure: { words: 'five' } });
    await record.figure({ event, source: 'daily', words: 'nine', parties: ['reds'] });
    await record.figure({ event, source: 'agency', words: 'six', parties: ['reds'], day: 25 });
    await api.read('mutation ($input: AssessClaimInput!) { assessClaim(input: $input) { claim { id } } }', {
      input: { id, credibility: 'DOUBTFUL', note: 'later' },
    });
    await api.read(
      'mutation ($input: ReviseSourceInput!) { reviseSource(input: $input) { source { id } } }',
      {
        input: { slug: 'agency', reason: 'graded', reliability: 'B', party: 'reds', organOf: 'weekly' },
      },
    );

    const before = await look(event, { recordedBy: then });
    expect(before.recordedBy).toBe(then);
    expect(before.sources.map(({ slug }: Json) => slug)).toEqual(['agency']);
    const [row] = before.rows;
    expect(row).toMatchObject({ agreement: 'UNCONTESTED', envelope: { min: 3, max: 3 } });
    expect(row.camps[0].corroboration.origins).toEqual([{ slug: 'agency' }]);
    expect(row.cells[0].source).toMatchObject({ reliability: 'F', origin: { slug: 'agency' } });
    const [claim] = row.cells[0].claims;
    expect(claim).toMatchObject({
      id: `${id}~1`,
      revision: 1,
      figure: { min: 3 },
      source: { reliability: 'F', party: null },
      supersededBy: null,
      history: [{ revision: 1 }],
      assessments: { nodes: [] },
      perspective: 'THIRD_PARTY',
    });
    expect(claim.source.id).toBe(claim.attribution.source.id);
    expect(claim.source.id).toMatch(/~1$/);

    const after = await look(event);
    expect(after.rows[0]).toMatchObject({ agreement: 'CONTRADICT', envelope: { min: 6, max: 9 } });
    const agency = after.rows[0].cells.find((cell: Json) => cell.source.slug === 'agency');
    expect(agency.source).toMatchObject({ reliability: 'B', origin: { slug: 'weekly' } });
    expect(agency.claims[0]).toMatchObject({
      id,
      revision: 2,
      figure: { min: 5 },
      perspective: 'OWN_LOSSES',
    });
    expect(agency.claims[0].assessments.nodes).toEqual([{ note: 'later' }]);
    await api.read(
      'mutation ($input: ReviseSourceInput!) { reviseSource(input: $input) { source { id } } }',
      {
        input: { slug: 'agency', reason: 'undone', reliability: 'F', party: null, organOf: null },
      },
    );
  });

  test("node() resolves an earlier revision by its own id, and the latest by the claim's", async () => {
    const id = await record.figure({ event: await scene(), source: 'agency', words: 'three' });
    await revise(id, 1, { figure: { words: 'four' } });
    const { nodes } = await api.read(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on FigureClaim { revision figure { min } } } }',
      { ids: [`${id}~1`, id] },
    );
    expect(nodes).toEqual([
      { id: `${id}~1`, revision: 1, figure: { min: 3 } },
      { id, revision: 2, figure: { min: 4 } },
    ]);
  });

  test('before an event was recorded, its comparison is empty', async () => {
    const then = now();
    await pause();
    const event = await scene();
    await record.figure({ event, source: 'agency' });
    expect(await look(event, { recordedBy: then })).toMatchObject({ sources: [], rows: [] });
  });

  test('a retracted claim stands when looked at from before it was retracted', async () => {
    const event = await scene();
    const id = await record.figure({ event, source: 'agency' });
    const input = { id, expectedRevision: 1, retractedAt: '2021-04-28T00:00:00Z', reason: 'taken back' };
    expect((await api.read(RETRACT, { input })).retractClaim.claim).toMatchObject({
      revision: 2,
      status: 'RETRACTED',
    });
    expect((await look(event)).rows[0].cells[0].standing).toBe('RETRACTED');
    const before = (await look(event, { assertedBy: '2021-04-27T00:00:00Z' })).rows[0].cells[0];
    expect(before).toMatchObject({ standing: 'STATED', claims: [{ status: 'PUBLISHED' }] });
  });

  test('the table of transitions holds: any other way is a CONFLICT', async () => {
    const event = await scene();
    const draft = await record.figure({ event, source: 'agency', status: 'DRAFT' });
    const retract = { retractedAt: '2021-04-28T00:00:00Z', reason: 'taken back' };
    expect((await api.refusal(RETRACT, { input: { id: draft, expectedRevision: 1, ...retract } })).code).toBe(
      'CONFLICT',
    );
    const publish = decide('publishClaim');
    await api.read(publish, { input: { id: draft, expectedRevision: 1 } });
    expect((await api.refusal(publish, { input: { id: draft, expectedRevision: 2 } })).code).toBe('CONFLICT');
    const reject = decide('rejectClaim');
    expect(await api.refusal(reject, { input: { id: draft, expectedRevision: 2 } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input.reason'],
    });
    await api.read(reject, { input: { id: draft, expectedRevision: 2, reason: 'doubled' } });
    expect((await look(event)).rows).toEqual([]);
    const revise = { id: draft, expectedRevision: 3, reason: 'x', note: 'y' };
    expect((await api.refusal(REVISE, { input: revise })).code).toBe('CONFLICT');
  });

  test('nobody withdraws what is not yet said', async () => {
    const id = await record.figure({ event: await scene(), source: 'agency', day: 24 });
    const input = { id, expectedRevision: 1, retractedAt: '2021-04-23T23:59:59Z', reason: 'too early' };
    expect(await api.refusal(RETRACT, { input })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input.retractedAt'],
    });
  });

  test('circular reporting is shown: the same words of the same source elsewhere, and who follows it', async () => {
    const event = await scene();
    const own = await record.figure({ event, source: 'agency' });
    const relayed = await record.figure({ event, source: 'agency', report: 'other' });
    const attribution = { source: 'daily', follows: 'agency' };
    const followed = await record.figure({ event, source: 'daily', attribution });
    await record.figure({ event, source: 'weekly' });
    await record.figure({ event, source: 'agency', words: 'two', day: 23 });
    const { claim } = await api.read(`{ claim(id: "${own}") { repeats { id } } }`);
    expect(claim.repeats.map((other: Json) => other.id).sort()).toEqual([relayed, followed].sort());
  });

  test('a source is not made an organ of itself, and a null name is refused', async () => {
    const REVISE_SOURCE =
      'mutation ($input: ReviseSourceInput!) { reviseSource(input: $input) { source { id } } }';
    await record.source('organ', { organOf: 'daily' });
    const input = { slug: 'daily', reason: 'circle', organOf: 'organ', name: null };
    const { code, fields } = await api.refusal(REVISE_SOURCE, { input });
    expect(code).toBe('BAD_USER_INPUT');
    expect([...fields].sort()).toEqual(['input.name', 'input.organOf']);
    expect((await api.refusal(REVISE_SOURCE, { input: { slug: 'nobody', reason: 'x' } })).code).toBe(
      'NOT_FOUND',
    );
  });

  test('only a key revises, decides and assesses', async () => {
    const nobody = apiOf(server, null);
    const input = { id: 'claim_0', expectedRevision: 1, reason: 'x' };
    expect((await nobody.refusal(decide('publishClaim'), { input })).code).toBe('UNAUTHENTICATED');
    expect((await nobody.refusal(REVISE, { input })).code).toBe('UNAUTHENTICATED');
  });

  test('a total is held against its parts, in a sentence with the numbers', async () => {
    const event = await scene();
    await record.figure({ event, source: 'agency', words: '10', parties: ['reds', 'blues'] });
    await record.figure({ event, source: 'agency', words: '3', parties: ['reds'] });
    await record.figure({ event, source: 'agency', words: '4', parties: ['blues'] });
    const { comparison } = await api.read(`{ comparison(event: "${event}") { reconciliations {
      kind source { slug } total { question { label } } parts { envelope { min } } sum { min max } verdict explanation
    } } }`);
    expect(comparison.reconciliations).toHaveLength(2);
    expect(comparison.reconciliations[0]).toMatchObject({
      kind: 'PARTIES',
      source: { slug: 'agency' },
      parts: [{ envelope: { min: 4 } }, { envelope: { min: 3 } }],
      sum: { min: 7, max: 7 },
      verdict: 'INCONSISTENT',
    });
    expect(comparison.reconciliations[0].explanation).toMatch(/^agency counts .*10.*4.*3.*7/s);
    expect(comparison.reconciliations[1].source).toBeNull();
  });

  test('a tally says which answers it used, and why it left the others out', async () => {
    const event = await scene();
    await record.figure({ event, source: 'agency', words: '3' });
    await record.figure({ event, source: 'daily', words: '3' });
    await record.figure({ event, source: 'weekly', words: '7' });
    const { comparison } = await api.read(`{ comparison(event: "${event}") { rows {
      majority: tally(policy: MAJORITY) { policy bounds { min max } used { source { slug } }
        excluded { claim { source { slug } } reason } }
      common: tally(policy: COMMON) { bounds { min } }
    } } }`);
    const [{ majority, common }] = comparison.rows;
    expect(majority).toMatchObject({ policy: 'MAJORITY', bounds: { min: 3, max: 3 } });
    expect(majority.used.map((claim: Json) => claim.source.slug).sort()).toEqual(['agency', 'daily']);
    expect(majority.excluded).toMatchObject([{ claim: { source: { slug: 'weekly' } } }]);
    expect(majority.excluded[0].reason).toContain('weekly');
    expect(common.bounds).toBeNull();
  });
});
