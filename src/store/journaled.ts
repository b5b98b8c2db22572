import type { EntitySchema } from 'typeorm';
import type { JournalOperation, JournalRecord } from '../domain/journal.ts';
import type { Dialect } from './dialect.ts';
import type { NodeKind } from './ids.ts';
import {
  assessmentTable,
  claimRevisionTable,
  claimTable,
  eventTable,
  partyTable,
  reportTable,
  sourceRevisionTable,
  sourceTable,
} from './tables.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** One record's rows by table, and the lists of what belongs to it. */
export type Content = Readonly<Record<string, Fields>> & {
  readonly lists: Readonly<Record<string, string[]>>;
};

/** How the journal reads records of one kind. Its tables are named in `from` as in `tables`. */
export interface Journaled {
  readonly tables: Readonly<Record<string, EntitySchema<never>>>;
  readonly from: string;
  /** The global id. */
  readonly id: string;
  /** The number of the revision, where the record has any. */
  readonly revision: string | null;
  /** What the record was written under: a slug, or the id. */
  readonly key: string;
  readonly lists?: (dialect: Dialect) => Record<string, string>;
  /** Selected beside the content, for `tell`. */
  readonly beside?: string;
  readonly tell: (content: Content, beside: string | null) => Told;
}

type Told = Pick<JournalRecord, 'chain' | 'at' | 'actor' | 'operation'>;

const recorded = (row: Fields, chain: string): Told => ({
  chain,
  at: row.recorded_at as string,
  actor: row.recorded_by as string,
  operation: 'RECORDED',
});

const revised = (row: Fields, chain: string, operation: JournalOperation): Told => ({
  chain,
  at: row.recorded_from as string,
  actor: row.recorded_by as string,
  operation: row.revision === 1 ? 'RECORDED' : operation,
});

/** Every kind of record that the journal tells of. */
export const JOURNALED: Record<NodeKind, Journaled> = {
  party: {
    tables: { party: partyTable as never },
    from: 'FROM party',
    id: 'party.id',
    revision: null,
    key: 'party.slug',
    tell: ({ party }) => recorded(party!, ''),
  },
  source: {
    tables: { source: sourceTable as never, revision: sourceRevisionTable as never },
    from: 'FROM source JOIN source_revision AS revision ON revision.source = source.slug',
    id: 'source.id',
    revision: 'revision.revision',
    key: 'source.slug',
    tell: ({ revision }) => revised(revision!, '', 'REVISED'),
  },
  report: {
    tables: { report: reportTable as never },
    from: 'FROM report',
    id: 'report.id',
    revision: null,
    key: 'report.slug',
    tell: ({ report }) => recorded(report!, ''),
  },
  event: {
    tables: { event: eventTable as never },
    from: 'FROM event',
    id: 'event.id',
    revision: null,
    key: 'event.slug',
    lists: (dialect) => ({
      sides: dialect.objects(
        [
          ['position', 'side.position'],
          ['label', 'side.label'],
        ],
        'FROM event_side AS side WHERE side.event = event.slug',
      ),
      members: dialect.objects(
        [
          ['side', 'member.side'],
          ['position', 'member.position'],
          ['party', 'member.party'],
        ],
        'FROM event_side_party AS member WHERE member.event = event.slug',
      ),
    }),
    tell: ({ event }) => recorded(event!, event!.slug as string),
  },
  claim: {
    tables: { claim: claimTable as never, revision: claimRevisionTable as never },
    from: 'FROM claim JOIN claim_revision AS revision ON revision.claim = claim.id',
    id: 'claim.id',
    revision: 'revision.revision',
    key: 'claim.id',
    lists: (dialect) => ({
      parties: dialect.objects(
        [
          ['role', 'member.role'],
          ['party', 'member.party'],
        ],
        `FROM claim_party AS member
         WHERE member.claim = revision.claim AND member.revision = revision.revision`,
      ),
      relays: dialect.objects(
        [
          ['position', 'relay.position'],
          ['source', 'relay.source'],
        ],
        `FROM claim_relay AS relay WHERE relay.claim = revision.claim AND relay.revision = revision.revision`,
      ),
    }),
    beside: `(SELECT earlier.status FROM claim_revision AS earlier
      WHERE earlier.claim = revision.claim AND earlier.revision = revision.revision - 1)`,
    tell: ({ claim, revision }, statusBefore) =>
      revised(revision!, claim!.event as string, decisionOf(revision!.status as string, statusBefore)),
  },
  assessment: {
    tables: { assessment: assessmentTable as never },
    from: 'FROM assessment',
    id: 'assessment.id',
    revision: null,
    key: 'assessment.id',
    beside: '(SELECT claim.event FROM claim WHERE claim.id = assessment.claim)',
    tell: ({ assessment }, event) => ({
      chain: event ?? '',
      at: assessment!.assessed_at as string,
      actor: assessment!.assessed_by as string,
      operation: 'ASSESSED',
    }),
  },
};

const decisionOf = (status: string, before: string | null): JournalOperation =>
  status === before || status === 'DRAFT' ? 'REVISED' : (status as JournalOperation);
