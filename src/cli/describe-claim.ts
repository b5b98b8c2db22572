import type { Claim } from './comparison.ts';
import { formatBounds } from './format-bounds.ts';
import { formatDay, formatWindow } from './format-window.ts';
import { listed } from './words.ts';

/** One claim in plain words; nothing of it is escaped yet. */
export interface ClaimDescription {
  /** "2021-04-24". */
  readonly asserted: string;
  readonly source: string;
  /** "“three”", "own losses", "relayed by SouthFront". */
  readonly marks: readonly string[];
  /** The exact words in quotation marks, or the recorder's, marked as such. */
  readonly words: string;
  readonly report: { readonly title: string; readonly url: string | null };
}

export function describeClaim(claim: Claim): ClaimDescription {
  const { report } = claim.citation;
  return {
    asserted: formatWindow(claim.assertedAt, claim.assertedUntil),
    source: claim.source.name,
    marks: [...figureMarks(claim), ...passage(claim), ...statusMarks(claim)],
    words: wordsOf(claim),
    report: { title: report.title, url: report.url },
  };
}

/** By which ways the assertion came: whose figure it repeats, and who relayed it. */
export function passage({ source, attribution, citation }: Claim): string[] {
  const { publisher } = citation.report;
  const relays = attribution.relayedBy.map(({ name }) => name);
  if (publisher.origin.slug !== source.origin.slug) relays.push(publisher.name);
  return [
    ...(attribution.follows ? [`follows ${attribution.follows.name}`] : []),
    ...(relays.length > 0 ? [`relayed by ${listed(relays)}`] : []),
  ];
}

export function statusMarks({ status, retractedAt }: Claim): string[] {
  if (status === 'RETRACTED') return [retractedAt ? `retracted on ${formatDay(retractedAt)}` : 'retracted'];
  return status === 'PUBLISHED' ? [] : [status.toLowerCase()];
}

const PERSPECTIVE = {
  OWN_LOSSES: ['own losses'],
  OPPONENT_LOSSES: ["the opponent's losses"],
  BOTH_SIDES: ["both sides' losses"],
  THIRD_PARTY: [],
} as const;

function figureMarks(claim: Claim): string[] {
  if (claim.__typename !== 'FigureClaim') return [];
  const { figure, extent, perspective } = claim;
  return [
    ...(figure.wording ? [`“${figure.wording}”`] : []),
    ...(figure.best === null
      ? []
      : [`its best estimate: ${formatBounds({ min: figure.best, max: figure.best })}`]),
    ...(extent === 'SOME' ? ['of some'] : []),
    ...PERSPECTIVE[perspective],
  ];
}

function wordsOf({ citation }: Claim): string {
  if (citation.exact !== null) return `“${citation.exact}”`;
  return `paraphrase: ${citation.paraphrase ?? '(none recorded)'}`;
}
