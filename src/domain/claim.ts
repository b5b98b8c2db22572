import type { AsOf } from './as-of.ts';
import type { Figure } from './figure.ts';
import type { Instant } from './time.ts';
import type {
  AttributionForm,
  ClaimStatus,
  CountUnit,
  Demographic,
  Extent,
  Outcome,
  QuotationMode,
  Stance,
  VictimScope,
  VictimStatus,
} from './vocabulary.ts';

/** Who says it and how it reached the report. Sources are slugs. */
export interface Attribution {
  readonly source: string;
  /** From the asserter outwards; the publisher is not repeated. */
  readonly relayedBy: readonly string[];
  readonly follows: string | null;
  readonly form: AttributionForm;
  readonly cue: string | null;
  readonly mode: QuotationMode;
}

/** The words of the report. start and end: Unicode code points of its text, end exclusive. */
export interface Citation {
  readonly report: string;
  readonly exact: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly paraphrase: string | null;
}

/** Who was harmed. parties: sorted slugs, empty unless scope is PARTIES. */
export interface VictimGroup {
  readonly scope: VictimScope;
  readonly parties: readonly string[];
  readonly status: VictimStatus;
  readonly demographic: Demographic;
  readonly unit: CountUnit;
  readonly description: string | null;
}

/** What every kind of claim has. */
export interface ClaimCore {
  /** Of the claim, whatever its revision. */
  readonly claimId: string;
  readonly ref: string | null;
  readonly event: string;
  readonly attribution: Attribution;
  readonly citation: Citation;
  /** When its report was published: what orders claims that were asserted at once. */
  readonly publishedAt: Instant;
  /** Claims of an event with the same key answer the same question; see question.ts. */
  readonly questionKey: string;
  readonly stance: Stance;
  readonly status: ClaimStatus;
  readonly assertedAt: Instant;
  readonly assertedUntil: Instant;
  readonly retractedAt: Instant | null;
  /** When this record first held it. */
  readonly recordedAt: Instant;
  readonly note: string | null;
  readonly revision: number;
  /** When this record first held this revision. */
  readonly revisedAt: Instant;
  /** Whether this is the revision that stands. */
  readonly latest: boolean;
  /** From when it is looked at: what else it shows is of that moment. */
  readonly asOf: AsOf;
}

export interface FigureClaim extends ClaimCore {
  readonly kind: 'FIGURE';
  readonly outcome: Outcome;
  readonly victims: VictimGroup;
  readonly figure: Figure;
  readonly extent: Extent;
  readonly coversFrom: Instant | null;
  readonly coversTo: Instant | null;
  readonly perpetrators: readonly string[];
  /** The claimId of the whole. */
  readonly partOf: string | null;
}

export interface StatementClaim extends ClaimCore {
  readonly kind: 'STATEMENT';
  readonly proposition: string;
}

export interface ResponsibilityClaim extends ClaimCore {
  readonly kind: 'RESPONSIBILITY';
  readonly act: string;
  /** Sorted slugs; empty: the source cannot or will not say. */
  readonly blamed: readonly string[];
}

/** One assertion by one source in one report about one event, in one revision of this record. */
export type Claim = FigureClaim | StatementClaim | ResponsibilityClaim;

export const isFigureClaim = (claim: Claim): claim is FigureClaim => claim.kind === 'FIGURE';

/** The id of the revision in view: the latest has the claim's own. */
export const revisionId = (claim: Pick<ClaimCore, 'claimId' | 'revision' | 'latest'>): string =>
  claim.latest ? claim.claimId : `${claim.claimId}~${claim.revision}`;
