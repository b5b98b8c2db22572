import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Outcome, run } from '../support/command.ts';

let folder: string;
let db: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counterclaim-sources-'));
  db = `sqlite:${join(folder, 'demo.sqlite')}`;
  await run(['compare', 'qamishli-tay-2021', '--db', db]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const compare = (...args: string[]): Promise<Outcome> => run(['sources', 'compare', ...args, '--db', db]);

interface Printed {
  readonly pairs: { shared: number; contradict: number; medianRatio: number | null }[];
  readonly questions: { question: { outcome?: string }; cells: unknown[] }[];
  readonly scope: { assertedFrom: string; assertedTo: string };
}

describe('sources compare', () => {
  test('prints the pairs, then each shared question with what each source answers, on stdout alone', async () => {
    const { code, stdout, stderr } = await compare('ndf', 'sohr');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^\d+ questions? shared by two at least of .+ \(ndf\) and .+ \(sohr\)\.$/m);
    expect(stdout).toMatch(/: \d+ shared questions?, \d+ agree, \d+ compatible, \d+ contradict/);
    expect(stdout).toMatch(
      /^ {2}Killed: fighters of National Defense Forces: CONTRADICT\n {4}.+: 3 on .+\n {4}.+: 6 on /m,
    );
  });

  test('prints the same as json, with what was asked, a date as the start or the end of its day', async () => {
    const { stdout } = await compare(
      'ndf',
      'sohr',
      '--format',
      'json',
      '--from',
      '2021-04-20',
      '--to',
      '2021-04-30',
    );
    const printed = JSON.parse(stdout) as Printed;
    expect(printed.scope).toMatchObject({
      assertedFrom: '2021-04-20T00:00:00.000Z',
      assertedTo: '2021-05-01T00:00:00.000Z',
    });
    expect(printed.pairs).toHaveLength(1);
    expect(printed.pairs[0]!.shared).toBe(printed.questions.length);
    expect(printed.questions.length).toBeGreaterThan(0);
  });

  test('keeps to the scope that is asked for', async () => {
    const printed = async (...args: string[]) =>
      JSON.parse((await compare('ndf', 'sohr', '--format', 'json', ...args)).stdout) as Printed;
    const killed = await printed('--outcome', 'KILLED', '--party', 'ndf', '--event', 'qamishli-tay-2021');
    expect(killed.questions.map(({ question }) => question.outcome)).toEqual(['KILLED']);
    expect(killed.pairs).toMatchObject([{ shared: 1, contradict: 1, medianRatio: 0.5 }]);
    expect((await printed('--to', '2021-04-01')).pairs).toMatchObject([{ shared: 0 }]);
  });

  test('prints a line for each answer as csv, and tables as markdown', async () => {
    const [csv, markdown] = await Promise.all([
      compare('ndf', 'sohr', '--outcome', 'KILLED', '--format', 'csv'),
      compare('ndf', 'sohr', '--outcome', 'KILLED', '--format', 'markdown'),
    ]);
    const [header, ...lines] = csv.stdout.trim().split('\r\n');
    expect(header).toMatch(/^event,questionKey,label,outcome,agreement,source,/);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => line.startsWith('qamishli-tay-2021,'))).toBe(true);
    expect(markdown.stdout).toContain('| A | B | Shared | Agree | Compatible | Contradict | Median ratio |');
    expect(markdown.stdout).toMatch(/^\| .+ \| .+ \| CONTRADICT \| 3 on .+ \| 6 on .+ \|$/m);
  });

  test.each([
    [['ndf', 'nobody'], 1, 'there is no source "nobody"'],
    [['ndf'], 1, 'expected 2 to 10 different sources, got 1'],
    [['ndf', 'sohr', '--from', 'soon'], 1, 'expected an RFC 3339 instant'],
    [[], 2, "missing required argument 'sources'"],
    [['ndf', 'sohr', '--format', 'matrix'], 2, "argument 'matrix' is invalid"],
  ])('refuses %j', async (args, expected, message) => {
    const { code, stdout, stderr } = await compare(...args);
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
