import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { expect, inject, test } from 'vitest';
import { mutationOf } from '../api/recorder.ts';
import { ENGINES, type EngineName, freshDatabaseUrl } from '../support/databases.ts';
import { ADMIN_KEY } from '../support/server.ts';
import { kill, startServe } from './crash-process.ts';

/** In milliseconds. */
const LONGEST_DRAIN = 10_000;

/** The status and text of an answer; null where the connection was refused or broke before all of it was there. */
type Answer = { readonly status: number; readonly text: string } | null;

const recordParty = mutationOf('recordParty', 'party { slug }');

/** Over connections that stay open for the next request. */
function post(url: string, slug: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_KEY}` };
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.once('end', () => resolve({ status: response.statusCode!, text }));
      response.once('error', () => resolve(null));
    });
    asked.once('error', () => resolve(null));
    asked.end(JSON.stringify({ query: recordParty, variables: { input: { slug, name: slug } } }));
  });
}

const isRecorded = (answer: Answer, slug: string): boolean =>
  answer?.status === 200 &&
  answer.text.trim() === JSON.stringify({ data: { recordParty: { party: { slug } } } });

/** Keeps every writer waiting, as a long import would, until it is let go. */
async function holdWrites(url: string): Promise<() => Promise<void>> {
  const source = await connect(url);
  const runner = source.createQueryRunner();
  if (url.startsWith('sqlite:')) await runner.query('BEGIN IMMEDIATE');
  else {
    await runner.query('BEGIN');
    await runner.query('LOCK TABLE party IN EXCLUSIVE MODE');
  }
  return async () => {
    await runner.query('ROLLBACK');
    await runner.release();
    await source.destroy();
  };
}

const connect = (url: string): Promise<DataSource> =>
  (url.startsWith('sqlite:')
    ? new DataSource({ type: 'better-sqlite3', database: url.slice('sqlite:'.length) })
    : new DataSource({ type: 'postgres', url })
  ).initialize();

async function slugsIn(url: string): Promise<Set<string>> {
  const source = await connect(url);
  const rows: { slug: string }[] = await source.query('SELECT party.slug FROM party');
  await source.destroy();
  return new Set(rows.map(({ slug }) => slug));
}

/** Sends SIGTERM; resolves to the exit code and how long it took, in milliseconds. */
function terminate(server: Awaited<ReturnType<typeof startServe>>['process']) {
  const began = performance.now();
  const ended = new Promise<{ code: number | null; ms: number }>((resolve) => {
    server.once('close', (code) => resolve({ code, ms: performance.now() - began }));
  });
  server.kill('SIGTERM');
  return ended;
}

const slugsOf = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${index}`);

const newDatabase = (engine: EngineName): Promise<string> | string =>
  engine === 'postgres'
    ? freshDatabaseUrl(engine)
    : `sqlite:${join(mkdtempSync(join(inject('databaseFolder'), 'drain-')), 'record.sqlite')}`;

test.each(ENGINES)(
  'SIGTERM drops no request that was accepted, those that wait to write among them, on %s',
  async (engine) => {
    const url = await newDatabase(engine);
    const { api, process: server } = await startServe({ DATABASE_URL: url });
    const agent = new Agent({ keepAlive: true });
    try {
      const early = slugsOf('early', 10);
      const earlyAnswers = await Promise.all(early.map((slug) => post(api.url, slug, agent)));
      const release = await holdWrites(url);
      const waiting = slugsOf('waiting', 30);
      const accepted = Promise.all(waiting.map((slug) => post(api.url, slug, agent)));
      await pause(1_000);
      const ended = terminate(server);
      const late = slugsOf('late', 40);
      const lateAnswers: Promise<Answer>[] = [];
      for (const slug of late) {
        lateAnswers.push(post(api.url, slug, lateAnswers.length % 2 === 0 ? agent : new Agent()));
        await pause(10);
      }
      await release();
      const answers = await accepted;
      expect(await ended).toMatchObject({ code: 0 });
      expect((await ended).ms).toBeLessThan(LONGEST_DRAIN);
      expect(early.filter((slug, index) => !isRecorded(earlyAnswers[index]!, slug))).toEqual([]);
      expect(waiting.filter((slug, index) => !isRecorded(answers[index]!, slug))).toEqual([]);
      const settled = await Promise.all(lateAnswers);
      const stillAccepted = late.filter((slug, index) => isRecorded(settled[index]!, slug));
      // Who came later was refused, and nothing of it is there.
      expect(stillAccepted.length).toBeLessThan(late.length);
      expect(await slugsIn(url)).toEqual(new Set([...early, ...waiting, ...stillAccepted]));
    } finally {
      agent.destroy();
      await kill(server);
    }
  },
);

test('SIGTERM ends it in time though another process lets nobody write; what was not acknowledged is not there', async () => {
  const url = await newDatabase('sqlite');
  const { api, process: server } = await startServe({ DATABASE_URL: url });
  const release = await holdWrites(url);
  const agent = new Agent({ keepAlive: true });
  try {
    const slugs = slugsOf('stuck', 5);
    const stuck = Promise.all(slugs.map((slug) => post(api.url, slug, agent)));
    await pause(500);
    const { code, ms } = await terminate(server);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(LONGEST_DRAIN);
    const answers = await stuck;
    expect(slugs.filter((slug, index) => isRecorded(answers[index]!, slug))).toEqual([]);
    await release();
    expect(await slugsIn(url)).toEqual(new Set());
  } finally {
    agent.destroy();
    await kill(server);
  }
});
