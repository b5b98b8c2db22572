import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, serve } from '../support/command.ts';

const EVENT = 'qamishli-tay-2021';
let folder: string;
let db: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterclaim-cli-'));
  db = `sqlite:${join(folder, 'demo.sqlite')}`;
  await run(['compare', EVENT, '--db', db]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sheet(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe('compare', () => {
  test('prints who said what of the demo, which a first start loads, on stdout alone', async () => {
    const { code, stdout, stderr } = await run(['compare', EVENT, '--db', db]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    const row = stdout.slice(stdout.indexOf('Killed: fighters of National Defense Forces'));
    expect(row).toMatch(/^.+\n─+\nCONTRADICT/);
    const camps = [...row.slice(0, row.indexOf('Contradictions')).matchAll(/^ {2}(\S+) — (.+)$/gm)];
    expect(camps.map(([, bounds, who]) => [bounds, who!.split(' (')[0]!.split(',')[0]])).toEqual([
      ['3', '2 independent origins'],
      ['6', '1 independent origin'],
      ['5', 'no independent origin'],
    ]);
  });

  test('says the same of a server as of its database', async () => {
    const server = await serve({ DATABASE_URL: db });
    const [there, here] = await Promise.all([
      run(['compare', EVENT, '--url', server.url]),
      run(['compare', EVENT, '--db', db]),
    ]);
    expect(await server.stop()).toBe(0);
    expect(there).toEqual(here);
    expect(there.code).toBe(0);
  });

  test('looks back from the end of the day that is asked for', async () => {
    const { stdout } = await run([
      'compare',
      EVENT,
      '--db',
      db,
      '--format',
      'json',
      '--asserted-by',
      '2021-04-21',
    ]);
    const comparison = JSON.parse(stdout) as { assertedBy: string; rows: { contradictionCount: number }[] };
    expect(comparison.assertedBy).toBe('2021-04-22T00:00:00.000Z');
    expect(comparison.rows.every((row) => row.contradictionCount === 0)).toBe(true);
  });

  test('takes the sources that are asked for as columns, in that order', async () => {
    const { stdout } = await run(['compare', EVENT, '--db', db, '--format', 'json', '--sources', 'sohr,ndf']);
    const { sources } = JSON.parse(stdout) as { sources: { slug: string }[] };
    expect(sources.map(({ slug }) => slug)).toEqual(['sohr', 'ndf']);
  });

  test('exits with 3 where a contradiction is not to be, and with 0 where there is none', async () => {
    const found = await run(['compare', EVENT, '--db', db, '--fail-on-contradiction']);
    const none = await run([
      'compare',
      EVENT,
      '--db',
      db,
      '--fail-on-contradiction',
      '--asserted-by',
      '2021-04-21',
    ]);
    expect([found.code, none.code]).toEqual([3, 0]);
  });

  test.each([
    [['compare', 'no-such-event'], 'there is no event "no-such-event"'],
    [['compare', EVENT, '--sources', 'nobody'], 'there is no source "nobody"'],
    [['compare', EVENT, '--asserted-by', 'soon'], 'expected an RFC 3339 instant'],
    [['compare', EVENT, '--url', 'http://127.0.0.1:9/graphql'], 'cannot reach http://127.0.0.1:9/graphql'],
  ])('refuses %j in one line', async (args, message) => {
    const { code, stdout, stderr } = await run([...args, '--db', db]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    [['compare']],
    [['compare', EVENT, '--format', 'xml']],
    [['nothing']],
    [['compare', EVENT, '--nope']],
  ])('exits with 2 for the usage %j', async (args) => {
    const { code, stdout } = await run([...args, '--db', db]);
    expect([code, stdout]).toEqual([2, '']);
  });
});

describe('what others wrote is shown in one line that no terminal obeys', () => {
  const hostile = '\u001b[2J\u202e\nforged';

  test('by a server', async () => {
    const server = createHttpServer((_request, response) =>
      response.end(JSON.stringify({ errors: [{ message: `no${hostile}` }] })),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { port } = server.address() as AddressInfo;
    const { stderr } = await run(['compare', EVENT, '--url', `http://127.0.0.1:${port}/graphql`]);
    server.close();
    expect(stderr).toBe(`${String.raw`counterclaim: no\u001B[2J\u202E`}\n`);
  });

  test.each([[['compare', `no${hostile}`]], [['compare', EVENT, '--format', hostile]]])(
    'by the command %j',
    async (args) => {
      const { stderr } = await run([...args, '--db', db]);
      expect(stderr).toContain(String.raw`\u001B[2J\u202E`);
      expect(linesOf(stderr)).toBe(1);
    },
  );
});

/** How many there are; none holds what a terminal would obey. */
function linesOf(text: string): number {
  const lines = text.trimEnd().split('\n');
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  return lines.length;
}

describe('import', () => {
  const good = `
parties: [{ slug: rebels, name: The Rebels }]
sources: [{ slug: daily, name: The Daily, kind: MEDIA_OUTLET }]
events: [{ slug: bridge, title: The bridge, startedAt: 2024-05-03 }]
reports: [{ slug: r1, title: First, publisher: daily, publishedAt: 2024-05-04, text: At least four were killed. }]
claims:
  - { event: bridge, report: r1, ref: toll, quote: At least four were killed, source: daily, outcome: KILLED,
      victims: {}, figure: at least four, assertedAt: 2024-05-04 }
`;

  test('records a sheet, changes nothing the second time, and revises a changed claim', async () => {
    const target = `sqlite:${join(folder, 'import.sqlite')}`;
    const file = sheet('good.claims.yaml', good);
    expect((await run(['import', file, '--db', target])).stderr).toBe(
      `${file}: 1 recorded, 0 revised, 0 unchanged\n`,
    );
    expect((await run(['import', file, '--db', target])).stderr).toBe(
      `${file}: 0 recorded, 0 revised, 1 unchanged\n`,
    );
    const changed = sheet('changed.claims.yaml', good.replace('figure: at least four', 'figure: four'));
    expect((await run(['import', changed, '--db', target])).stderr).toContain(
      '0 recorded, 1 revised, 0 unchanged',
    );
    const { stdout } = await run(['compare', 'bridge', '--db', target, '--format', 'json']);
    expect(JSON.parse(stdout).rows[0].envelope).toEqual({ min: 4, max: 4 });
  });

  test('names every problem of a sheet by file, line and column, and leaves nothing behind', async () => {
    const target = `sqlite:${join(folder, 'refused.sqlite')}`;
    const broken = good
      .replace('quote: At least four', 'quote: At least five')
      .replace('figure: at least four', 'figure: lots');
    const file = sheet('broken.claims.yaml', broken);
    const { code, stderr } = await run(['import', file, '--db', target]);
    expect(code).toBe(1);
    const lines = stderr.trim().split('\n');
    expect(lines.slice(0, -1).map((line) => line.split(' ')[0])).toEqual([`${file}:7:52`, `${file}:8:28`]);
    expect(lines.at(-1)).toBe('counterclaim: 2 problems; nothing was recorded');
    expect((await run(['compare', 'bridge', '--db', target])).stderr).toContain('there is no event "bridge"');
  });

  test('shows what a hostile sheet holds without a terminal obeying it', async () => {
    const part = String.raw`partOf: "\e[2J\nok.yaml:1:1 forged"`;
    const file = sheet('hostile.claims.yaml', good.replace('figure: at least four', `figure: four, ${part}`));
    const { stderr } = await run(['import', file, '--db', `sqlite:${join(folder, 'hostile.sqlite')}`]);
    expect(stderr).toContain(String.raw`\u001B[2J ok.yaml:1:1 forged`);
    expect(linesOf(stderr)).toBe(2);
  });

  test('takes what another program writes to it', async () => {
    const piped = ['sh', '-c', `printf 'claims: []' | "$0" "$@"`];
    const target = `sqlite:${join(folder, 'piped.sqlite')}`;
    const { stderr } = await run(['import', '/dev/stdin', '--db', target], {}, piped);
    expect(stderr).toBe('/dev/stdin: 0 recorded, 0 revised, 0 unchanged\n');
  });

  test('refuses a file that is not there', async () => {
    const { code, stderr } = await run(['import', join(folder, 'none.yaml'), '--db', db]);
    expect(code).toBe(1);
    expect(stderr).toContain('cannot read');
  });
});

describe('serve', () => {
  test('ends with 0 on SIGTERM', async () => {
    const server = await serve({ DATABASE_URL: 'sqlite::memory:' });
    expect(await server.stop()).toBe(0);
  });

  test('says in one line that the port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await run(['serve'], {
      DATABASE_URL: 'sqlite::memory:',
      PORT: String(port),
      LOG_LEVEL: 'silent',
    });
    taken.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^counterclaim: .*address already in use.*choose another PORT.*\n$/);
  });

  test.each([
    [{ COUNTERCLAIM_COLOUR: 'red' }, 'COUNTERCLAIM_COLOUR'],
    [{ PORT: 'http' }, 'PORT: expected a port from 0 to 65535, got "http"'],
    [{ COUNTERCLAIM_DEMO: 'yes' }, 'COUNTERCLAIM_DEMO: expected 0 or 1, got "yes"'],
    [{ DATABASE_URL: 'mysql://user:secret@host/x' }, 'DATABASE_URL: expected sqlite:PATH'],
    [{ DATABASE_URL: `sqlite:${tmpdir()}` }, `cannot open "${tmpdir()}"`],
    [{ DATABASE_URL: 'postgres://user:secret@127.0.0.1:9/x' }, 'cannot open "postgres:…@127.0.0.1:9/x"'],
  ])('stops the start in one line for %j', async (environment, message) => {
    const { code, stdout, stderr } = await run(['serve'], {
      DATABASE_URL: 'sqlite::memory:',
      ...environment,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('secret');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('migrate', () => {
  test('takes the latest migration back and makes it anew', async () => {
    const target = `sqlite:${join(folder, 'migrate.sqlite')}`;
    expect((await run(['migrate', '--db', target])).code).toBe(0);
    expect((await run(['migrate', '--revert', '--db', target])).code).toBe(0);
    expect((await run(['migrate', '--db', target])).code).toBe(0);
  });
});
