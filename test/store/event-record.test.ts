import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import type { EventRecord } from '../../src/domain/comparison.ts';
import type { Database, Db } from '../../src/store/database.ts';
import { eventRecord } from '../../src/store/event-record.ts';
import { eventsBySlug } from '../../src/store/events.ts';
import { sourcesBySlug } from '../../src/store/sources.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import { ENGINES, type EngineName } from '../support/databases.ts';
import {
  claimOf,
  EDITOR,
  event,
  figure,
  openClash,
  recordAct,
  recordFigure,
  recordStatement,
  revise,
  saidBy,
  source,
} from './small-record.ts';

/** clash ⊃ quarter ⊃ street, each with claims; what is said of `elsewhere` belongs to none of them. */
async function openNested(engine: EngineName): Promise<Database> {
  const database = await openClash(engine);
  await recordEvent(database, EDITOR, event('quarter', { parent: 'clash' }));
  await recordEvent(database, EDITOR, event('street', { parent: 'quarter' }));
  await recordEvent(database, EDITOR, event('elsewhere'));
  const sources = [
    source('office', { organOf: 'army' }),
    source('desk', { organOf: 'office' }),
    source('wire', { organOf: 'agency' }),
    source('mute'),
  ];
  for (const one of sources) await recordSource(database, EDITOR, one);
  const whole = await recordFigure(database, { ref: 'whole', ...saidBy('desk'), figure: { words: 'nine' } });
  await recordFigure(database, { ref: 'part', ...saidBy('desk'), extent: 'SOME', partOf: whole });
  const follows = {
    attribution: { ...figure().attribution, follows: 'wire', relayedBy: ['agency', 'army'] },
  };
  await recordFigure(database, { ref: 'follower', ...follows, perpetrators: ['tribe', 'rebels'] });
  await recordStatement(database, { ref: 'draft', status: 'DRAFT' });
  await recordAct(database, { ref: 'act', event: 'quarter', blamed: ['tribe', 'army'] });
  await recordStatement(database, { ref: 'said', event: 'street', proposition: 'قال "نعم" \\ 😀\n\u0001' });
  const revised = await recordStatement(database, { ref: 'revised', event: 'street', ...saidBy('mute') });
  await revise(database, revised, ({ attribution }) => ({ attribution: { ...attribution, source: 'army' } }));
  await recordFigure(database, { ref: 'other', event: 'elsewhere', ...saidBy('mute') });
  return database;
}

const refsOf = (record: EventRecord | null) => record?.claims.map(({ ref }) => ref).sort();

describe.each(ENGINES)('the record of an event on %s', (engine) => {
  test('is of one moment: it comes in one statement', async () => {
    const database = await openNested(engine);
    let statements = 0;
    await database.read(async (db) => {
      const counting: Db = {
        ...db,
        rows: (sql, parameters) => {
          statements += 1;
          return db.rows(sql, parameters);
        },
      };
      expect(refsOf(await eventRecord(counting, 'clash', true))).toHaveLength(7);
    });
    expect(statements).toBe(1);
  });

  test('has the claims of the event, and those of its parts and their parts where asked', async () => {
    const database = await openNested(engine);
    const read = (slug: string, includeParts: boolean) =>
      database.read((db) => eventRecord(db, slug, includeParts));
    const own = ['draft', 'follower', 'part', 'whole'];
    expect(refsOf(await read('clash', false))).toEqual(own);
    expect(refsOf(await read('clash', true))).toEqual([...own, 'act', 'revised', 'said'].sort());
    expect(refsOf(await read('quarter', true))).toEqual(['act', 'revised', 'said']);
    expect(refsOf(await read('street', false))).toEqual(['revised', 'said']);
    expect(await read('nowhere', true)).toBeNull();
    expect(await read('clash\u0000', true)).toBeNull();
  });

  test('has the sources of these claims, those they follow and all of their chains, and no others', async () => {
    const database = await openNested(engine);
    const { sources } = (await database.read((db) => eventRecord(db, 'clash', false)))!;
    expect([...sources.keys()].sort()).toEqual(['agency', 'army', 'desk', 'monitor', 'office', 'wire']);
    expect(sources.get('desk')).toMatchObject({ party: 'army', origin: 'army' });
    expect(sources.get('wire')).toMatchObject({ party: null, origin: 'agency' });
    // As they are where they are looked up one by one.
    const alone = await database.read((db) => sourcesBySlug(db, [...sources.keys()]));
    expect(new Map(sources)).toEqual(alone);
  });

  test('has the event and each claim just as they are where they are looked up alone', async () => {
    const database = await openNested(engine);
    const record = (await database.read((db) => eventRecord(db, 'clash', true)))!;
    expect(record.event).toEqual((await database.read((db) => eventsBySlug(db, ['clash']))).get('clash'));
    for (const claim of record.claims) expect(claim).toEqual(await claimOf(database, claim.claimId));
  });
});

test('the record of an event is the same on both engines', async () => {
  const [sqlite, postgres] = await Promise.all(
    ENGINES.map(async (engine) => {
      const database = await openNested(engine);
      const record = (await database.read((db) => eventRecord(db, 'clash', true)))!;
      const refs = new Map(record.claims.map(({ claimId, ref }) => [claimId, ref]));
      const plain = (claim: Claim) => ({
        ...claim,
        claimId: null,
        recordedAt: null,
        revisedAt: null,
        partOf: claim.kind === 'FIGURE' && claim.partOf !== null ? refs.get(claim.partOf) : null,
      });
      return {
        event: { ...record.event, id: null },
        claims: record.claims.map(plain).sort((a, b) => (a.ref! < b.ref! ? -1 : 1)),
        sources: [...record.sources.values()]
          .map((one) => ({ ...one, id: null }))
          .sort((a, b) => (a.slug < b.slug ? -1 : 1)),
      };
    }),
  );
  expect(postgres).toEqual(sqlite);
});
