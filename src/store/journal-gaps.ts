import { OPEN_END } from '../domain/time.ts';
import type { Db } from './database.ts';

/** Something of the record that no entry shows to be wrong. */
export interface JournalGap {
  readonly chain: string;
  readonly subject: string;
  readonly reason: string;
}

const UNKNOWN = 'no entry tells of it: it was put in, or recorded before there was a journal';
const PERIOD = 'it stands until another time than its next revision says: recorded_to was changed';

const withoutEntry = (chain: string, subject: string, from: string): string =>
  `SELECT ${chain} AS chain, ${subject} AS subject ${from}
   WHERE NOT EXISTS (SELECT 1 FROM journal WHERE journal.subject = ${subject})`;

const SELECTS: readonly (readonly [select: string, reason: string])[] = [
  [withoutEntry("''", 'party.id', 'FROM party'), UNKNOWN],
  [withoutEntry("''", "source.id || '~1'", 'FROM source'), UNKNOWN],
  [
    withoutEntry(
      "''",
      "source.id || '~' || revision.revision",
      'FROM source_revision AS revision JOIN source ON source.slug = revision.source',
    ),
    UNKNOWN,
  ],
  [withoutEntry("''", 'report.id', 'FROM report'), UNKNOWN],
  [withoutEntry('event.slug', 'event.id', 'FROM event'), UNKNOWN],
  [withoutEntry('claim.event', "claim.id || '~1'", 'FROM claim'), UNKNOWN],
  [
    withoutEntry(
      'revision.event',
      "revision.claim || '~' || revision.revision",
      'FROM claim_revision AS revision',
    ),
    UNKNOWN,
  ],
  [
    withoutEntry('claim.event', 'assessment.id', 'FROM assessment JOIN claim ON claim.id = assessment.claim'),
    UNKNOWN,
  ],
  [
    `SELECT revision.event AS chain, revision.claim || '~' || revision.revision AS subject
     FROM claim_revision AS revision
     LEFT JOIN claim_revision AS next ON next.claim = revision.claim AND next.revision = revision.revision + 1
     WHERE revision.recorded_to <> COALESCE(next.recorded_from, :open)`,
    PERIOD,
  ],
  [
    `SELECT '' AS chain, source.id || '~' || revision.revision AS subject
     FROM source_revision AS revision JOIN source ON source.slug = revision.source
     LEFT JOIN source_revision AS next ON next.source = revision.source AND next.revision = revision.revision + 1
     WHERE revision.recorded_to <> COALESCE(next.recorded_from, :open)`,
    PERIOD,
  ],
  [
    `SELECT event.slug AS chain, event.id AS subject FROM event
     WHERE event.last_recorded_at > (SELECT MAX(journal.at) FROM journal WHERE journal.chain = event.slug)
       OR event.last_recorded_at < (SELECT MAX(journal.at) FROM journal
         WHERE journal.chain = event.slug AND journal.operation <> 'ASSESSED')`,
    'it was last written to at another time than its chain says: last_recorded_at was changed',
  ],
  [
    `SELECT head.chain, 'entry ' || head.sequence AS subject FROM journal_head AS head
     WHERE NOT EXISTS (SELECT 1 FROM journal WHERE journal.chain = head.chain)`,
    'the chain has no entries: they were removed',
  ],
];

/** The first of the record's rows that is at odds with the journal; null where all fit. */
export async function firstGap(db: Db): Promise<JournalGap | null> {
  for (const [select, reason] of SELECTS) {
    const rows = await db.rows<Omit<JournalGap, 'reason'>>(`${select} ORDER BY 1, 2 LIMIT 1`, {
      ...(select.includes(':open') && { open: OPEN_END }),
    });
    if (rows[0]) return { ...rows[0], reason };
  }
  return null;
}
