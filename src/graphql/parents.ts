import type { SourceAnswers } from '../domain/answers.ts';
import type { AsOf } from '../domain/as-of.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { Corroboration as CampCorroboration } from '../domain/camps.ts';
import type { Claim, Attribution as ClaimAttribution } from '../domain/claim.ts';
import type { Comparison, ComparisonRow as Row } from '../domain/comparison.ts';
import type { Event } from '../domain/event.ts';
import type { Exclusion as DomainExclusion } from '../domain/exclusion.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Party } from '../domain/party.ts';
import type { Reconciliation as Held } from '../domain/reconciliation.ts';
import type { Report } from '../domain/report.ts';
import type { Source } from '../domain/source.ts';
import type { Tally as DomainTally } from '../domain/tally.ts';
import type { SharedRow } from '../use-cases/compare-sources.ts';
import type { Connection, PageItem } from '../use-cases/connection.ts';

/** What resolvers are handed where a domain value alone does not do. */

/** With the moment from which the claim is looked at. */
export type Attribution = ClaimAttribution & { readonly asOf: AsOf };

/** With the moment from which the camp is looked at. */
export type Corroboration = CampCorroboration & { readonly asOf: AsOf };

export interface ComparisonRow {
  readonly comparison: Comparison;
  readonly row: Row;
}

export interface ComparisonCell {
  readonly comparison: Pick<Comparison, 'sources'>;
  readonly row: Row;
  readonly source: string;
  readonly said: SourceAnswers;
}

export interface Reconciliation {
  readonly comparison: Comparison;
  readonly held: Held;
}

export interface Tally {
  readonly comparison: Comparison;
  readonly tally: DomainTally;
}

export interface Exclusion {
  readonly comparison: Comparison;
  readonly exclusion: DomainExclusion;
}

/** The slug or id of what a mutation recorded, or had recorded under the same idempotency key. */
export interface Recorded {
  readonly subject: string;
}

export interface Edge<T> {
  readonly order: string;
  readonly item: PageItem<T>;
}

export type SourceConnection = Connection<Source>;
export type SourceEdge = Edge<Source>;
export type PartyConnection = Connection<Party>;
export type PartyEdge = Edge<Party>;
export type EventConnection = Connection<Event>;
export type EventEdge = Edge<Event>;
export type ReportConnection = Connection<Report>;
export type ReportEdge = Edge<Report>;
export type ClaimConnection = Connection<Claim>;
export type ClaimEdge = Edge<Claim>;
export type AssessmentConnection = Connection<Assessment>;
export type AssessmentEdge = Edge<Assessment>;
export type SharedQuestionConnection = Connection<SharedRow>;
export type SharedQuestionEdge = Edge<SharedRow>;
export type JournalEntryConnection = Connection<JournalEntry>;
export type JournalEntryEdge = Edge<JournalEntry>;
