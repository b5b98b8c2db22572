import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ADMIN_KEY, startServer } from '../support/server.ts';
import { mutationOf, recorderOf } from './recorder.ts';

describe('scalars', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let events = 0;

  beforeAll(async () => {
    server = await startServer({ demo: false });
    api = apiOf(server);
    await recorderOf(api).source('agency');
  });
  afterAll(() => server.close());

  const event = (startedAt: unknown) => ({ input: { slug: `e${++events}`, title: 'E', startedAt } });
  const byVariable = mutationOf('recordEvent', 'event { startedAt }');
  const byLiteral = (literal: string): string =>
    `mutation { recordEvent(input: { slug: "e${++events}", title: "E", startedAt: ${literal} }) { event { startedAt } } }`;

  test.each([
    ['2021-04-24T00:00:00Z', '2021-04-24T00:00:00.000Z'],
    ['2021-04-24T00:00:00+03:00', '2021-04-23T21:00:00.000Z'],
    ['2021-04-24t00:00:00.123456789z', '2021-04-24T00:00:00.123Z'],
    ['2021-04-24T00:00:00.5-00:00', '2021-04-24T00:00:00.500Z'],
    ['2020-02-29T23:59:59-23:59', '2020-03-01T23:58:59.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ])(
    'a DateTime is RFC 3339 with an offset, and UTC with milliseconds on output: %s',
    async (given, expected) => {
      const answer = { recordEvent: { event: { startedAt: expected } } };
      expect(await api.read(byVariable, event(given))).toEqual(answer);
      expect(await api.read(byLiteral(JSON.stringify(given)))).toEqual(answer);
    },
  );

  test.each([
    '2021-04-24',
    '2021-04-24T00:00:00',
    '2021-04-24 00:00:00Z',
    '2021-02-30T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '2021-13-01T00:00:00Z',
    '2021-04-24T24:00:00Z',
    '2021-04-24T23:59:60Z',
    '2021-04-24T00:00Z',
    '2021-04-24T00:00:00+24:00',
    '2021-04-24T00:00:00+03',
    '+12021-04-24T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    'yesterday',
    '',
    1619222400,
    true,
    [],
    {},
  ])('a DateTime is nothing else: %j', async (given) => {
    const variable = await api.refusal(byVariable, event(given));
    expect(variable).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['input.startedAt'] });
    expect(variable.problems[0]).toContain('expected an RFC 3339 instant');
    const literal = await api.refusal(byLiteral(JSON.stringify(given)));
    expect(literal.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(literal.message).toContain('expected an RFC 3339 instant');
  });

  test('a DateTime is no list, however deep it is', async () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` },
      body: `{ "query": ${JSON.stringify(byVariable)}, "variables": { "input": { "slug": "deep", "title": "E", "startedAt": ${nested} } } }`,
    });
    const { errors } = (await response.json()) as Json;
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(errors[0].extensions.problems[0].message).toContain('got a list');
  });

  let reports = 0;
  const report = (url: unknown) => ({
    input: {
      slug: `r${++reports}`,
      title: 'R',
      publisher: 'agency',
      publishedAt: '2021-04-24T00:00:00Z',
      url,
    },
  });
  const reportByVariable = mutationOf('recordReport', 'report { url }');
  const reportByLiteral = (literal: string): string =>
    `mutation { recordReport(input: { slug: "r${++reports}", title: "R", publisher: "agency", publishedAt: "2021-04-24T00:00:00Z", url: ${literal} }) { report { url } } }`;

  test.each([
    'https://www.example.org/a?b=c#d',
    'HTTP://example.org',
    'https://مثال.إختبار/خبر',
    'http://[::1]:8080/',
  ])('a URL is an absolute http or https address, kept as given: %s', async (url) => {
    const answer = { recordReport: { report: { url } } };
    expect(await api.read(reportByVariable, report(url))).toEqual(answer);
    expect(await api.read(reportByLiteral(JSON.stringify(url)))).toEqual(answer);
  });

  test.each([
    'www.example.org',
    '//example.org/a',
    '/a',
    'ftp://example.org/',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https:///a',
    'https://exa mple.org/',
    'https://example.org/a\0b',
    'https://example.org/a\nb',
    `https://example.org/${'a'.repeat(2_000)}`,
    '',
    7,
  ])('a URL is nothing else: %j', async (url) => {
    const variable = await api.refusal(reportByVariable, report(url));
    expect(variable).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['input.url'] });
    const literal = await api.refusal(reportByLiteral(JSON.stringify(url)));
    expect(literal.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('a URL holds no half of a character', async () => {
    const refused = await api.refusal(reportByVariable, report('https://example.org/\ud800'));
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['input.url'] });
  });

  test('null is no URL, and that is allowed', async () => {
    expect(await api.read(reportByVariable, report(null))).toEqual({
      recordReport: { report: { url: null } },
    });
  });

  test('an Int is one of 32 bits', async () => {
    const query = 'query ($first: Int) { claims(first: $first) { nodes { id } } }';
    for (const first of [2_147_483_648, 1.5, '1', true]) {
      expect(await api.refusal(query, { first })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: ['first'],
      });
    }
  });
});
