import { describe, expect, test } from 'vitest';
import { LARGEST_FIGURE } from '../../src/domain/figure.ts';
import {
  claimRevision,
  claimsById,
  claimsByQuestion,
  claimsByRef,
  claimsByWhole,
} from '../../src/store/claims.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { ENGINES } from '../support/databases.ts';
import {
  act,
  claimOf,
  day,
  EDITOR,
  event,
  figure,
  openClash,
  recordAct,
  recordFigure,
  recordStatement,
  report,
  revise,
  statement,
} from './small-record.ts';

/** What a claim shows where its input said no more than it must. */
const BARE = {
  ref: null,
  event: 'clash',
  attribution: {
    source: 'monitor',
    relayedBy: [],
    follows: null,
    form: 'STATEMENT',
    cue: null,
    mode: 'PARAPHRASE',
  },
  citation: { report: 'agency-1', exact: null, start: null, end: null, paraphrase: 'Three soldiers fell.' },
  publishedAt: day(25),
  stance: 'AFFIRMS',
  status: 'PUBLISHED',
  assertedAt: day(24),
  assertedUntil: day(25),
  retractedAt: null,
  note: null,
  revision: 1,
  latest: true,
  asOf: { assertedBy: null, recordedBy: null },
};

/** The input's fields that every kind has, each with a value, and what a claim shows of them. */
const FULL_INPUT = {
  ref: 'الأول "1"',
  citation: { report: 'agency-2', exact: '😀 ثلاثة', start: 1, paraphrase: 'Three\nfell.' },
  attribution: {
    source: 'monitor',
    relayedBy: ['agency', 'army'],
    follows: 'army',
    form: 'INTERVIEW',
    cue: 'said',
    mode: 'DIRECT',
  },
  stance: 'UNCERTAIN',
  note: 'Read twice \\ once.',
  assertedAt: day(22),
  assertedUntil: day(23),
  status: 'DRAFT',
} as const;
const FULL = {
  ...BARE,
  ref: FULL_INPUT.ref,
  attribution: FULL_INPUT.attribution,
  citation: { ...FULL_INPUT.citation, end: 8 },
  publishedAt: day(27),
  stance: 'UNCERTAIN',
  status: 'DRAFT',
  assertedAt: day(22),
  assertedUntil: day(23),
  note: FULL_INPUT.note,
};

describe.each(ENGINES)('claims on %s', (engine) => {
  test('come back with every field as recorded, given or not', async () => {
    const database = await openClash(engine);
    await recordReport(
      database,
      EDITOR,
      report('agency-2', { text: '-😀 ثلاثة. And 😀 ثلاثة.', publishedAt: day(27) }),
    );
    const whole = await recordFigure(database, {
      figure: { bounds: { min: 0, max: LARGEST_FIGURE } },
      victims: { ...figure().victims, parties: ['rebels', 'army'], demographic: 'CHILDREN', unit: 'FAMILY' },
      coversFrom: day(20),
      coversTo: day(21),
    });
    const fullFigure = await recordFigure(database, {
      ...FULL_INPUT,
      victims: {
        parties: ['rebels', 'army'],
        status: 'COMBATANT',
        demographic: 'CHILDREN',
        unit: 'FAMILY',
        description: 'three families',
      },
      figure: { bounds: { min: 2, max: 4, best: 3, qualifier: 'ABOUT', wording: 'three or so' } },
      extent: 'SOME',
      partOf: whole,
      coversFrom: day(20),
      coversTo: day(21),
      perpetrators: ['tribe', 'rebels'],
    });
    expect(await claimOf(database, whole)).toMatchObject({ figure: { min: 0, max: LARGEST_FIGURE } });
    const bareFigure = await recordFigure(database, {
      outcome: 'CASUALTIES',
      victims: { parties: [], status: 'UNSPECIFIED', demographic: 'ANY', unit: 'PERSON' },
      figure: { words: 'at least 3' },
    });
    const fullStatement = await recordStatement(database, { ...FULL_INPUT, ref: 'second' });
    const bareStatement = await recordStatement(database);
    const fullAct = await recordAct(database, { ...FULL_INPUT, ref: 'third', blamed: ['tribe', 'army'] });
    const bareAct = await recordAct(database, { blamed: [] });

    const identity = (claimId: string, rest: string) => ({
      claimId,
      questionKey: expect.stringContaining(rest),
      recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      revisedAt: expect.any(String),
    });
    expect(await claimOf(database, fullFigure)).toEqual({
      ...FULL,
      ...identity(fullFigure, 'clash/KILLED/PARTIES/army+rebels'),
      kind: 'FIGURE',
      outcome: 'KILLED',
      victims: {
        scope: 'PARTIES',
        parties: ['army', 'rebels'],
        status: 'COMBATANT',
        demographic: 'CHILDREN',
        unit: 'FAMILY',
        description: 'three families',
      },
      figure: { min: 2, max: 4, best: 3, qualifier: 'ABOUT', wording: 'three or so', rule: null },
      extent: 'SOME',
      coversFrom: day(20),
      coversTo: day(21),
      perpetrators: ['rebels', 'tribe'],
      partOf: whole,
    });
    expect(await claimOf(database, bareFigure)).toEqual({
      ...BARE,
      ...identity(bareFigure, 'clash/CASUALTIES/ALL'),
      kind: 'FIGURE',
      outcome: 'CASUALTIES',
      victims: {
        scope: 'ALL',
        parties: [],
        status: 'UNSPECIFIED',
        demographic: 'ANY',
        unit: 'PERSON',
        description: null,
      },
      figure: {
        min: 3,
        max: null,
        best: null,
        qualifier: 'AT_LEAST',
        wording: 'at least 3',
        rule: expect.any(String),
      },
      extent: 'TOTAL',
      coversFrom: null,
      coversTo: null,
      perpetrators: [],
      partOf: null,
    });
    const proposition = statement().proposition;
    expect(await claimOf(database, fullStatement)).toEqual({
      ...FULL,
      ...identity(fullStatement, 'clash/STATEMENT/'),
      ref: 'second',
      kind: 'STATEMENT',
      proposition,
    });
    expect(await claimOf(database, bareStatement)).toEqual({
      ...BARE,
      ...identity(bareStatement, 'clash/STATEMENT/'),
      kind: 'STATEMENT',
      proposition,
    });
    const kind = 'RESPONSIBILITY';
    expect(await claimOf(database, fullAct)).toEqual({
      ...FULL,
      ...identity(fullAct, 'clash/RESPONSIBILITY/'),
      ref: 'third',
      kind,
      act: act().act,
      blamed: ['army', 'tribe'],
    });
    expect(await claimOf(database, bareAct)).toEqual({
      ...BARE,
      ...identity(bareAct, 'clash/RESPONSIBILITY/'),
      kind,
      act: act().act,
      blamed: [],
    });
  });

  test('are found by id, by ref within their event, by question and by their whole', async () => {
    const database = await openClash(engine);
    await recordEvent(database, EDITOR, event('other'));
    const whole = await recordFigure(database, { ref: 'whole', figure: { words: '17' } });
    const part = await recordFigure(database, { ref: 'part', extent: 'SOME', partOf: whole });
    const elsewhere = await recordFigure(database, { ref: 'whole', event: 'other' });
    const said = await recordStatement(database);
    const { questionKey } = await claimOf(database, whole);
    await database.read(async (db) => {
      expect([...(await claimsById(db, [part, said, 'claim_0'])).keys()].sort()).toEqual([part, said].sort());
      expect((await claimsById(db, [])).size).toBe(0);
      const refs = await claimsByRef(db, 'clash', ['whole', 'part', 'none']);
      expect([...refs].map(([ref, { claimId }]) => [ref, claimId]).sort()).toEqual([
        ['part', part],
        ['whole', whole],
      ]);
      expect((await claimsByRef(db, 'other', ['whole'])).get('whole')?.claimId).toBe(elsewhere);
      const answers = await claimsByQuestion(db, [questionKey]);
      expect(answers.map(({ claimId }) => claimId).sort()).toEqual([whole, part].sort());
      expect((await claimsByWhole(db, [whole])).map(({ claimId }) => claimId)).toEqual([part]);
      expect(await claimsByWhole(db, [part])).toEqual([]);
    });
  });

  test('keep an earlier revision as it was, in [recordedFrom, recordedTo), and show the latest in all lists', async () => {
    const database = await openClash(engine);
    const id = await recordFigure(database, {
      ref: 'own',
      perpetrators: ['rebels'],
      attribution: { ...figure().attribution, relayedBy: ['agency'] },
    });
    const first = await claimOf(database, id);
    await revise(database, id, (claim) => ({
      ...claim,
      attribution: { ...claim.attribution, relayedBy: ['army', 'agency'] },
      victims: { ...(claim as typeof first & { kind: 'FIGURE' }).victims, parties: ['tribe'] },
      perpetrators: [],
      note: 'tribesmen, on a second reading',
    }));
    const second = await claimOf(database, id);
    expect(second).toMatchObject({
      revision: 2,
      latest: true,
      note: 'tribesmen, on a second reading',
      victims: { parties: ['tribe'] },
      perpetrators: [],
      attribution: { relayedBy: ['army', 'agency'] },
      recordedAt: first.recordedAt,
    });
    expect(second.revisedAt > first.revisedAt).toBe(true);
    await database.read(async (db) => {
      expect(await claimRevision(db, id, 1)).toEqual({
        ...first,
        latest: false,
        asOf: { assertedBy: null, recordedBy: first.revisedAt },
      });
      expect(await claimRevision(db, id, 2)).toEqual(second);
      expect(await claimRevision(db, id, 3)).toBeNull();
      expect((await claimsByRef(db, 'clash', ['own'])).get('own')).toEqual(second);
      expect(await claimsByQuestion(db, [first.questionKey])).toEqual([second]);
      const periods = await db.rows(
        'SELECT revision, recorded_from, recorded_to FROM claim_revision ORDER BY revision',
      );
      expect(periods).toEqual([
        { revision: 1, recorded_from: first.revisedAt, recorded_to: second.revisedAt },
        { revision: 2, recorded_from: second.revisedAt, recorded_to: '9999-12-31T23:59:59.999Z' },
      ]);
    });
  });

  test('hold texts and keys as long as they may be', async () => {
    const database = await openClash(engine);
    // Hard to compress, so that no engine's index of it is shorter than it looks.
    const long = (length: number) =>
      Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7_919) % 20_000))).join(
        '',
      );
    const given = {
      ref: long(500),
      note: long(10_000),
      citation: { report: 'agency-1', exact: long(10_000), paraphrase: long(10_000) },
      proposition: long(10_000),
    };
    const claim = await claimOf(database, await recordStatement(database, given));
    const { ref, note, citation } = claim;
    expect({
      ref,
      note,
      citation: { ...citation, start: undefined, end: undefined },
      proposition: 'proposition' in claim && claim.proposition,
    }).toEqual(given);
  });
});
