import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { revokeKey } from '../../src/use-cases/revoke-key.ts';
import { type Api, apiOf } from '../support/api.ts';
import { ALL_TRANSPORTS, askOver } from '../support/ask-over.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { eventually } from '../support/eventually.ts';
import { startServer } from '../support/server.ts';
import { subscribe, TRANSPORTS } from '../support/subscriber.ts';
import { type Recorder, recorderOf } from './recorder.ts';

const OPERATOR = { name: 'operator', role: 'ADMIN', known: true, key: null, events: null } as const;
const CHANGES = 'subscription { claimChanged { kind claim { status } } }';

describe.each(ENGINES)('a key that ends, on %s', (engine) => {
  let databaseUrl: string;
  let server: Awaited<ReturnType<typeof startServer>>;
  let admin: Api;
  let record: Recorder;

  beforeEach(async () => {
    databaseUrl = await freshDatabaseUrl(engine);
    server = await startServer({ databaseUrl, demo: false });
    admin = apiOf(server);
    record = recorderOf(admin);
    await record.source('agency');
    await record.event('clash');
    await record.report('report', 'agency');
  });
  afterEach(() => server.close());

  const create = async (input: object): Promise<string> => {
    const mutation = 'mutation ($input: CreateKeyInput!) { createKey(input: $input) { secret } }';
    return (await admin.read(mutation, { input })).createKey.secret;
  };

  /** As another process does, such as the command line. */
  const revokeElsewhere = async (name: string): Promise<void> => {
    const other = await openDatabase(databaseUrl);
    await revokeKey(other, OPERATOR, name).finally(() => other.close());
  };

  test('is refused from its next request on, over any transport', async () => {
    const key = await create({ name: 'maryam', role: 'CONTRIBUTOR' });
    const asked = { query: '{ viewer { name } }' };
    for (const transport of ALL_TRANSPORTS) {
      expect(await askOver(transport, server.url, asked, key)).toEqual({
        data: { viewer: { name: 'maryam' } },
      });
    }
    await revokeElsewhere('maryam');
    for (const transport of ALL_TRANSPORTS) {
      const { data, errors } = await askOver(transport, server.url, asked, key);
      expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([
        null,
        transport === 'graphql-ws' ? '4401' : 'UNAUTHENTICATED',
      ]);
    }
  });

  test.each(TRANSPORTS)(
    'hears nothing more over an open %s subscription, and is told why',
    async (transport) => {
      const key = await create({ name: 'maryam', role: 'CONTRIBUTOR' });
      const heard = await subscribe(transport, server.url, CHANGES, key);
      onTestFinished(heard.stop);
      await record.figure({ event: 'clash', source: 'agency', status: 'DRAFT', day: 20 });
      await eventually(() => expect(heard.data).toHaveLength(1));
      await revokeElsewhere('maryam');
      await record.figure({ event: 'clash', source: 'agency', status: 'DRAFT', day: 21 });
      await eventually(() => expect(heard.ends).not.toEqual([]));
      expect(heard.data).toHaveLength(1);
      expect(heard.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    },
  );

  test.each(TRANSPORTS)('ends an idle %s subscription by itself when it expires', async (transport) => {
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const key = await create({ name: 'guest', role: 'READER', expiresAt });
    const [guest, other] = [
      await subscribe(transport, server.url, CHANGES, key),
      await subscribe(transport, server.url, CHANGES, await create({ name: 'maryam', role: 'READER' })),
    ];
    onTestFinished(guest.stop);
    onTestFinished(other.stop);
    await eventually(() => expect(guest.ends).not.toEqual([]));
    expect(guest.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    await record.figure({ event: 'clash', source: 'agency', day: 22 });
    await eventually(() => expect(other.data).toHaveLength(1));
    expect(guest.data).toEqual([]);
  });
});
