import { onTestFinished } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import type {
  RecordEvent,
  RecordFigureClaim,
  RecordParty,
  RecordReport,
  RecordResponsibilityClaim,
  RecordSource,
  RecordStatementClaim,
} from '../../src/domain/input.ts';
import type { Viewer } from '../../src/domain/role.ts';
import { claimsById } from '../../src/store/claims.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import type { PageRequest } from '../../src/store/page.ts';
import {
  recordFigureClaim,
  recordResponsibilityClaim,
  recordStatementClaim,
} from '../../src/use-cases/record-claim.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import type { Repeatable } from '../../src/use-cases/record-once.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import { saveRevisions } from '../../src/use-cases/save-revisions.ts';
import { type EngineName, freshDatabaseUrl } from '../support/databases.ts';

export const EDITOR: Viewer = { name: 'maryam', role: 'EDITOR', known: true, key: null, events: null };
export const CONTRIBUTOR: Viewer = { ...EDITOR, name: 'yusuf', role: 'CONTRIBUTOR' };

/** Of April 2021, UTC. */
export const day = (number: number): string => new Date(Date.UTC(2021, 3, number)).toISOString();

/** A new database, brought up to date; the caller closes it. */
export async function openNew(engine: EngineName): Promise<Database> {
  const database = await openDatabase(await freshDatabaseUrl(engine));
  await database.migrate();
  return database;
}

/** The same for one test, which closes it. */
export async function openForTest(engine: EngineName): Promise<Database> {
  const database = await openNew(engine);
  onTestFinished(() => database.close());
  return database;
}

/** One clash of the army and the rebels, told of in a report without text by an agency. */
export async function recordClash(database: Database): Promise<void> {
  for (const slug of ['army', 'rebels', 'tribe']) await recordParty(database, EDITOR, party(slug));
  await recordSource(database, EDITOR, source('army', { kind: 'ARMED_ACTOR', party: 'army' }));
  await recordSource(database, EDITOR, source('monitor'));
  await recordSource(database, EDITOR, source('agency', { kind: 'MEDIA_OUTLET' }));
  const sides = [{ parties: ['army'] }, { label: 'The others', parties: ['rebels', 'tribe'] }];
  await recordEvent(database, EDITOR, event('clash', { sides }));
  await recordReport(database, EDITOR, report('agency-1'));
}

export async function openClash(engine: EngineName): Promise<Database> {
  const database = await openForTest(engine);
  await recordClash(database);
  return database;
}

export const party = (slug: string, given: Partial<RecordParty> = {}): RecordParty => ({
  slug,
  name: slug,
  aliases: [],
  ...given,
});

export const source = (slug: string, given: Partial<RecordSource> = {}): RecordSource => ({
  slug,
  name: slug,
  kind: 'NGO_MONITOR',
  anonymous: false,
  aliases: [],
  reliability: 'F',
  ...given,
});

export const event = (slug: string, given: Partial<RecordEvent> = {}): RecordEvent => ({
  slug,
  title: slug,
  startedAt: day(20),
  precision: 'DAY',
  sides: [],
  ...given,
});

export const report = (slug: string, given: Partial<RecordReport> = {}): RecordReport => ({
  slug,
  title: slug,
  publisher: 'agency',
  publishedAt: day(25),
  publishedPrecision: 'DAY',
  language: 'en',
  ...given,
});

const core = {
  event: 'clash',
  citation: { report: 'agency-1', paraphrase: 'Three soldiers fell.' },
  attribution: {
    source: 'monitor',
    relayedBy: [],
    form: 'STATEMENT',
    mode: 'PARAPHRASE',
  },
  stance: 'AFFIRMS',
  assertedAt: day(24),
  assertedPrecision: 'DAY',
} as const;

/** Speaks for another source than the monitor. */
export const saidBy = (slug: string) => ({ attribution: { ...core.attribution, source: slug } });

/** Three fighters of the army killed, as the monitor said on 24 April. */
export const figure = (given: Partial<RecordFigureClaim> = {}): RecordFigureClaim => ({
  ...core,
  outcome: 'KILLED',
  victims: { parties: ['army'], status: 'COMBATANT', demographic: 'ANY', unit: 'PERSON' },
  figure: { words: 'three' },
  extent: 'TOTAL',
  perpetrators: [],
  ...given,
});

export const statement = (given: Partial<RecordStatementClaim> = {}): RecordStatementClaim => ({
  ...core,
  proposition: 'The truce held',
  ...given,
});

export const act = (given: Partial<RecordResponsibilityClaim> = {}): RecordResponsibilityClaim => ({
  ...core,
  act: 'The shooting of a child',
  blamed: ['army'],
  ...given,
});

export const recordFigure = (database: Database, given: Partial<RecordFigureClaim & Repeatable> = {}) =>
  recordFigureClaim(database, EDITOR, figure(given));
export const recordStatement = (database: Database, given: Partial<RecordStatementClaim> = {}) =>
  recordStatementClaim(database, EDITOR, statement(given));
export const recordAct = (database: Database, given: Partial<RecordResponsibilityClaim> = {}) =>
  recordResponsibilityClaim(database, EDITOR, act(given));

export async function claimOf(database: Database, id: string): Promise<Claim> {
  const claims = await database.read((db) => claimsById(db, [id]));
  return claims.get(id)!;
}

/** Records the next revision of a claim. */
export async function revise(
  database: Database,
  id: string,
  change: (claim: Claim) => Partial<Claim>,
  reason: string | null = 'a slip',
): Promise<void> {
  const before = await claimOf(database, id);
  const next = { ...before, ...change(before), revision: before.revision + 1, reason } as Claim & {
    reason: string | null;
  };
  await database.write((db) => saveRevisions(db, before.event, [next], [before.questionKey], EDITOR.name));
}

/** A page request from the start, as large as any. */
export const FIRST_PAGE: PageRequest = {
  order: 'any',
  limit: 100,
  fromEnd: false,
  after: null,
  before: null,
};
