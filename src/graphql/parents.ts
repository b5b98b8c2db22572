import type { SourceAnswers } from '../domain/answers.ts';
import type { Assessment } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { Comparison, ComparisonRow as Row } from '../domain/comparison.ts';
import type { Event } from '../domain/event.ts';
import type { Party } from '../domain/party.ts';
import type { Report } from '../domain/report.ts';
import type { Source } from '../domain/source.ts';
import type { Connection, PageItem } from '../use-cases/connection.ts';

/** What resolvers are handed where a domain value alone does not do. */

export interface ComparisonRow {
  readonly comparison: Comparison;
  readonly row: Row;
}

export interface ComparisonCell {
  readonly row: Row;
  readonly source: string;
  readonly said: SourceAnswers;
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
