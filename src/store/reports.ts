import type { RecordReport } from '../domain/input.ts';
import type { Report } from '../domain/report.ts';
import { OPEN_END } from '../domain/time.ts';
import type { TimePrecision } from '../domain/vocabulary.ts';
import type { Db } from './database.ts';
import { newId, sha256 } from './ids.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import type { Stamp } from './stamp.ts';
import { type ReportRow, reportTable } from './tables.ts';

const COLUMNS = 'report.*';

const reportOf = (row: ReportRow): Report => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  publisher: row.publisher,
  text: row.body,
  sha256: row.sha256,
  publishedAt: row.published_at,
  publishedPrecision: row.published_precision as TimePrecision,
  url: row.url,
  language: row.language,
  retrievedAt: row.retrieved_at,
});

export async function reportsBySlug(db: Db, slugs: readonly string[]): Promise<Map<string, Report>> {
  if (slugs.length === 0) return new Map();
  const rows = await db.rows<ReportRow>(`SELECT ${COLUMNS} FROM report WHERE report.slug IN (:...slugs)`, {
    slugs,
  });
  return new Map(rows.map((row) => [row.slug, reportOf(row)]));
}

export async function reportById(db: Db, id: string): Promise<Report | null> {
  const rows = await db.rows<ReportRow>(`SELECT ${COLUMNS} FROM report WHERE report.id = :id`, { id });
  return rows[0] ? reportOf(rows[0]) : null;
}

/** The reports with a published claim about the event. */
export const reportsOfEvent = (event: string): Listing => ({
  columns: COLUMNS,
  from: 'FROM report',
  where: [
    `report.slug IN (SELECT revision.report FROM claim_revision AS revision
      WHERE revision.event = :event AND revision.recorded_to = :open AND revision.status = 'PUBLISHED')`,
  ],
  parameters: { event, open: OPEN_END },
  order: ['report.published_at', 'report.slug'],
  descending: false,
});

export const pageReports = (db: Db, listing: Listing, request: PageRequest): Promise<Page<Report>> =>
  pageOf(db, listing, request, (row: ReportRow) => ({
    value: reportOf(row),
    position: [row.published_at, row.slug],
  }));

export const insertReport = (db: Db, report: RecordReport, stamp: Stamp): Promise<void> => {
  const body = report.text ?? null;
  return db.insert(reportTable, [
    {
      slug: report.slug,
      id: newId('report'),
      title: report.title,
      publisher: report.publisher,
      body,
      sha256: body === null ? null : sha256(body),
      published_at: report.publishedAt,
      published_precision: report.publishedPrecision,
      url: report.url ?? null,
      language: report.language,
      retrieved_at: report.retrievedAt ?? null,
      recorded_at: stamp.at,
      recorded_by: stamp.by,
    },
  ]);
};
