/** The closed vocabularies of the record, in the order in which they are shown. */

export const SOURCE_KINDS = [
  'ARMED_ACTOR',
  'GOVERNMENT',
  'MEDICAL',
  'NGO_MONITOR',
  'MEDIA_OUTLET',
  'CORRESPONDENT',
  'WITNESS',
  'UNNAMED',
  'INTERNATIONAL_ORG',
  'COMPILER',
  'OTHER',
] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Admiralty code (STANAG 2511), reliability of the source. F: cannot be judged. */
export const SOURCE_RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type SourceReliability = (typeof SOURCE_RELIABILITIES)[number];

/** Admiralty code (STANAG 2511), credibility of the information, 1 to 6. */
export const INFORMATION_CREDIBILITIES = [
  'CONFIRMED',
  'PROBABLY_TRUE',
  'POSSIBLY_TRUE',
  'DOUBTFUL',
  'IMPROBABLE',
  'CANNOT_BE_JUDGED',
] as const;
export type InformationCredibility = (typeof INFORMATION_CREDIBILITIES)[number];

export const TIME_PRECISIONS = ['MINUTE', 'HOUR', 'DAY', 'MONTH', 'YEAR'] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];

export const ATTRIBUTION_FORMS = [
  'STATEMENT',
  'ANNOUNCEMENT',
  'PRESS_CONFERENCE',
  'INTERVIEW',
  'SOCIAL_POST',
  'CORRESPONDENT_REPORT',
  'UNATTRIBUTED',
  'OTHER',
] as const;
export type AttributionForm = (typeof ATTRIBUTION_FORMS)[number];

export const QUOTATION_MODES = ['DIRECT', 'PARAPHRASE'] as const;
export type QuotationMode = (typeof QUOTATION_MODES)[number];

export const OUTCOMES = [
  'KILLED',
  'WOUNDED',
  'CASUALTIES',
  'CAPTURED',
  'DETAINED',
  'MISSING',
  'DISPLACED',
  'SURRENDERED',
  'BODIES_HANDED_OVER',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const VICTIM_SCOPES = ['PARTIES', 'ALL', 'UNKNOWN'] as const;
export type VictimScope = (typeof VICTIM_SCOPES)[number];

export const VICTIM_STATUSES = ['COMBATANT', 'CIVILIAN', 'UNSPECIFIED'] as const;
export type VictimStatus = (typeof VICTIM_STATUSES)[number];

export const DEMOGRAPHICS = ['ANY', 'CHILDREN', 'WOMEN', 'MEN'] as const;
export type Demographic = (typeof DEMOGRAPHICS)[number];

export const COUNT_UNITS = ['PERSON', 'FAMILY'] as const;
export type CountUnit = (typeof COUNT_UNITS)[number];

export const FIGURE_QUALIFIERS = [
  'EXACT',
  'AT_LEAST',
  'MORE_THAN',
  'AT_MOST',
  'LESS_THAN',
  'ABOUT',
  'RANGE',
  'VAGUE',
] as const;
export type FigureQualifier = (typeof FIGURE_QUALIFIERS)[number];

/** TOTAL: of all the victims asked for. SOME: of particular victims, a place or an increment. */
export const EXTENTS = ['TOTAL', 'SOME'] as const;
export type Extent = (typeof EXTENTS)[number];

export const CLAIM_STATUSES = ['DRAFT', 'PUBLISHED', 'RETRACTED', 'REJECTED'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export const STANCES = ['AFFIRMS', 'DENIES', 'UNCERTAIN'] as const;
export type Stance = (typeof STANCES)[number];

export const TIME_READINGS = ['CUMULATIVE', 'SIMULTANEOUS'] as const;
export type TimeReading = (typeof TIME_READINGS)[number];

export const ROLES = ['READER', 'CONTRIBUTOR', 'EDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];
