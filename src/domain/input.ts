import type { Instant } from './time.ts';
import type {
  AttributionForm,
  ClaimStatus,
  CountUnit,
  Demographic,
  Extent,
  FigureQualifier,
  InformationCredibility,
  Outcome,
  QuotationMode,
  Role,
  SourceKind,
  SourceReliability,
  Stance,
  TimePrecision,
  VictimScope,
  VictimStatus,
} from './vocabulary.ts';

/**
 * What a recorder hands in: the shape of the API's Record… inputs, which a sheet's entries take too.
 * References are slugs. Left out and null say the same: not given.
 */
type Maybe<T> = T | null | undefined;

export interface RecordParty {
  slug: string;
  name: string;
  aliases: readonly string[];
}

export interface RecordSource {
  slug: string;
  name: string;
  kind: SourceKind;
  anonymous: boolean;
  aliases: readonly string[];
  party?: Maybe<string>;
  organOf?: Maybe<string>;
  reliability: SourceReliability;
}

export interface RecordEvent {
  slug: string;
  title: string;
  startedAt: Instant;
  endedAt?: Maybe<Instant>;
  precision: TimePrecision;
  place?: Maybe<{ name: string; latitude?: Maybe<number>; longitude?: Maybe<number> }>;
  sides: readonly { label?: Maybe<string>; parties: readonly string[] }[];
  parent?: Maybe<string>;
}

export interface RecordReport {
  slug: string;
  title: string;
  publisher: string;
  text?: Maybe<string>;
  publishedAt: Instant;
  publishedPrecision: TimePrecision;
  url?: Maybe<string>;
  language: string;
  retrievedAt?: Maybe<Instant>;
}

export interface CitationInput {
  report: string;
  exact?: Maybe<string>;
  start?: Maybe<number>;
  paraphrase?: Maybe<string>;
}

export interface AttributionInput {
  source: string;
  relayedBy: readonly string[];
  follows?: Maybe<string>;
  form: AttributionForm;
  cue?: Maybe<string>;
  mode: QuotationMode;
}

export interface VictimGroupInput {
  scope?: Maybe<VictimScope>;
  parties: readonly string[];
  status: VictimStatus;
  demographic: Demographic;
  unit: CountUnit;
  description?: Maybe<string>;
}

export interface BoundsInput {
  min: number;
  max?: Maybe<number>;
  best?: Maybe<number>;
  qualifier?: Maybe<FigureQualifier>;
  wording?: Maybe<string>;
}

/** One of the two. */
export interface FigureInput {
  words?: Maybe<string>;
  bounds?: Maybe<BoundsInput>;
}

interface RecordClaimBase {
  event: string;
  ref?: Maybe<string>;
  citation: CitationInput;
  attribution: AttributionInput;
  stance: Stance;
  note?: Maybe<string>;
  assertedAt: Instant;
  assertedPrecision: TimePrecision;
  /** Where given, stands instead of the precision. */
  assertedUntil?: Maybe<Instant>;
  status?: Maybe<ClaimStatus>;
}

export interface RecordFigureClaim extends RecordClaimBase {
  outcome: Outcome;
  victims: VictimGroupInput;
  figure: FigureInput;
  extent: Extent;
  /** The id of the claim that this is a part of. */
  partOf?: Maybe<string>;
  coversFrom?: Maybe<Instant>;
  coversTo?: Maybe<Instant>;
  perpetrators: readonly string[];
}

/** proposition or question, one of them. */
export interface RecordStatementClaim extends RecordClaimBase {
  proposition?: Maybe<string>;
  question?: Maybe<string>;
}

/** act or question, one of them. */
export interface RecordResponsibilityClaim extends RecordClaimBase {
  act?: Maybe<string>;
  question?: Maybe<string>;
  blamed: readonly string[];
}

/** What is given replaces, null clears, what is left out stays. */
type Changes<Input, Fields extends keyof Input> = { [Field in Fields]?: Maybe<Input[Field]> };

interface ReviseClaim {
  id: string;
  expectedRevision: number;
  reason: string;
}

type CoreField = 'citation' | 'attribution' | 'stance' | 'note' | 'assertedAt' | 'assertedUntil';
type FigureField =
  | 'outcome'
  | 'victims'
  | 'figure'
  | 'extent'
  | 'partOf'
  | 'coversFrom'
  | 'coversTo'
  | 'perpetrators';

export type ReviseFigureClaim = ReviseClaim & Changes<RecordFigureClaim, CoreField | FigureField>;
export type ReviseStatementClaim = ReviseClaim & Changes<RecordStatementClaim, CoreField | 'proposition'>;
export type ReviseResponsibilityClaim = ReviseClaim &
  Changes<RecordResponsibilityClaim, CoreField | 'act' | 'blamed'>;

export type ReviseSource = { slug: string; reason: string } & Changes<
  RecordSource,
  'name' | 'kind' | 'anonymous' | 'aliases' | 'party' | 'organOf' | 'reliability'
>;

/** A decision of the record on a claim. */
export interface DecideClaim {
  id: string;
  expectedRevision: number;
  reason?: Maybe<string>;
}

export interface RetractClaim {
  id: string;
  expectedRevision: number;
  retractedAt: Instant;
  reason: string;
}

export interface AssessClaim {
  id: string;
  credibility: InformationCredibility;
  note: string;
}

/** A key to be made. */
export interface RecordKey {
  name: string;
  role: Role;
  /** Slugs of the events where the role is to hold. */
  events?: Maybe<readonly string[]>;
  expiresAt?: Maybe<Instant>;
}
