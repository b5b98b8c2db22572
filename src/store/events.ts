import type { Event, EventSummary, Side } from '../domain/event.ts';
import type { RecordEvent } from '../domain/input.ts';
import { type Instant, OPEN_END } from '../domain/time.ts';
import type { TimePrecision } from '../domain/vocabulary.ts';
import type { Db } from './database.ts';
import type { Dialect } from './dialect.ts';
import { newId } from './ids.ts';
import { jsonOf } from './json.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import { fold, likeWords } from './search.ts';
import type { Stamp } from './stamp.ts';
import { type EventRow, eventSidePartyTable, eventSideTable, eventTable } from './tables.ts';

interface EventJoinRow extends EventRow {
  sides: unknown;
  members: unknown;
}

/** Alias and expression, of `event`. */
export const eventColumns = (dialect: Dialect): [string, string][] => [
  ...EVENT_FIELDS.map((field): [string, string] => [field, `event.${field}`]),
  [
    'sides',
    dialect.objects(
      [
        ['position', 'side.position'],
        ['label', 'side.label'],
      ],
      'FROM event_side AS side WHERE side.event = event.slug',
    ),
  ],
  [
    'members',
    dialect.objects(
      [
        ['side', 'member.side'],
        ['position', 'member.position'],
        ['party', 'member.party'],
      ],
      'FROM event_side_party AS member WHERE member.event = event.slug',
    ),
  ],
];

const EVENT_FIELDS = [
  'id',
  'slug',
  'title',
  'started_at',
  'ended_at',
  'precision',
  'place_name',
  'latitude',
  'longitude',
  'parent',
];

const select = (dialect: Dialect): string =>
  eventColumns(dialect)
    .map(([alias, expression]) => `${expression} AS ${alias}`)
    .join(', ');

export function eventOf(row: EventJoinRow): Event {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    precision: row.precision as TimePrecision,
    place:
      row.place_name === null
        ? null
        : { name: row.place_name, latitude: row.latitude, longitude: row.longitude },
    sides: sidesOf(jsonOf(row.sides), jsonOf(row.members)),
    parent: row.parent,
  };
}

function sidesOf(
  sides: readonly { position: number; label: string | null }[],
  members: readonly { side: number; position: number; party: string }[],
): Side[] {
  return sides
    .toSorted((a, b) => a.position - b.position)
    .map((side) => ({
      label: side.label,
      parties: members
        .filter((member) => member.side === side.position)
        .sort((a, b) => a.position - b.position)
        .map((member) => member.party),
    }));
}

export async function eventsBySlug(db: Db, slugs: readonly string[]): Promise<Map<string, Event>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.rows<EventJoinRow>(
    `SELECT ${select(db.dialect)} FROM event WHERE event.slug IN (:...slugs)`,
    { slugs },
  );
  return new Map(rows.map((row) => [row.slug, eventOf(row)]));
}

export async function eventById(db: Db, id: string): Promise<Event | null> {
  const rows = await db.rows<EventJoinRow>(`SELECT ${select(db.dialect)} FROM event WHERE event.id = :id`, {
    id,
  });
  return rows[0] ? eventOf(rows[0]) : null;
}

export interface EventFilter {
  /** Those with one of these parties on a side. */
  parties?: readonly string[] | null | undefined;
  startedFrom?: Instant | null | undefined;
  startedTo?: Instant | null | undefined;
  text?: string | null | undefined;
  contradictory?: boolean | null | undefined;
  /** Parts of this event. */
  parent?: string;
}

export function eventListing(dialect: Dialect, filter: EventFilter, descending: boolean): Listing {
  const where: string[] = [];
  const parameters: Record<string, unknown> = {};
  const add = (condition: string, name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    where.push(Array.isArray(value) && value.length === 0 ? '1 = 0' : condition);
    parameters[name] = value;
  };
  add(
    'event.slug IN (SELECT member.event FROM event_side_party AS member WHERE member.party IN (:...parties))',
    'parties',
    filter.parties,
  );
  add('event.started_at >= :startedFrom', 'startedFrom', filter.startedFrom);
  add('event.started_at < :startedTo', 'startedTo', filter.startedTo);
  add('event.parent = :parent', 'parent', filter.parent);
  if (typeof filter.contradictory === 'boolean') {
    where.push(`event.slug ${filter.contradictory ? '' : 'NOT '}IN (${CONTRADICTORY})`);
  }
  if (typeof filter.text === 'string') {
    const words = likeWords('event.search', filter.text);
    where.push(...(words.where.length > 0 ? words.where : ['1 = 0']));
    Object.assign(parameters, words.parameters);
  }
  const order = ['event.started_at', 'event.slug'];
  const long = Object.keys(filter).some((name) => name !== 'parent');
  return { columns: select(dialect), from: 'FROM event', where, parameters, order, descending, long };
}

const CONTRADICTORY = 'SELECT question.event FROM question WHERE question.contradicted';

export const pageEvents = (db: Db, listing: Listing, request: PageRequest): Promise<Page<Event>> =>
  pageOf(db, listing, request, (row: EventJoinRow) => ({
    value: eventOf(row),
    position: [row.started_at, row.slug],
  }));

export async function insertEvent(db: Db, event: RecordEvent, stamp: Stamp): Promise<void> {
  const { slug, place } = event;
  await db.insert(eventTable, [
    {
      slug,
      id: newId('event'),
      title: event.title,
      search: fold([slug, event.title, place?.name ?? ''].join(' ')),
      started_at: event.startedAt,
      ended_at: event.endedAt ?? null,
      precision: event.precision,
      place_name: place?.name ?? null,
      latitude: place?.latitude ?? null,
      longitude: place?.longitude ?? null,
      parent: event.parent ?? null,
      last_recorded_at: stamp.at,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    },
  ]);
  await db.insert(
    eventSideTable,
    event.sides.map(({ label }, position) => ({ event: slug, position, label: label ?? null })),
  );
  await db.insert(
    eventSidePartyTable,
    event.sides.flatMap(({ parties }, side) =>
      parties.map((party, position) => ({ event: slug, side, position, party })),
    ),
  );
}

interface SummaryRow {
  slug: string;
  claims: number;
  sources: number;
  reports: number;
  contradicted: number;
  last_asserted_at: string | null;
  last_recorded_at: string | null;
}

export async function summariesBySlug(db: Db, slugs: readonly string[]): Promise<Map<string, EventSummary>> {
  const rows = await db.rows<SummaryRow>(
    `SELECT event.slug, CAST(COUNT(revision.claim) AS integer) AS claims,
       CAST(COUNT(DISTINCT revision.source) AS integer) AS sources,
       CAST(COUNT(DISTINCT revision.report) AS integer) AS reports,
       (SELECT CAST(COUNT(*) AS integer) FROM question
         WHERE question.event = event.slug AND question.contradicted) AS contradicted,
       MAX(revision.asserted_at) AS last_asserted_at, MAX(claim.recorded_at) AS last_recorded_at
     FROM event
     LEFT JOIN claim_revision AS revision ON revision.event = event.slug
       AND revision.recorded_to = :open AND revision.status = 'PUBLISHED'
     LEFT JOIN claim ON claim.id = revision.claim
     WHERE event.slug IN (:...slugs) GROUP BY event.slug`,
    { slugs, open: OPEN_END },
  );
  return new Map(
    rows.map((row) => [
      row.slug,
      {
        claims: row.claims,
        sources: row.sources,
        reports: row.reports,
        contradictedQuestions: row.contradicted,
        lastAssertedAt: row.last_asserted_at,
        lastRecordedAt: row.last_recorded_at,
      },
    ]),
  );
}

/**
 * Keeps every other writer off the event until this transaction ends; says when the event was last written
 * to. null where there is no such event.
 */
export async function lockEvent(db: Db, event: string): Promise<Instant | null> {
  const rows = await db.rows<{ last_recorded_at: Instant }>(
    `SELECT event.last_recorded_at FROM event WHERE event.slug = :event ${db.dialect.forUpdate}`,
    { event },
  );
  return rows[0]?.last_recorded_at ?? null;
}

export async function touchEvent(db: Db, event: string, at: Instant): Promise<void> {
  await db.rows('UPDATE event SET last_recorded_at = :at WHERE slug = :event', { event, at });
}

export async function isEmpty(db: Db): Promise<boolean> {
  const rows = await db.rows(
    'SELECT 1 AS found FROM party UNION ALL SELECT 1 FROM source UNION ALL SELECT 1 FROM event LIMIT 1',
  );
  return rows.length === 0;
}
