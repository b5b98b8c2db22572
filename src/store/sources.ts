import type { RecordSource } from '../domain/input.ts';
import { linkSources, type Source, type SourceRecord } from '../domain/source.ts';
import { type Instant, OPEN_END } from '../domain/time.ts';
import type { SourceKind, SourceReliability } from '../domain/vocabulary.ts';
import type { Db } from './database.ts';
import { newId } from './ids.ts';
import { jsonOf } from './json.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import { fold, likeWords } from './search.ts';
import { laterThan, type Stamp } from './stamp.ts';
import { sourceStands, standingParameters } from './standing.ts';
import { type SourceRevisionRow, sourceRevisionTable, sourceTable } from './tables.ts';

/** Alias and expression, of `source` joined with `revision`, one of its revisions. */
export const SOURCE_COLUMNS = [
  ['id', 'source.id'],
  ['slug', 'source.slug'],
  ['name', 'revision.name'],
  ['aliases', 'revision.aliases'],
  ['kind', 'revision.kind'],
  ['anonymous', 'revision.anonymous'],
  ['reliability', 'revision.reliability'],
  ['party', 'revision.party'],
  ['organ_of', 'revision.organ_of'],
  ['revision', 'revision.revision'],
  ['recorded_to', 'revision.recorded_to'],
] as const;

export interface SourceJoinRow {
  id: string;
  slug: string;
  name: string;
  aliases: string;
  kind: SourceKind;
  anonymous: boolean | number;
  reliability: SourceReliability;
  party: string | null;
  organ_of: string | null;
  revision: number;
  recorded_to: Instant;
}

/** recordedBy: as this record held it then. */
export const sourceRecordOf = (row: SourceJoinRow, recordedBy: Instant | null): SourceRecord => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  aliases: jsonOf(row.aliases),
  kind: row.kind,
  anonymous: Boolean(row.anonymous),
  reliability: row.reliability,
  ownParty: row.party,
  organOf: row.organ_of,
  revision: row.revision,
  latest: row.recorded_to === OPEN_END,
  recordedBy,
});

const SELECT = SOURCE_COLUMNS.map(([alias, expression]) => `${expression} AS ${alias}`).join(', ');
const STANDING = 'FROM source JOIN source_revision AS revision ON revision.source = source.slug';

/** The sources of these slugs as they stand; recordedBy: as this record held them then. */
export async function sourcesBySlug(
  db: Db,
  slugs: readonly string[],
  recordedBy: Instant | null = null,
): Promise<Map<string, Source>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.rows<SourceJoinRow>(
    `WITH RECURSIVE chain (slug) AS (
       SELECT source.slug FROM source WHERE source.slug IN (:...slugs)
       UNION
       SELECT above.organ_of FROM chain
       JOIN source_revision AS above ON above.source = chain.slug AND ${sourceStands('above', recordedBy)}
       WHERE above.organ_of IS NOT NULL
     )
     SELECT ${SELECT} ${STANDING}
     WHERE ${sourceStands('revision', recordedBy)} AND source.slug IN (SELECT slug FROM chain)`,
    { slugs, ...standingParameters(recordedBy) },
  );
  const linked = linkSources(rows.map((row) => sourceRecordOf(row, recordedBy)));
  return new Map(slugs.flatMap((slug) => (linked.has(slug) ? [[slug, linked.get(slug)!] as const] : [])));
}

export async function sourceSlugById(db: Db, id: string): Promise<string | null> {
  const rows = await db.rows<{ slug: string }>('SELECT source.slug FROM source WHERE source.id = :id', {
    id,
  });
  return rows[0]?.slug ?? null;
}

export interface SourceFilter {
  kinds?: readonly SourceKind[] | null | undefined;
  /** Those that speak for one of these, by themselves or up their chain. */
  parties?: readonly string[] | null | undefined;
  text?: string | null | undefined;
}

/** A page's rows are slugs: the sources themselves come with their chains by sourcesBySlug. */
export function sourceListing(filter: SourceFilter): Listing {
  const where = ['revision.recorded_to = :open'];
  const parameters: Record<string, unknown> = { open: OPEN_END };
  if (filter.kinds) {
    where.push(filter.kinds.length > 0 ? 'revision.kind IN (:...kinds)' : '1 = 0');
    parameters.kinds = filter.kinds;
  }
  if (filter.parties) {
    where.push(filter.parties.length > 0 ? SPEAKS_FOR : '1 = 0');
    parameters.parties = filter.parties;
  }
  if (typeof filter.text === 'string') {
    const words = likeWords('revision.search', filter.text);
    where.push(...(words.where.length > 0 ? words.where : ['1 = 0']));
    Object.assign(parameters, words.parameters);
  }
  return {
    columns: 'source.slug',
    from: STANDING,
    where,
    parameters,
    order: ['source.slug'],
    descending: false,
  };
}

/** The nearest party up the chain counts: a source with a party of its own stops the way down from another's. */
const SPEAKS_FOR = `source.slug IN (
  WITH RECURSIVE voice (slug) AS (
    SELECT own.source FROM source_revision AS own WHERE own.recorded_to = :open AND own.party IN (:...parties)
    UNION
    SELECT organ.source FROM voice
    JOIN source_revision AS organ ON organ.organ_of = voice.slug AND organ.recorded_to = :open
    WHERE organ.party IS NULL
  )
  SELECT slug FROM voice
)`;

export const pageSourceSlugs = (db: Db, listing: Listing, request: PageRequest): Promise<Page<string>> =>
  pageOf(db, listing, request, (row: { slug: string }) => ({ value: row.slug, position: [row.slug] }));

export async function insertSource(db: Db, source: RecordSource, stamp: Stamp): Promise<void> {
  await db.insert(sourceTable, [{ slug: source.slug, id: newId('source') }]);
  await db.insert(sourceRevisionTable, [revisionRow(source, 1, null, stamp)]);
}

/** Keeps every other reviser off the source until this transaction ends. */
export async function lockSource(db: Db, slug: string): Promise<void> {
  await db.rows(`SELECT source.slug FROM source WHERE source.slug = :slug ${db.dialect.forUpdate}`, { slug });
}

/** Ends the revision that stands, which is never rewritten, and begins the next. Under lockSource. */
export async function insertSourceRevision(
  db: Db,
  source: RecordSource,
  before: number,
  reason: string,
  by: string,
): Promise<void> {
  const rows = await db.rows<{ recorded_from: Instant }>(
    `SELECT revision.recorded_from FROM source_revision AS revision
     WHERE revision.source = :slug AND revision.revision = :before`,
    { slug: source.slug, before },
  );
  const stamp = { at: laterThan(rows[0]!.recorded_from), by };
  await db.rows('UPDATE source_revision SET recorded_to = :at WHERE source = :slug AND revision = :before', {
    at: stamp.at,
    slug: source.slug,
    before,
  });
  await db.insert(sourceRevisionTable, [revisionRow(source, before + 1, reason, stamp)]);
}

const revisionRow = (
  source: RecordSource,
  revision: number,
  reason: string | null,
  stamp: Stamp,
): SourceRevisionRow => ({
  source: source.slug,
  revision,
  recorded_from: stamp.at,
  recorded_to: OPEN_END,
  recorded_by: stamp.by,
  reason,
  name: source.name,
  kind: source.kind,
  anonymous: source.anonymous,
  aliases: JSON.stringify(source.aliases),
  search: fold([source.slug, source.name, ...source.aliases].join(' ')),
  party: source.party ?? null,
  organ_of: source.organOf ?? null,
  reliability: source.reliability,
});
