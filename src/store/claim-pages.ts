import type { Claim } from '../domain/claim.ts';
import { type Instant, OPEN_END } from '../domain/time.ts';
import type { ClaimStatus, Outcome, SourceKind, Stance, VictimStatus } from '../domain/vocabulary.ts';
import { CLAIM_FROM, type ClaimJoinRow, claimOf, claimSelect } from './claims.ts';
import type { Db } from './database.ts';
import type { Dialect } from './dialect.ts';
import { type Listing, type Page, type PageRequest, pageOf } from './page.ts';
import { searchWords } from './search.ts';

type Maybe<T> = T | null | undefined;

/** Which claims, by their latest revision. Left out: all. From is inclusive, to exclusive. */
export interface ClaimFilter {
  events?: Maybe<readonly string[]>;
  sources?: Maybe<readonly string[]>;
  sourceKinds?: Maybe<readonly SourceKind[]>;
  outcomes?: Maybe<readonly Outcome[]>;
  parties?: Maybe<readonly string[]>;
  victimStatuses?: Maybe<readonly VictimStatus[]>;
  stances?: Maybe<readonly Stance[]>;
  /** The report's global id. */
  report?: Maybe<string>;
  /** The question's key. */
  question?: Maybe<string>;
  statuses: readonly ClaimStatus[];
  assertedFrom?: Maybe<Instant>;
  assertedTo?: Maybe<Instant>;
  recordedFrom?: Maybe<Instant>;
  recordedTo?: Maybe<Instant>;
  changedFrom?: Maybe<Instant>;
  changedTo?: Maybe<Instant>;
  figureAtLeast?: Maybe<number>;
  figureAtMost?: Maybe<number>;
  text?: Maybe<string>;
  /** Slugs of the only events whose drafts and rejected claims are shown; left out or null: any event's are. */
  hiddenBeyond?: Maybe<readonly string[]>;
  /** Slugs of what the list is of, whatever else is asked. */
  ofEvent?: string;
  ofSource?: string;
  ofReport?: string;
}

export type ClaimOrderField = 'assertedAt' | 'recordedAt' | 'revisedAt';

export interface ClaimOrder {
  readonly field: ClaimOrderField;
  readonly descending: boolean;
}

const ORDER: Record<ClaimOrderField, string> = {
  assertedAt: 'revision.asserted_at',
  recordedAt: 'claim.recorded_at',
  revisedAt: 'revision.recorded_from',
};

const CONDITIONS: Record<Exclude<keyof ClaimFilter, 'text'>, string> = {
  events: 'revision.event IN (:...events)',
  sources: 'revision.source IN (:...sources)',
  sourceKinds: `revision.source IN (SELECT kind.source FROM source_revision AS kind
    WHERE kind.recorded_to = :open AND kind.kind IN (:...sourceKinds))`,
  outcomes: 'revision.outcome IN (:...outcomes)',
  parties: `EXISTS (SELECT 1 FROM claim_party AS member WHERE member.claim = revision.claim
    AND member.revision = revision.revision AND member.role IN ('VICTIM', 'BLAMED') AND member.party IN (:...parties))`,
  victimStatuses: 'revision.victim_status IN (:...victimStatuses)',
  stances: 'revision.stance IN (:...stances)',
  report: 'report.id = :report',
  question: 'revision.question = :question',
  statuses: 'revision.status IN (:...statuses)',
  assertedFrom: 'revision.asserted_at >= :assertedFrom',
  assertedTo: 'revision.asserted_at < :assertedTo',
  recordedFrom: 'claim.recorded_at >= :recordedFrom',
  recordedTo: 'claim.recorded_at < :recordedTo',
  changedFrom: 'revision.recorded_from >= :changedFrom',
  changedTo: 'revision.recorded_from < :changedTo',
  figureAtLeast:
    'revision.figure_min IS NOT NULL AND (revision.figure_max IS NULL OR revision.figure_max >= :figureAtLeast)',
  figureAtMost: 'revision.figure_min <= :figureAtMost',
  hiddenBeyond: "(revision.status IN ('PUBLISHED', 'RETRACTED') OR revision.event IN (:...hiddenBeyond))",
  ofEvent: 'revision.event = :ofEvent',
  ofSource: 'revision.source = :ofSource',
  ofReport: 'revision.report = :ofReport',
};

/** Conditions that nearly every claim meets. */
const WIDE: ReadonlySet<string> = new Set(['statuses', 'hiddenBeyond']);
/** Conditions by which a list in the order of assertedAt is found in an index. */
const INDEXED: ReadonlySet<string> = new Set([...WIDE, 'question', 'ofEvent', 'ofSource', 'ofReport']);

/** Conditions of other tables than `revision`. */
const JOINED: ReadonlySet<string> = new Set(['report', 'recordedFrom', 'recordedTo']);

/** From the first recorded on: SQLite would rather find all revisions that stand, and sort them. */
const inRecordedOrder = ({ joinInOrder }: Dialect): string =>
  `FROM claim ${joinInOrder} claim_revision AS revision ON revision.claim = claim.id
   JOIN report ON report.slug = revision.report`;

export function claimListing(dialect: Dialect, filter: ClaimFilter, order: ClaimOrder): Listing {
  const where = ['revision.recorded_to = :open'];
  const parameters: Record<string, unknown> = { open: OPEN_END };
  const given = Object.keys(filter).filter((name) => filter[name as keyof ClaimFilter] != null);
  const narrow = given.some((name) => !WIDE.has(name));
  const byRecording = order.field === 'recordedAt' && !narrow;
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = filter[name as keyof ClaimFilter];
    if (value === null || value === undefined) continue;
    where.push(Array.isArray(value) && value.length === 0 ? '1 = 0' : condition);
    parameters[name] = value;
  }
  if (typeof filter.text === 'string') {
    const words = searchWords(filter.text);
    where.push(words.length > 0 ? dialect.holdsWords('revision.claim') : '1 = 0');
    parameters.words = dialect.words(words);
  }
  return {
    columns: claimSelect(dialect),
    from: byRecording ? inRecordedOrder(dialect) : CLAIM_FROM,
    countFrom: given.some((name) => JOINED.has(name)) ? CLAIM_FROM : 'FROM claim_revision AS revision',
    where,
    parameters,
    order: [ORDER[order.field], byRecording ? 'claim.id' : 'revision.claim'],
    long:
      given.some((name) => !INDEXED.has(name)) ||
      (narrow && order.field !== 'assertedAt') ||
      !filter.statuses.includes('PUBLISHED'),
    descending: order.descending,
  };
}

export const pageClaims = (
  db: Db,
  listing: Listing,
  order: ClaimOrder,
  request: PageRequest,
): Promise<Page<Claim>> =>
  pageOf(db, listing, request, (row: ClaimJoinRow) => {
    const claim = claimOf(row);
    return { value: claim, position: [claim[order.field], claim.claimId] };
  });
