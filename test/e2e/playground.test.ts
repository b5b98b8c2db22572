import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recorderOf } from '../api/recorder.ts';
import { apiOf } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { startServer } from '../support/server.ts';

const examples = [
  'CompareEvent',
  'StoryByDay',
  'ConflictingClaims',
  'OneSource',
  'TwoSources',
  'Search',
  'RecordClaim',
  'HearOfChanges',
];
const navigation = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let page: Page;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  await promisify(execFile)(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/http/playground/vite.config.ts'],
    { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, NODE_ENV: 'production' } },
  );
  server = await startServer();
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1500, height: 900 } });
  context.on('request', (request) => requests.push(request.url()));
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  context.on('weberror', ({ error }) => complaints.push(String(error())));
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('the root leads a browser to the playground and its example tabs', async () => {
  await page.goto(server.url);
  expect(page.url()).toBe(`${server.url}/graphql`);
  await page.getByRole('tab').first().waitFor();
  expect(await page.getByRole('tab').allInnerTexts()).toEqual(examples);
});

test("the first example shows the NDF's own figure in a row of answers that contradict each other", async () => {
  const { data } = await run('CompareEvent');
  const contradicted = data.comparison.rows.filter((row: Row) => row.agreement === 'CONTRADICT');
  const ownLosses = contradicted
    .flatMap((row: Row) => row.cells)
    .filter(({ current }: Cell) => current?.perspective === 'OWN_LOSSES');
  expect(ownLosses).toContainEqual(
    expect.objectContaining({
      source: { name: expect.stringMatching(/National Defen[cs]e Forces|NDF/) },
      current: expect.objectContaining({ figure: expect.objectContaining({ min: 3, max: 3 }) }),
    }),
  );
  expect(await page.locator('.graphiql-response .view-lines').textContent()).toContain('comparison');
});

test('the story of the clash is told day by day', async () => {
  const { data } = await run('StoryByDay');
  const contradicted = (told: { rows: Row[] }) =>
    told.rows.filter((row) => row.agreement === 'CONTRADICT').length;
  const { on21, on23, on24, on29 } = data.event;
  expect([on21, on23, on24, on29].map(contradicted)).toEqual([0, 0, 2, 2]);
  expect(on29.reconciliations.length).toBeGreaterThan(0);
});

test.each(['ConflictingClaims', 'OneSource', 'Search'])('the example %s finds claims', async (name) => {
  const { data, errors } = await run(name);
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toMatch(/"totalCount":[1-9]/);
});

test('two sources are held against each other', async () => {
  const { data } = await run('TwoSources');
  expect(data.sourceComparison.pairs[0].contradict).toBeGreaterThan(0);
  expect(data.sourceComparison.questions.nodes.length).toBe(data.sourceComparison.pairs[0].shared);
});

test('a subscription stays open, tells of a claim as it is recorded, and can be stopped', async () => {
  await open('HearOfChanges');
  const stop = page.getByRole('button', { name: 'Stop query' });
  await stop.waitFor();
  const record = recorderOf(apiOf(server));
  await expect
    .poll(
      async () => {
        await record.figure({
          event: 'qamishli-tay-2021',
          source: 'sohr',
          report: 'shafaq-2021-04-24',
          words: 'four',
        });
        return response();
      },
      { timeout: 10_000, interval: 500 },
    )
    .toContain('RECORDED');
  await stop.click();
  await page.getByRole('button', { name: 'Execute query' }).waitFor();
});

test('the example RecordClaim is refused without a key', async () => {
  const { errors } = await run('RecordClaim');
  expect(errors).toHaveLength(1);
  expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(errors[0].extensions.code);
});

test('the documentation explorer shows the schema', async () => {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Query', exact: true }).click();
  await page.getByRole('link', { name: 'comparison', exact: true }).waitFor();
});

test('nothing is asked of another host, and the browser has nothing to complain of', () => {
  expect(requests.filter((url) => !url.startsWith(`${server.url}/`))).toEqual([]);
  expect(requests.some((url) => url.includes('graphql.worker'))).toBe(true);
  expect(complaints).toEqual([]);
});

test('a key in the Headers tab is sent, and is kept nowhere', async () => {
  const visitor = await browser.newPage();
  await visitor.goto(`${server.url}/graphql`);
  await visitor.getByRole('button', { name: 'Headers' }).click();
  await visitor.getByText('// "Authorization": "Bearer KEY"').click();
  await visitor.keyboard.press('ControlOrMeta+/');
  for (const key of ['End', 'ArrowLeft', 'Backspace', 'Backspace', 'Backspace'])
    await visitor.keyboard.press(key);
  await visitor.keyboard.insertText('secret-key');
  const sent = visitor.waitForRequest((request) => request.headers().authorization === 'Bearer secret-key');
  await visitor.getByRole('button', { name: 'Execute query' }).click();
  await sent;
  await visitor.reload();
  await visitor.getByRole('tab').first().waitFor();
  const kept = await visitor.evaluate<string>('JSON.stringify([localStorage, sessionStorage])');
  expect(kept).toContain('CompareEvent');
  expect(kept).not.toContain('secret-key');
  await visitor.close();
});

test.each([
  ['a browser', navigation, '/graphql', 'text/html; charset=utf-8'],
  ['whoever takes anything', '*/*', '/graphql', 'application/json; charset=utf-8'],
  [
    'whoever prefers JSON',
    'application/json, text/html;q=0.9',
    '/graphql',
    'application/json; charset=utf-8',
  ],
  ['a browser with a query', navigation, '/graphql?query={__typename}', 'application/json; charset=utf-8'],
])('%s that asks by GET gets its kind of answer', async (_who, accept, path, type) => {
  const headers = { accept, 'apollo-require-preflight': 'true' };
  const response = await fetch(server.url + path, { headers });
  expect(response.headers.get('content-type')).toBe(type);
});

interface Row {
  agreement: string;
  cells: Cell[];
}

interface Cell {
  current: { perspective?: string } | null;
}

async function run(example: string) {
  await open(example);
  await expect.poll(response, { timeout: 10_000 }).not.toBe('');
  return JSON.parse(await response());
}

/** Opens its tab and presses the arrow. */
async function open(example: string): Promise<void> {
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.getByRole('tab', { name: example }).click();
  // GraphiQL notes the text, and with it the operation that it will ask for, a moment after the tab has changed.
  const noted = () => page.evaluate<string | null>(`localStorage.getItem('graphiql:query')`);
  await expect.poll(noted, { timeout: 10_000 }).toContain(` ${example}`);
  await page.getByRole('button', { name: 'Execute query' }).click();
}

// The editor draws only the lines in view; GraphiQL publishes its Monaco, which holds them all.
function response() {
  return page.evaluate<string>(
    `__MONACO.editor.getModels().find(({ uri }) => uri.path.endsWith('response.json')).getValue()`,
  );
}
