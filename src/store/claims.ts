import { type AsOf, NOW } from '../domain/as-of.ts';
import type { Claim, ClaimCore } from '../domain/claim.ts';
import { type Instant, OPEN_END } from '../domain/time.ts';
import type {
  AttributionForm,
  ClaimStatus,
  CountUnit,
  Demographic,
  Extent,
  FigureQualifier,
  Outcome,
  QuotationMode,
  Stance,
  VictimScope,
  VictimStatus,
} from '../domain/vocabulary.ts';
import { inChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { Dialect } from './dialect.ts';
import { jsonOf } from './json.ts';
import { standingParameters, stands } from './standing.ts';
import type { ClaimRevisionRow, PartyRole } from './tables.ts';

/** Columns that a claim shows just as its revision holds them. */
const REVISION_FIELDS = [
  'claim',
  'revision',
  'recorded_from',
  'recorded_to',
  'status',
  'event',
  'question',
  'report',
  'quote',
  'quote_start',
  'quote_end',
  'paraphrase',
  'source',
  'follows',
  'form',
  'cue',
  'mode',
  'stance',
  'asserted_at',
  'asserted_until',
  'retracted_at',
  'note',
  'outcome',
  'scope',
  'victim_status',
  'demographic',
  'unit',
  'description',
  'figure_min',
  'figure_max',
  'figure_best',
  'qualifier',
  'wording',
  'rule',
  'extent',
  'covers_from',
  'covers_to',
  'part_of',
  'proposition',
] as const satisfies readonly (keyof ClaimRevisionRow)[];

const partiesAs = (dialect: Dialect, role: PartyRole): string =>
  dialect.list(
    `SELECT member.party AS item FROM claim_party AS member WHERE member.claim = revision.claim
     AND member.revision = revision.revision AND member.role = '${role}' ORDER BY member.party`,
  );

/** Alias and expression, of CLAIM_FROM. */
export const claimColumns = (dialect: Dialect): [string, string][] => [
  ...REVISION_FIELDS.map((field): [string, string] => [field, `revision.${field}`]),
  ['kind', 'claim.kind'],
  ['ref', 'claim.ref'],
  ['recorded_at', 'claim.recorded_at'],
  ['published_at', 'report.published_at'],
  ['victims', partiesAs(dialect, 'VICTIM')],
  ['perpetrators', partiesAs(dialect, 'PERPETRATOR')],
  ['blamed', partiesAs(dialect, 'BLAMED')],
  [
    'relays',
    dialect.list(
      `SELECT relay.source AS item FROM claim_relay AS relay WHERE relay.claim = revision.claim
       AND relay.revision = revision.revision ORDER BY relay.position`,
    ),
  ],
];

export const CLAIM_FROM = `FROM claim_revision AS revision
  JOIN claim ON claim.id = revision.claim JOIN report ON report.slug = revision.report`;

export const claimSelect = (dialect: Dialect): string =>
  claimColumns(dialect)
    .map(([alias, expression]) => `${expression} AS ${alias}`)
    .join(', ');

export interface ClaimJoinRow extends Pick<ClaimRevisionRow, (typeof REVISION_FIELDS)[number]> {
  kind: Claim['kind'];
  ref: string | null;
  recorded_at: Instant;
  published_at: Instant;
  victims: unknown;
  perpetrators: unknown;
  blamed: unknown;
  relays: unknown;
}

/** asOf: the moment from which it is looked at. */
export function claimOf(row: ClaimJoinRow, asOf: AsOf = NOW): Claim {
  const core = coreOf(row, asOf);
  if (row.kind === 'STATEMENT') return { ...core, kind: row.kind, proposition: row.proposition! };
  if (row.kind === 'RESPONSIBILITY') {
    return { ...core, kind: row.kind, act: row.proposition!, blamed: jsonOf(row.blamed) };
  }
  return {
    ...core,
    kind: row.kind,
    outcome: row.outcome as Outcome,
    victims: {
      scope: row.scope as VictimScope,
      parties: jsonOf(row.victims),
      status: row.victim_status as VictimStatus,
      demographic: row.demographic as Demographic,
      unit: row.unit as CountUnit,
      description: row.description,
    },
    figure: {
      min: row.figure_min!,
      max: row.figure_max,
      best: row.figure_best,
      qualifier: row.qualifier as FigureQualifier,
      wording: row.wording,
      rule: row.rule,
    },
    extent: row.extent as Extent,
    coversFrom: row.covers_from,
    coversTo: row.covers_to,
    perpetrators: jsonOf(row.perpetrators),
    partOf: row.part_of,
  };
}

const coreOf = (row: ClaimJoinRow, asOf: AsOf): ClaimCore => ({
  claimId: row.claim,
  ref: row.ref,
  event: row.event,
  attribution: {
    source: row.source,
    relayedBy: jsonOf(row.relays),
    follows: row.follows,
    form: row.form as AttributionForm,
    cue: row.cue,
    mode: row.mode as QuotationMode,
  },
  citation: {
    report: row.report,
    exact: row.quote,
    start: row.quote_start,
    end: row.quote_end,
    paraphrase: row.paraphrase,
  },
  publishedAt: row.published_at,
  questionKey: row.question,
  stance: row.stance as Stance,
  status: row.status as ClaimStatus,
  assertedAt: row.asserted_at,
  assertedUntil: row.asserted_until,
  retractedAt: row.retracted_at,
  recordedAt: row.recorded_at,
  note: row.note,
  revision: row.revision,
  revisedAt: row.recorded_from,
  latest: row.recorded_to === OPEN_END,
  asOf,
});

/** recordedBy: as this record held them then; null: as they stand. */
async function claimsStanding(
  db: Db,
  condition: string,
  parameters: Record<string, unknown>,
  recordedBy: Instant | null,
): Promise<Claim[]> {
  const rows = await db.rows<ClaimJoinRow>(
    `SELECT ${claimSelect(db.dialect)} ${CLAIM_FROM} WHERE ${stands('revision', recordedBy)} AND ${condition}`,
    { ...standingParameters(recordedBy), ...parameters },
  );
  return rows.map((row) => claimOf(row, { assertedBy: null, recordedBy }));
}

/** Claims by their id, in the revision that stands. */
export async function claimsById(
  db: Db,
  ids: readonly string[],
  recordedBy: Instant | null = null,
): Promise<Map<string, Claim>> {
  const claims = await inChunks(ids, (some) =>
    claimsStanding(db, 'revision.claim IN (:...some)', { some }, recordedBy),
  );
  return new Map(claims.map((claim) => [claim.claimId, claim]));
}

/** One revision of a claim, seen from when it was recorded; the one that stands, from now. */
export async function claimRevision(db: Db, id: string, revision: number): Promise<Claim | null> {
  const rows = await db.rows<ClaimJoinRow>(
    `SELECT ${claimSelect(db.dialect)} ${CLAIM_FROM}
     WHERE revision.claim = :id AND revision.revision = :revision`,
    { id, revision },
  );
  const row = rows[0];
  if (!row) return null;
  const recordedBy = row.recorded_to === OPEN_END ? null : row.recorded_from;
  return claimOf(row, { assertedBy: null, recordedBy });
}

/** The claims of an event by the recorder's own names for them. */
export async function claimsByRef(
  db: Db,
  event: string,
  refs: readonly string[],
): Promise<Map<string, Claim>> {
  const condition = 'claim.event = :event AND claim.ref IN (:...some)';
  const claims = await inChunks(refs, (some) => claimsStanding(db, condition, { event, some }, null));
  return new Map(claims.map((claim) => [claim.ref!, claim]));
}

/** The claims that answer these questions, whatever their status. */
export function claimsByQuestion(
  db: Db,
  questions: readonly string[],
  recordedBy: Instant | null = null,
): Promise<Claim[]> {
  return inChunks(questions, (some) =>
    claimsStanding(db, 'revision.question IN (:...some)', { some }, recordedBy),
  );
}

/** The parts of these claims, whatever their status. */
export function claimsByWhole(
  db: Db,
  wholes: readonly string[],
  recordedBy: Instant | null = null,
): Promise<Claim[]> {
  return inChunks(wholes, (some) =>
    claimsStanding(db, 'revision.part_of IN (:...some)', { some }, recordedBy),
  );
}
