import type { EventRecord } from '../domain/comparison.ts';
import { linkSources } from '../domain/source.ts';
import type { Instant } from '../domain/time.ts';
import { CLAIM_FROM, type ClaimJoinRow, claimColumns, claimOf } from './claims.ts';
import type { Db } from './database.ts';
import { eventColumns, eventOf } from './events.ts';
import { jsonOf } from './json.ts';
import { SOURCE_COLUMNS, type SourceJoinRow, sourceRecordOf } from './sources.ts';
import { sourceStands, standingParameters, stands } from './standing.ts';

/**
 * Everything that a comparison of the event needs, in one statement, so that it is of one
 * moment. includeParts: with the claims of all its descendants. recordedBy: as this record held it then, null: as it
 * stands. null where there is no such event.
 */
export async function eventRecord(
  db: Db,
  event: string,
  includeParts: boolean,
  recordedBy: Instant | null = null,
): Promise<EventRecord | null> {
  const { dialect } = db;
  const standing = stands('revision', recordedBy);
  const rows = await db.rows<{ event: unknown; claims: unknown; sources: unknown }>(
    `WITH RECURSIVE scope (slug) AS (
       SELECT event.slug FROM event WHERE event.slug = :event
       ${includeParts ? 'UNION SELECT part.slug FROM scope JOIN event AS part ON part.parent = scope.slug' : ''}
     ),
     speaker (slug) AS (
       SELECT revision.source FROM claim_revision AS revision
         WHERE revision.event IN (SELECT slug FROM scope) AND ${standing}
       UNION
       SELECT revision.follows FROM claim_revision AS revision
         WHERE revision.event IN (SELECT slug FROM scope) AND ${standing} AND revision.follows IS NOT NULL
     ),
     chain (slug) AS (
       SELECT slug FROM speaker
       UNION
       SELECT above.organ_of FROM chain
         JOIN source_revision AS above ON above.source = chain.slug AND ${sourceStands('above', recordedBy)}
         WHERE above.organ_of IS NOT NULL
     )
     SELECT
       ${dialect.objects(eventColumns(dialect), 'FROM event WHERE event.slug = :event')} AS event,
       ${dialect.objects(claimColumns(dialect), `${CLAIM_FROM} WHERE revision.event IN (SELECT slug FROM scope) AND ${standing}`)} AS claims,
       ${dialect.objects(SOURCE_COLUMNS, `FROM source JOIN source_revision AS revision ON revision.source = source.slug WHERE ${sourceStands('revision', recordedBy)} AND source.slug IN (SELECT slug FROM chain)`)} AS sources`,
    { event, ...standingParameters(recordedBy) },
  );
  const row = rows[0]!;
  const [found] = jsonOf<Parameters<typeof eventOf>[0][]>(row.event);
  if (!found) return null;
  return {
    event: eventOf(found),
    claims: jsonOf<ClaimJoinRow[]>(row.claims).map((row) => claimOf(row, { assertedBy: null, recordedBy })),
    sources: linkSources(jsonOf<SourceJoinRow[]>(row.sources).map((row) => sourceRecordOf(row, recordedBy))),
  };
}
