import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { recorderOf } from './recorder.ts';

const KEY = 'name prefix role events { slug } createdAt createdBy expiresAt lastUsedAt revokedAt';
const CREATE = `mutation ($input: CreateKeyInput!) { createKey(input: $input) { key { ${KEY} } secret } }`;
const REVOKE = `mutation ($input: RevokeKeyInput!) { revokeKey(input: $input) { key { ${KEY} } } }`;
const VIEWER = '{ viewer { name role } }';

describe.each(ENGINES)('keys, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let databaseUrl: string;
  let admin: Api;

  beforeAll(async () => {
    databaseUrl = await freshDatabaseUrl(engine);
    server = await startServer({ databaseUrl, demo: false });
    admin = apiOf(server);
    const record = recorderOf(admin);
    await record.source('agency');
    for (const slug of ['clash', 'siege']) await record.event(slug);
    await record.report('report', 'agency');
  });
  afterAll(() => server.close());

  const make = async (name: string, more = {}): Promise<{ key: Json; secret: string }> =>
    (await admin.read(CREATE, { input: { name, role: 'EDITOR', ...more } })).createKey;
  const revoke = async (name: string): Promise<Json> =>
    (await admin.read(REVOKE, { input: { name } })).revokeKey.key;
  const listed = async (): Promise<Json[]> =>
    (await admin.read(`{ viewer { keys { ${KEY} } } }`)).viewer.keys;

  test('are made with what was asked, and let their holders in', async () => {
    const expiresAt = '2999-01-01T00:00:00+03:00';
    const { key, secret } = await make('maryam', { events: ['siege', 'clash'], expiresAt });
    expect(key).toEqual({
      name: 'maryam',
      prefix: secret.slice(3, 11),
      role: 'EDITOR',
      events: [{ slug: 'siege' }, { slug: 'clash' }],
      createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
      createdBy: 'admin',
      expiresAt: '2998-12-31T21:00:00.000Z',
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(await apiOf(server, secret).read(VIEWER)).toEqual({ viewer: { name: 'maryam', role: 'EDITOR' } });
  });

  test('are listed as they were made, with their last use, and never shown again', async () => {
    const made = [await make('page-1'), await make('page-2', { role: 'READER' }), await make('page-3')];
    await apiOf(server, made[0]!.secret).read(VIEWER);
    const last = await until(
      async () => (await listed()).slice(-3),
      ([first]) => first.lastUsedAt !== null,
    );
    expect(last.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'page-1 EDITOR',
      'page-2 READER',
      'page-3 EDITOR',
    ]);
    expect(last.map(({ lastUsedAt }) => lastUsedAt !== null)).toEqual([true, false, false]);
    const all = await listed();
    for (const { secret } of made) expect(JSON.stringify(all)).not.toContain(secret.slice(12));
  });

  test('name who wrote, in the journal, histories, assessments and what the key makes', async () => {
    const { secret } = await make('yusuf');
    const yusuf = apiOf(server, secret);
    const id = await recorderOf(yusuf).figure({ event: 'clash', source: 'agency' });
    await yusuf.read('mutation ($input: AssessClaimInput!) { assessClaim(input: $input) { __typename } }', {
      input: { id, credibility: 'DOUBTFUL', note: 'So.' },
    });
    const { claim, event } = await yusuf.read(
      `query ($id: ID!) { claim(id: $id) { history { recordedBy } assessments { nodes { assessedBy } } }
        event(slug: "clash") { journal(last: 2) { nodes { actor } } } }`,
      { id },
    );
    expect(claim).toEqual({
      history: [{ recordedBy: 'yusuf' }],
      assessments: { nodes: [{ assessedBy: 'yusuf' }] },
    });
    expect(event.journal.nodes).toEqual([{ actor: 'yusuf' }, { actor: 'yusuf' }]);
    const head = await make('head', { role: 'ADMIN' });
    const { createKey } = await apiOf(server, head.secret).read(CREATE, {
      input: { name: 'hand', role: 'CONTRIBUTOR' },
    });
    expect(createKey.key.createdBy).toBe('head');
  });

  test('that are revoked are refused at once, by every server, and stay revoked', async () => {
    const other = await startServer({ databaseUrl, demo: false });
    onTestFinished(() => other.close());
    const { secret } = await make('zaynab');
    for (const each of [server, other]) await apiOf(each, secret).read(VIEWER);
    const key = await revoke('zaynab');
    expect(key.revokedAt).not.toBeNull();
    for (const each of [server, other]) {
      const { status, errors } = await apiOf(each, secret).ask(VIEWER);
      expect(status).toBe(401);
      expect(errors).toMatchObject([
        { message: expect.stringContaining('"zaynab" was revoked'), extensions: { code: 'UNAUTHENTICATED' } },
      ]);
    }
    expect(await revoke('zaynab')).toEqual(key);
    expect((await listed()).find(({ name }) => name === 'zaynab')).toEqual(key);
  });

  test('that expire are refused from then on', async () => {
    const expiresAt = new Date(Date.now() + 2_000).toISOString();
    const { secret } = await make('guest', { expiresAt });
    const guest = apiOf(server, secret);
    expect(await guest.read(VIEWER)).toMatchObject({ viewer: { name: 'guest' } });
    await new Promise((passed) => setTimeout(passed, Date.parse(expiresAt) - Date.now() + 10));
    const { status, errors } = await guest.ask(VIEWER);
    expect(status).toBe(401);
    expect(errors).toMatchObject([{ message: expect.stringContaining('expired') }]);
  });

  test.each<[object, string, string[]]>([
    [{ name: 'admin' }, 'BAD_USER_INPUT', ['input.name']],
    [{ name: 'maryam' }, 'CONFLICT', ['input.name']],
    [{ name: 'new', events: ['clash', 'nowhere'] }, 'NOT_FOUND', ['input.events[1]']],
    [{ name: 'new', role: 'ADMIN', events: ['clash'] }, 'BAD_USER_INPUT', ['input.events']],
    [{ name: 'new', expiresAt: '2020-01-01T00:00:00Z' }, 'BAD_USER_INPUT', ['input.expiresAt']],
    [{ name: '', events: ['nowhere'] }, 'BAD_USER_INPUT', ['input.name', 'input.events[0]']],
  ])('%j cannot be made', async (more, code, fields) => {
    const count = (await listed()).length;
    expect(await admin.refusal(CREATE, { input: { role: 'EDITOR', ...more } })).toMatchObject({
      code,
      fields,
    });
    expect(await listed()).toHaveLength(count);
  });

  test('that are not there cannot be revoked', async () => {
    for (const name of ['nobody', 'admin', '', 'x'.repeat(100_000), 'a\0b']) {
      expect(await admin.refusal(REVOKE, { input: { name } })).toMatchObject({
        code: 'NOT_FOUND',
        fields: ['input.name'],
      });
    }
    expect(await apiOf(server, ADMIN_KEY).read(VIEWER)).toMatchObject({ viewer: { name: 'admin' } });
  });
});

/** Asks again until the answer is as wanted: nobody waits for a use to be noted. */
async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (const end = Date.now() + 10_000; ; ) {
    const answer = await ask();
    if (wanted(answer) || Date.now() > end) return answer;
  }
}
