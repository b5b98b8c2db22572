import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** The tables as TypeORM writes to them. Their columns are made by the migrations; reading is plain SQL. */

const text: EntitySchemaColumnOptions = { type: 'text' };
const optionalText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
const integer: EntitySchemaColumnOptions = { type: 'integer' };
const optionalInteger: EntitySchemaColumnOptions = { type: 'integer', nullable: true };
const optionalDouble: EntitySchemaColumnOptions = { type: 'double precision', nullable: true };
const boolean: EntitySchemaColumnOptions = { type: 'boolean' };
const key = (column: EntitySchemaColumnOptions): EntitySchemaColumnOptions => ({ ...column, primary: true });

type Columns<Row> = { [Name in keyof Row]-?: EntitySchemaColumnOptions };

const table = <Row>(name: string, columns: Columns<Row>): EntitySchema<Row> =>
  new EntitySchema<Row>({
    name,
    tableName: name,
    columns: columns as Record<string, EntitySchemaColumnOptions> as never,
  });

/** Who recorded a row, and when. */
interface Recorded {
  recorded_at: string;
  recorded_by: string;
}
const recorded: Columns<Recorded> = { recorded_at: text, recorded_by: text };

/** One revision of something: [recorded_from, recorded_to). */
interface Revision {
  revision: number;
  recorded_from: string;
  recorded_to: string;
  recorded_by: string;
  reason: string | null;
}
const revision: Columns<Revision> = {
  revision: key(integer),
  recorded_from: text,
  recorded_to: text,
  recorded_by: text,
  reason: optionalText,
};

export interface PartyRow extends Recorded {
  slug: string;
  id: string;
  name: string;
  aliases: string;
}
export const partyTable = table<PartyRow>('party', {
  slug: key(text),
  id: text,
  name: text,
  aliases: text,
  ...recorded,
});

export interface SourceRow {
  slug: string;
  id: string;
}
export const sourceTable = table<SourceRow>('source', { slug: key(text), id: text });

export interface SourceRevisionRow extends Revision {
  source: string;
  name: string;
  kind: string;
  anonymous: boolean;
  aliases: string;
  search: string;
  party: string | null;
  organ_of: string | null;
  reliability: string;
}
export const sourceRevisionTable = table<SourceRevisionRow>('source_revision', {
  source: key(text),
  ...revision,
  name: text,
  kind: text,
  anonymous: boolean,
  aliases: text,
  search: text,
  party: optionalText,
  organ_of: optionalText,
  reliability: text,
});

export interface EventRow extends Recorded {
  slug: string;
  id: string;
  title: string;
  search: string;
  started_at: string;
  ended_at: string | null;
  precision: string;
  place_name: string | null;
  latitude: number | null;
  longitude: number | null;
  parent: string | null;
  last_recorded_at: string;
}
export const eventTable = table<EventRow>('event', {
  slug: key(text),
  id: text,
  title: text,
  search: text,
  started_at: text,
  ended_at: optionalText,
  precision: text,
  place_name: optionalText,
  latitude: optionalDouble,
  longitude: optionalDouble,
  parent: optionalText,
  last_recorded_at: text,
  ...recorded,
});

export interface EventSideRow {
  event: string;
  position: number;
  label: string | null;
}
export const eventSideTable = table<EventSideRow>('event_side', {
  event: key(text),
  position: key(integer),
  label: optionalText,
});

export interface EventSidePartyRow {
  event: string;
  side: number;
  position: number;
  party: string;
}
export const eventSidePartyTable = table<EventSidePartyRow>('event_side_party', {
  event: key(text),
  side: integer,
  position: integer,
  party: key(text),
});

export interface ReportRow extends Recorded {
  slug: string;
  id: string;
  title: string;
  publisher: string;
  body: string | null;
  sha256: string | null;
  published_at: string;
  published_precision: string;
  url: string | null;
  language: string;
  retrieved_at: string | null;
}
export const reportTable = table<ReportRow>('report', {
  slug: key(text),
  id: text,
  title: text,
  publisher: text,
  body: optionalText,
  sha256: optionalText,
  published_at: text,
  published_precision: text,
  url: optionalText,
  language: text,
  retrieved_at: optionalText,
  ...recorded,
});

export interface ClaimRow {
  id: string;
  event: string;
  ref: string | null;
  kind: string;
  recorded_at: string;
}
export const claimTable = table<ClaimRow>('claim', {
  id: key(text),
  event: text,
  ref: optionalText,
  kind: text,
  recorded_at: text,
});

export interface ClaimRevisionRow extends Revision {
  claim: string;
  status: string;
  event: string;
  question: string;
  report: string;
  quote: string | null;
  quote_start: number | null;
  quote_end: number | null;
  paraphrase: string | null;
  source: string;
  follows: string | null;
  form: string;
  cue: string | null;
  mode: string;
  stance: string;
  asserted_at: string;
  asserted_until: string;
  retracted_at: string | null;
  note: string | null;
  outcome: string | null;
  scope: string | null;
  victim_status: string | null;
  demographic: string | null;
  unit: string | null;
  description: string | null;
  figure_min: number | null;
  figure_max: number | null;
  figure_best: number | null;
  qualifier: string | null;
  wording: string | null;
  rule: string | null;
  extent: string | null;
  covers_from: string | null;
  covers_to: string | null;
  part_of: string | null;
  /** The proposition of a statement, the act of a claim of responsibility. */
  proposition: string | null;
}
export const claimRevisionTable = table<ClaimRevisionRow>('claim_revision', {
  claim: key(text),
  ...revision,
  status: text,
  event: text,
  question: text,
  report: text,
  quote: optionalText,
  quote_start: optionalInteger,
  quote_end: optionalInteger,
  paraphrase: optionalText,
  source: text,
  follows: optionalText,
  form: text,
  cue: optionalText,
  mode: text,
  stance: text,
  asserted_at: text,
  asserted_until: text,
  retracted_at: optionalText,
  note: optionalText,
  outcome: optionalText,
  scope: optionalText,
  victim_status: optionalText,
  demographic: optionalText,
  unit: optionalText,
  description: optionalText,
  figure_min: optionalInteger,
  figure_max: optionalInteger,
  figure_best: optionalInteger,
  qualifier: optionalText,
  wording: optionalText,
  rule: optionalText,
  extent: optionalText,
  covers_from: optionalText,
  covers_to: optionalText,
  part_of: optionalText,
  proposition: optionalText,
});

/** What a party is to a claim. */
export type PartyRole = 'VICTIM' | 'PERPETRATOR' | 'BLAMED';

export interface ClaimPartyRow {
  claim: string;
  revision: number;
  role: PartyRole;
  party: string;
}
export const claimPartyTable = table<ClaimPartyRow>('claim_party', {
  claim: key(text),
  revision: key(integer),
  role: key(text),
  party: key(text),
});

export interface ClaimRelayRow {
  claim: string;
  revision: number;
  position: number;
  source: string;
}
export const claimRelayTable = table<ClaimRelayRow>('claim_relay', {
  claim: key(text),
  revision: key(integer),
  position: key(integer),
  source: text,
});

/** contradicted: whether two answers cannot both be true, of published claims, reading CUMULATIVE. */
export interface QuestionRow {
  key: string;
  event: string;
  contradicted: boolean;
}
export const questionTable = table<QuestionRow>('question', {
  key: key(text),
  event: text,
  contradicted: boolean,
});

export interface AssessmentRow {
  id: string;
  claim: string;
  credibility: string;
  note: string;
  assessed_by: string;
  assessed_at: string;
}
export const assessmentTable = table<AssessmentRow>('assessment', {
  id: key(text),
  claim: text,
  credibility: text,
  note: text,
  assessed_by: text,
  assessed_at: text,
});

/** The first answer under each idempotency key: digest of its input, id of what it recorded. */
export interface IdempotencyRow {
  holder: string;
  key: string;
  digest: string;
  subject: string;
  recorded_at: string;
}
export const idempotencyTable = table<IdempotencyRow>('idempotency', {
  holder: key(text),
  key: key(text),
  digest: text,
  subject: text,
  recorded_at: text,
});

/** The words by which a claim's latest revision is found. */
export interface ClaimTextRow {
  claim: string;
  body: string;
}
export const claimTextTable = table<ClaimTextRow>('claim_text', { claim: key(text), body: text });

/** One link of an event's chain; chain '' for records of no event. */
export interface JournalRow {
  chain: string;
  sequence: number;
  at: string;
  actor: string;
  operation: string;
  subject: string;
  digest: string;
  previous: string;
  hash: string;
}
export const journalTable = table<JournalRow>('journal', {
  chain: key(text),
  sequence: key(integer),
  at: text,
  actor: text,
  operation: text,
  subject: text,
  digest: text,
  previous: text,
  hash: text,
});

/** The last entry of each chain; whoever appends locks it. */
export interface JournalHeadRow {
  chain: string;
  sequence: number;
  hash: string;
}
export const journalHeadTable = table<JournalHeadRow>('journal_head', {
  chain: key(text),
  sequence: integer,
  hash: text,
});

/** digest: the SHA-256 of the whole key. events: slugs as JSON, null: all. */
export interface AccessKeyRow {
  id: string;
  prefix: string;
  digest: string;
  name: string;
  role: string;
  events: string | null;
  created_at: string;
  created_by: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}
export const accessKeyTable = table<AccessKeyRow>('access_key', {
  id: key(text),
  prefix: text,
  digest: text,
  name: text,
  role: text,
  events: optionalText,
  created_at: text,
  created_by: text,
  expires_at: optionalText,
  revoked_at: optionalText,
  last_used_at: optionalText,
});

export const TABLES = [
  partyTable,
  sourceTable,
  sourceRevisionTable,
  eventTable,
  eventSideTable,
  eventSidePartyTable,
  reportTable,
  claimTable,
  claimRevisionTable,
  claimPartyTable,
  claimRelayTable,
  questionTable,
  assessmentTable,
  idempotencyTable,
  claimTextTable,
  journalTable,
  journalHeadTable,
  accessKeyTable,
];
