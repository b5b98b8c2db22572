import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATHS } from '../../src/paths.ts';
import { type Database, type Db, openDatabase } from '../../src/store/database.ts';
import { appendToJournal } from '../../src/store/journal.ts';
import { assessmentTable } from '../../src/store/tables.ts';
import { loadDemo } from '../../src/use-cases/load-demo.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import { verifyRecord } from '../../src/use-cases/verify-record.ts';
import {
  EDITOR,
  event,
  openClash,
  openForTest,
  openNew,
  party,
  recordClash,
  recordFigure,
  recordStatement,
  report,
  revise,
  saidBy,
  source,
} from '../store/small-record.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';

const HASH = 'f'.repeat(64);

/** What somebody did behind the program's back, and the place that verifying must name. $first: that claim's id. */
const TAMPERINGS: Record<string, [statements: string[], place: RegExp]> = {
  'a party is renamed': [
    ["UPDATE party SET name = 'x' WHERE slug = 'army'"],
    /^records of no event, entry 1 \(party_.*written/,
  ],
  'a source gets another grade': [
    ["UPDATE source_revision SET reliability = 'A' WHERE source = 'monitor'"],
    /^records of no event, entry 5 .*written/,
  ],
  'a source becomes anonymous': [
    ["UPDATE source_revision SET anonymous = TRUE WHERE source = 'monitor'"],
    /^records of no event, entry 5 .*written/,
  ],
  'a source stands no longer': [
    ["UPDATE source_revision SET recorded_to = '2998-01-01T00:00:00.000Z' WHERE source = 'monitor'"],
    /^records of no event, source_.*~1: it stands until/,
  ],
  "a report's text is changed": [
    ["UPDATE report SET body = 'Two fell.' WHERE slug = 'page'"],
    /^records of no event, entry 8 \(report_.*text has another hash/,
  ],
  "a report's text is changed with its hash": [
    [`UPDATE report SET body = 'Two fell.', sha256 = '${HASH}' WHERE slug = 'page'`],
    /^records of no event, entry 8 .*written/,
  ],
  "a report's text is withheld": [
    ["UPDATE report SET body = NULL, sha256 = NULL WHERE slug = 'page'"],
    /^records of no event, entry 8 .*written/,
  ],
  'a report gets another date': [
    ["UPDATE report SET published_at = '2021-04-26T00:00:00.000Z' WHERE slug = 'agency-1'"],
    /^records of no event, entry 7 .*written/,
  ],
  'an event gets another title': [
    ["UPDATE event SET title = 'x' WHERE slug = 'clash'"],
    /^event "clash", entry 1 \(event_.*written/,
  ],
  'an event was last written to later': [
    ["UPDATE event SET last_recorded_at = '2998-01-01T00:00:00.000Z' WHERE slug = 'clash'"],
    /^event "clash", event_.*last_recorded_at/,
  ],
  'an event was last written to earlier': [
    ["UPDATE event SET last_recorded_at = '1998-01-01T00:00:00.000Z' WHERE slug = 'clash'"],
    /^event "clash", event_.*last_recorded_at/,
  ],
  'a side gets another label': [
    ["UPDATE event_side SET label = 'x' WHERE event = 'clash' AND position = 1"],
    /^event "clash", entry 1 .*written/,
  ],
  'a party changes sides': [
    ["UPDATE event_side_party SET side = 0, position = 1 WHERE party = 'tribe'"],
    /^event "clash", entry 1 .*written/,
  ],
  'a figure is changed': [
    ["UPDATE claim_revision SET figure_min = 2 WHERE claim = '$first' AND revision = 1"],
    /^event "clash", entry 2 \(claim_.*~1\): .*written/,
  ],
  'a standing figure is changed': [
    ["UPDATE claim_revision SET figure_max = 9 WHERE claim = '$first' AND revision = 2"],
    /^event "clash", entry 4 \(claim_.*~2\): .*written/,
  ],
  'a draft is published': [
    ["UPDATE claim_revision SET status = 'PUBLISHED' WHERE status = 'DRAFT'"],
    /^event "clash", entry 5 .*written/,
  ],
  'a claim is put in the mouth of another source': [
    ["UPDATE claim_revision SET source = 'army' WHERE claim = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'a note becomes empty': [
    ["UPDATE claim_revision SET note = '' WHERE claim = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'a claim is said to be recorded by another': [
    ["UPDATE claim_revision SET recorded_by = 'x' WHERE claim = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'an earlier revision stands on': [
    [
      "UPDATE claim_revision SET recorded_to = '2998-01-01T00:00:00.000Z' WHERE claim = '$first' AND revision = 1",
    ],
    /^event "clash", claim_.*~1: it stands until/,
  ],
  'the standing revision stands no longer': [
    ["UPDATE claim_revision SET recorded_to = '2998-01-01T00:00:00.000Z' WHERE claim = '$second'"],
    /^event "clash", claim_.*~1: it stands until/,
  ],
  'a claim gets another ref': [
    ["UPDATE claim SET ref = 'x' WHERE id = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'a victim is another party': [
    ["UPDATE claim_party SET party = 'rebels' WHERE claim = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'a victim is added': [
    ["INSERT INTO claim_party VALUES ('$second', 1, 'VICTIM', 'rebels')"],
    /^event "clash", entry 3 .*written/,
  ],
  'a victim is removed': [
    ["DELETE FROM claim_party WHERE claim = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'a relay is removed': [
    ["DELETE FROM claim_relay WHERE claim = '$second'"],
    /^event "clash", entry 3 .*written/,
  ],
  'relays change places': [
    [
      "UPDATE claim_relay SET source = CASE position WHEN 0 THEN 'army' ELSE 'agency' END WHERE claim = '$second'",
    ],
    /^event "clash", entry 3 .*written/,
  ],
  'a revision is removed': [
    [
      "DELETE FROM claim_text WHERE claim = '$second'",
      "DELETE FROM claim_party WHERE claim = '$second'",
      "DELETE FROM claim_relay WHERE claim = '$second'",
      "DELETE FROM claim_revision WHERE claim = '$second'",
    ],
    /^event "clash", entry 3 .*not in the record/,
  ],
  'a claim is removed': [
    [
      "DELETE FROM claim_text WHERE claim = '$second'",
      "DELETE FROM claim_party WHERE claim = '$second'",
      "DELETE FROM claim_relay WHERE claim = '$second'",
      "DELETE FROM claim_revision WHERE claim = '$second'",
      "DELETE FROM claim WHERE id = '$second'",
    ],
    /^event "clash", entry 3 .*not in the record/,
  ],
  'a claim is put in': [
    ["INSERT INTO claim VALUES ('claim_x', 'clash', NULL, 'FIGURE', '2021-04-24T00:00:00.000Z')"],
    /^event "clash", claim_x~1: no entry/,
  ],
  'a party is put in': [
    ["INSERT INTO party VALUES ('x', 'party_x', 'x', '[]', '2021-04-24T00:00:00.000Z', 'x')"],
    /^records of no event, party_x: no entry/,
  ],
  'a source is put in': [
    ["INSERT INTO source VALUES ('x', 'source_x')"],
    /^records of no event, source_x~1: no entry/,
  ],
  'a judgement is changed': [
    ["UPDATE assessment SET credibility = 'CONFIRMED'"],
    /^event "clash", entry 6 \(assessment_.*written/,
  ],
  'a judgement is removed': [['DELETE FROM assessment'], /^event "clash", entry 6 .*not in the record/],
  'a judgement is put in': [
    ["INSERT INTO assessment VALUES ('assessment_x', '$second', 'DOUBTFUL', 'x', 'x', 'x')"],
    /^event "clash", assessment_x: no entry/,
  ],
  'an entry is changed': [
    ["UPDATE journal SET actor = 'x' WHERE chain = 'clash' AND sequence = 3"],
    /^event "clash", entry 3 .*its hash/,
  ],
  'an entry is removed': [
    ["DELETE FROM journal WHERE chain = 'clash' AND sequence = 3"],
    /^event "clash", entry 4 .*expected entry 3 here/,
  ],
  'the last entry is removed': [
    ["DELETE FROM journal WHERE chain = 'clash' AND sequence = 6"],
    /^event "clash", entry 5 .*end at entry 6/,
  ],
  'the last entry is removed with what it tells of': [
    ["DELETE FROM journal WHERE chain = 'clash' AND sequence = 6", 'DELETE FROM assessment'],
    /^event "clash", entry 5 .*end at entry 6/,
  ],
  'entries change places': [
    [
      "UPDATE journal SET sequence = 99 WHERE chain = 'clash' AND sequence = 2",
      "UPDATE journal SET sequence = 2 WHERE chain = 'clash' AND sequence = 3",
      "UPDATE journal SET sequence = 3 WHERE chain = 'clash' AND sequence = 99",
    ],
    /^event "clash", entry 2 .*the hash of the entry before/,
  ],
  'entries move to another chain': [
    ["UPDATE journal SET chain = 'x' WHERE chain = 'other'"],
    /^event "x", entry 1 .*its hash/,
  ],
  'an entry is put in': [
    [
      `INSERT INTO journal VALUES ('clash', 7, 'x', 'x', 'RECORDED', 'claim_x~1', '${HASH}', '${HASH}', '${HASH}')`,
    ],
    /^event "clash", entry 7 .*the hash of the entry before/,
  ],
  'a chain is removed': [["DELETE FROM journal WHERE chain = 'other'"], /^event "other", event_.*: no entry/],
  'a chain is removed with its event': [
    ["DELETE FROM journal WHERE chain = 'other'", "DELETE FROM event WHERE slug = 'other'"],
    /^event "other", entry 1: the chain has no entries/,
  ],
  'the end of a chain is forgotten': [
    ["DELETE FROM journal_head WHERE chain = 'clash'"],
    /^event "clash", entry 6 .*the end of its chain/,
  ],
};

/** Parties, sources, reports, two events; of the first: claims, a revision, a draft and a judgement. */
async function recordMuch(database: Database): Promise<{ first: string; second: string }> {
  await recordClash(database);
  await recordReport(database, EDITOR, report('page', { text: 'Three fell.' }));
  await recordEvent(database, EDITOR, event('other'));
  const first = await recordFigure(database, { ref: 'first' });
  const second = await recordFigure(database, {
    attribution: { ...saidBy('monitor').attribution, relayedBy: ['agency', 'army'] },
  });
  await revise(database, first, () => ({ note: 'so it was' }));
  await recordStatement(database, { status: 'DRAFT' });
  await database.write(async (db) => {
    const id = 'assessment_1';
    const at = '2021-05-01T00:00:00.000Z';
    const assessment = {
      id,
      claim: first,
      credibility: 'DOUBTFUL',
      note: 'x',
      assessed_by: 'maryam',
      assessed_at: at,
    };
    await db.insert(assessmentTable, [assessment]);
    await appendToJournal(db, 'assessment', [id]);
  });
  return { first, second };
}

/** Verifies within a transaction that leaves nothing behind. */
async function faultAfter(database: Database, tamper: (db: Db) => Promise<void>): Promise<string | null> {
  const undo = new Error('undone');
  let fault: string | null = null;
  const tampering = database.write(async (db) => {
    await tamper(db);
    ({ fault } = await verifyRecord({ ...database, read: (work) => work(db) }));
    throw undo;
  });
  await tampering.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return fault;
}

describe.each(ENGINES)('verifying on %s', (engine) => {
  let database: Database;
  let ids: { first: string; second: string };
  beforeAll(async () => {
    database = await openNew(engine);
    ids = await recordMuch(database);
  });
  afterAll(() => database.close());

  test('finds that a record fits whose every write has its entry', async () => {
    expect(await verifyRecord(database)).toEqual({ chains: 3, entries: 15, reports: 2, fault: null });
    const operations = await database.read((db) =>
      db.rows<{ operation: string }>("SELECT operation FROM journal WHERE chain = 'clash' ORDER BY sequence"),
    );
    expect(operations.map(({ operation }) => operation)).toEqual([
      'RECORDED',
      'RECORDED',
      'RECORDED',
      'REVISED',
      'RECORDED',
      'ASSESSED',
    ]);
  });

  test.each(Object.entries(TAMPERINGS))('names the place where %s', async (_what, [statements, place]) => {
    const fault = await faultAfter(database, async (db) => {
      for (const statement of statements) {
        await db.rows(statement.replaceAll('$first', ids.first).replaceAll('$second', ids.second));
      }
    });
    expect(fault).toMatch(place);
  });

  test('names the first of several places', async () => {
    const fault = await faultAfter(database, async (db) => {
      await db.rows("UPDATE claim_revision SET note = 'x'");
      await db.rows("UPDATE report SET title = 'x' WHERE slug = 'page'");
    });
    expect(fault).toMatch(/^records of no event, entry 8 /);
  });

  test('says of a record without a journal that no entry tells of it', async () => {
    const fault = await faultAfter(database, async (db) => {
      await db.rows('DELETE FROM journal');
      await db.rows('DELETE FROM journal_head');
    });
    expect(fault).toMatch(/party_.*: no entry tells of it: .* before there was a journal/);
  });

  test('finds that the demo fits, in more entries than are held at a time', async () => {
    const demo = await openForTest(engine);
    await loadDemo(demo, demoSheets);
    const { fault, chains, reports } = await verifyRecord(demo);
    expect(fault).toBeNull();
    expect(chains).toBeGreaterThan(1);
    expect(reports).toBeGreaterThan(2);
    const events = Array.from({ length: 520 }, (_, index) => `of-many-${index}`);
    await demo.write(async (db) => {
      const recorded = "'2021-04-24T00:00:00.000Z', 'x'";
      for (const slug of events) {
        await db.rows(`INSERT INTO party VALUES ('${slug}', 'party_${slug}', 'x', '[]', ${recorded})`);
      }
      await appendToJournal(db, 'party', events);
    });
    const more = await verifyRecord(demo);
    expect(more.fault).toBeNull();
    expect(more.entries).toBeGreaterThan(520);
    const changed = await faultAfter(demo, async (db) => {
      await db.rows("UPDATE party SET name = 'y' WHERE slug = 'of-many-519'");
    });
    expect(changed).toMatch(/^records of no event, entry \d+ \(party_of-many-519\)/);
  });

  test('says of each decision what it was', async () => {
    const other = await openClash(engine);
    const id = await recordFigure(other, { status: 'DRAFT' });
    await revise(other, id, () => ({ note: 'again' }));
    await revise(other, id, () => ({ status: 'PUBLISHED' }));
    await revise(other, id, () => ({ status: 'RETRACTED', retractedAt: '2021-04-29T00:00:00.000Z' }));
    await revise(other, id, () => ({ note: 'once more' }));
    const rows = await other.read((db) =>
      db.rows<{ subject: string; operation: string }>(
        "SELECT subject, operation FROM journal WHERE chain = 'clash' AND sequence > 1 ORDER BY sequence",
      ),
    );
    expect(rows.map(({ subject, operation }) => [subject.split('~')[1], operation])).toEqual([
      ['1', 'RECORDED'],
      ['2', 'REVISED'],
      ['3', 'PUBLISHED'],
      ['4', 'RETRACTED'],
      ['5', 'REVISED'],
    ]);
    expect((await verifyRecord(other)).fault).toBeNull();
  });

  test('finds the chains whole that many wrote to at once', async () => {
    const busy = await openClash(engine);
    await Promise.all([
      ...Array.from({ length: 20 }, (_, index) => recordFigure(busy, { ref: `claim-${index}` })),
      ...Array.from({ length: 20 }, (_, index) => recordParty(busy, EDITOR, party(`party-${index}`))),
      ...Array.from({ length: 20 }, (_, index) => recordSource(busy, EDITOR, source(`source-${index}`))),
      ...Array.from({ length: 5 }, (_, index) => recordEvent(busy, EDITOR, event(`event-${index}`))),
    ]);
    expect(await verifyRecord(busy)).toEqual({ chains: 7, entries: 7 + 1 + 65, reports: 1, fault: null });
  });

  test('finds nothing of a write that was rolled back', async () => {
    const other = await openClash(engine);
    const before = await verifyRecord(other);
    const failed = other.write(async (db) => {
      await db.rows("INSERT INTO party VALUES ('x', 'party_x', 'x', '[]', '2021-04-24T00:00:00.000Z', 'x')");
      await appendToJournal(db, 'party', ['x']);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    await expect(recordFigure(other, { event: 'clash', figure: { words: 'very many' } })).rejects.toThrow();
    expect(await verifyRecord(other)).toEqual(before);
    await recordParty(other, EDITOR, party('next'));
    expect(await verifyRecord(other)).toEqual({ ...before, entries: before.entries + 1 });
  });
});

test('two programs that write to one PostgreSQL keep the chains whole, and verifying meanwhile finds no fault', async () => {
  const url = await freshDatabaseUrl('postgres');
  const programs = await Promise.all([openDatabase(url), openDatabase(url)]);
  const [one, other] = programs as [Database, Database];
  await one.migrate();
  await recordClash(one);
  const writes = Array.from({ length: 30 }, (_, index) =>
    programs.flatMap((database, program) => [
      recordFigure(database, { ref: `claim-${program}-${index}` }),
      recordParty(database, EDITOR, party(`party-${program}-${index}`)),
    ]),
  ).flat();
  let writing = true;
  const ended = Promise.all(writes).finally(() => {
    writing = false;
  });
  while (writing) expect((await verifyRecord(other)).fault).toBeNull();
  await ended;
  expect(await verifyRecord(one)).toEqual({ chains: 2, entries: 8 + 120, reports: 1, fault: null });
  await Promise.all(programs.map((database) => database.close()));
});

const demoSheets = () =>
  readdirSync(PATHS.demo)
    .filter((file) => file.endsWith('.claims.yaml'))
    .sort()
    .map((file) => ({ file, text: readFileSync(`${PATHS.demo}/${file}`, 'utf8') }));
