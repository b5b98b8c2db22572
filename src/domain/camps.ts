import { contentOf } from './agreement.ts';
import { boundsOf, type SourceAnswers } from './answers.ts';
import { type Claim, isFigureClaim } from './claim.ts';
import { oldestFirst } from './claim-order.ts';
import type { Bounds } from './figure.ts';
import { contains } from './figure-relation.ts';
import { groupBy } from './group-by.ts';
import { byEach, byText } from './order.ts';
import { type Sources, speakerOf } from './origin.ts';
import type { Source } from './source.ts';
import { STANCES, type Stance } from './vocabulary.ts';

/** Who stands behind an answer. Five outlets that repeat one statement are one origin. */
export interface Corroboration {
  /** Slugs, sorted; no anonymous source, no compiler. */
  readonly origins: readonly string[];
  readonly anonymousSources: number;
  readonly reports: number;
}

/** One distinct answer and who stands behind it. */
export interface Camp {
  readonly bounds: Bounds | null;
  readonly stance: Stance;
  readonly blamed: readonly string[];
  readonly claims: readonly Claim[];
  readonly corroboration: Corroboration;
}

/** Claims that say the same. */
interface Wording {
  readonly content: string;
  readonly example: Claim;
  readonly bounds: Bounds | null;
  readonly claims: readonly Claim[];
}

/** What the camps of one row have in common, worked out once. */
interface Row {
  readonly answered: readonly Wording[];
  /** All that was said, superseded or not, but for what was retracted. */
  readonly said: readonly Wording[];
  /** Of the answers that are somebody's corroboration, whose; by slug. */
  readonly origins: ReadonlyMap<Claim, Source>;
}

/** The camps of one row: most origins, lowest min, lowest max (none last); of acts and propositions then by stance and blamed. */
export function campsOf(bySource: ReadonlyMap<string, SourceAnswers>, sources: Sources): Camp[] {
  const all = [...bySource.values()];
  const answers = all.flatMap((source) => source.answers).sort(oldestFirst);
  const said = all.flatMap((source) => source.claims).filter(({ status }) => status !== 'RETRACTED');
  const row = { answered: wordingsOf(answers), said: wordingsOf(said), origins: originsOf(answers, sources) };
  return row.answered
    .map((camp) => campOf(camp, corroborationOf(camp, row)))
    .sort(
      byEach<Camp>(
        (a, b) => b.corroboration.origins.length - a.corroboration.origins.length,
        (a, b) => (a.bounds?.min ?? 0) - (b.bounds?.min ?? 0),
        (a, b) =>
          (a.bounds?.max ?? Number.POSITIVE_INFINITY) - (b.bounds?.max ?? Number.POSITIVE_INFINITY) || 0,
        (a, b) => STANCES.indexOf(a.stance) - STANCES.indexOf(b.stance),
        (a, b) => byText(a.blamed.join(' '), b.blamed.join(' ')),
      ),
    );
}

const wordingsOf = (claims: readonly Claim[]): Wording[] =>
  [...groupBy(claims, contentOf)].map(([content, same]) => {
    const example = same[0]!;
    return { content, example, bounds: isFigureClaim(example) ? boundsOf(example) : null, claims: same };
  });

const campOf = ({ bounds, example, claims }: Wording, corroboration: Corroboration): Camp => ({
  bounds,
  stance: example.stance,
  blamed: example.kind === 'RESPONSIBILITY' ? example.blamed : [],
  claims,
  corroboration,
});

function corroborationOf(camp: Wording, { answered, said, origins }: Row): Corroboration {
  const backing = implying(camp, answered);
  const backers = new Set(backing.map((claim) => claim.attribution.source));
  const repeats = implying(camp, said).filter((claim) => backers.has(claim.attribution.source));
  const backed = new Set(backing);
  const behind = new Set<Source>();
  for (const [claim, origin] of origins) if (backed.has(claim)) behind.add(origin);
  const named = [...behind].filter(({ anonymous }) => !anonymous);
  return {
    origins: named.map(({ slug }) => slug),
    anonymousSources: behind.size - named.length,
    reports: new Set(repeats.map((claim) => claim.citation.report)).size,
  };
}

/** Plain loops: where 500 figures hold each other, their camps are backed 125,000 times. */
function implying(camp: Wording, wordings: readonly Wording[]): Claim[] {
  const found: Claim[] = [];
  for (const wording of wordings) {
    if (implies(wording, camp)) for (const claim of wording.claims) found.push(claim);
  }
  return found;
}

/** An answer whose bounds lie inside a camp's implies it. */
function implies(wording: Wording, camp: Wording): boolean {
  if (wording.bounds === null || camp.bounds === null) return wording.content === camp.content;
  return wording.example.stance === 'AFFIRMS' && contains(camp.bounds, wording.bounds);
}

function originsOf(answers: readonly Claim[], sources: Sources): Map<Claim, Source> {
  const origins = answers.flatMap((claim) => {
    const origin = originBehind(claim, sources);
    return origin ? [[claim, origin] as const] : [];
  });
  return new Map(origins.sort(([, a], [, b]) => byText(a.slug, b.slug)));
}

/** The root of the organOf chain, or the anonymous source itself; null where a compiler speaks. */
function originBehind(claim: Claim, sources: Sources): Source | null {
  const speaker = speakerOf(claim, sources);
  const origin = speaker.anonymous ? speaker : sources.get(speaker.origin)!;
  return compiles(speaker) || compiles(origin) ? null : origin;
}

/** A compiler repeats what others said and is nobody's corroboration. */
const compiles = (source: Source): boolean => source.kind === 'COMPILER';
