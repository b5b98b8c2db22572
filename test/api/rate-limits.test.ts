import { describe, expect, onTestFinished, test } from 'vitest';
import { KEY_FACTOR } from '../../src/graphql/allowance.ts';
import { ALL_TRANSPORTS, askOver } from '../support/ask-over.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';

const POINTS = 300;
const CHEAP = '{ viewer { name } }';
/** Some 80 points. */
const DEAR = '{ claims(first: 5) { totalCount nodes { id } } }';

async function start(settings: Parameters<typeof startServer>[0] = {}): Promise<string> {
  const server = await startServer({ demo: false, pointsAMinute: POINTS, ...settings });
  onTestFinished(server.close);
  return server.url;
}

const post = (url: string, query: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

/** Asks until it is refused; how often it was not. */
async function exhaust(url: string, query: string, headers: Record<string, string> = {}): Promise<number> {
  for (let answered = 0; answered < 1_000; answered += 1) {
    if ((await post(url, query, headers)).status === 429) return answered;
  }
  throw new Error('never refused');
}

describe('rate limits', () => {
  test('say in headers what is left, and of what', async () => {
    const answer = await post(await start(), DEAR);
    expect(answer.headers.get('ratelimit-policy')).toBe(`"address";q=${POINTS};w=60`);
    const [, left, seconds] = /^"address";r=(\d+);t=(\d+)$/.exec(answer.headers.get('ratelimit')!)!;
    expect(Number(left)).toBeLessThan(POINTS - 50);
    expect(Number(seconds)).toBeGreaterThan(50);
  });

  test('count what an operation costs, so that dear ones end sooner', async () => {
    const [dear, cheap] = [await exhaust(await start(), DEAR), await exhaust(await start(), CHEAP)];
    expect(dear).toBeGreaterThan(0);
    expect(cheap).toBeGreaterThan(10 * dear);
  });

  test.each(ALL_TRANSPORTS)(
    'refuse with RATE_LIMITED over %s, and say when to come back',
    async (transport) => {
      const url = await start();
      await exhaust(url, DEAR);
      const { data, errors } = await askOver(transport, url, { query: CHEAP });
      expect(data ?? null).toBe(null);
      // A WebSocket is not opened at all.
      const code = transport === 'graphql-ws' ? '4429' : 'RATE_LIMITED';
      expect(errors).toMatchObject([{ extensions: { code } }]);
    },
  );

  test('tell HTTP clients with 429 and Retry-After', async () => {
    const url = await start();
    await exhaust(url, DEAR);
    const answer = await post(url, CHEAP);
    const seconds = Number(answer.headers.get('retry-after'));
    expect([answer.status, seconds > 50 && seconds <= 60]).toEqual([429, true]);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: seconds } }],
    });
  });

  test('count what cannot be parsed, too', async () => {
    expect(await exhaust(await start(), '{')).toBe(POINTS);
  });

  test('are wider for the holder of a key, who is another client than the address', async () => {
    const url = await start();
    await exhaust(url, DEAR);
    const key = { authorization: `Bearer ${ADMIN_KEY}` };
    const answer = await post(url, CHEAP, key);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-policy')).toBe(`"key";q=${POINTS * KEY_FACTOR};w=60`);
    await exhaust(url, DEAR, key);
  });

  test('let nobody go on guessing keys', async () => {
    const url = await start({ pointsAMinute: 5_000 });
    const guesses: number[] = [];
    for (let guess = 0; guess < 8; guess += 1) {
      guesses.push((await post(url, CHEAP, { authorization: `Bearer guess-${guess}` })).status);
    }
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect((await post(url, CHEAP, { authorization: `Bearer ${ADMIN_KEY}` })).status).toBe(200);
  });

  test('believe a client’s word for its address where it comes from a trusted proxy alone', async () => {
    const forwarded = (address: string) => ({ 'x-forwarded-for': address });
    const direct = await start();
    await exhaust(direct, DEAR, forwarded('203.0.113.1'));
    expect((await post(direct, CHEAP, forwarded('203.0.113.2'))).status).toBe(429);
    const proxied = await start({ trustedProxies: ['127.0.0.0/8'] });
    await exhaust(proxied, DEAR, forwarded('203.0.113.1'));
    expect((await post(proxied, CHEAP, forwarded('203.0.113.2'))).status).toBe(200);
    expect((await post(proxied, CHEAP, forwarded('198.51.100.1, 203.0.113.1'))).status).toBe(429);
  });

  test('count an IPv6 network of 64 bits as one client', async () => {
    const url = await start({ trustedProxies: ['127.0.0.1'] });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    await exhaust(url, DEAR, from('2001:db8:1:2::3'));
    expect((await post(url, CHEAP, from('2001:db8:1:2:ffff::9'))).status).toBe(429);
    expect((await post(url, CHEAP, from('2001:db8:1:3::3'))).status).toBe(200);
  });

  test('can be off', async () => {
    const url = await start({ pointsAMinute: null });
    const answer = await post(url, CHEAP);
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
  });
});
