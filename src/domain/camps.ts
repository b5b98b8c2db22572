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

/** The camps of one row: most origins, lowest min, lowest max (none last); of acts and propositions then by stance and blamed. */
export function campsOf(bySource: ReadonlyMap<string, SourceAnswers>, sources: Sources): Camp[] {
  const all = [...bySource.values()];
  const answers = all.flatMap((source) => source.answers).sort(oldestFirst);
  const said = all.flatMap((source) => source.claims);
  return [...groupBy(answers, contentOf).values()]
    .map((claims) => campOf(claims, answers, said, sources))
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

function campOf(
  claims: readonly Claim[],
  answers: readonly Claim[],
  said: readonly Claim[],
  sources: Sources,
): Camp {
  const example = claims[0]!;
  const backing = answers.filter((answer) => implies(answer, example));
  return {
    bounds: isFigureClaim(example) ? boundsOf(example) : null,
    stance: example.stance,
    blamed: example.kind === 'RESPONSIBILITY' ? example.blamed : [],
    claims,
    corroboration: corroborationOf(backing, said, example, sources),
  };
}

/** An answer whose bounds lie inside a camp's implies it. */
function implies(claim: Claim, camp: Claim): boolean {
  if (isFigureClaim(claim) && isFigureClaim(camp)) {
    return claim.stance === 'AFFIRMS' && contains(boundsOf(camp), boundsOf(claim));
  }
  return contentOf(claim) === contentOf(camp);
}

function corroborationOf(
  backing: readonly Claim[],
  said: readonly Claim[],
  camp: Claim,
  sources: Sources,
): Corroboration {
  const origins = backing
    .map((claim) => speakerOf(claim, sources))
    .filter((speaker) => !compiles(speaker))
    .map((speaker) => (speaker.anonymous ? speaker : sources.get(speaker.origin)!))
    .filter((origin) => !compiles(origin));
  const named = origins.filter((origin) => !origin.anonymous);
  const anonymous = origins.filter((origin) => origin.anonymous);
  const backers = new Set(backing.map((claim) => claim.attribution.source));
  const repeats = said.filter(
    (claim) => claim.status !== 'RETRACTED' && backers.has(claim.attribution.source) && implies(claim, camp),
  );
  return {
    origins: [...new Set(named.map(({ slug }) => slug))].sort(byText),
    anonymousSources: new Set(anonymous.map(({ slug }) => slug)).size,
    reports: new Set(repeats.map((claim) => claim.citation.report)).size,
  };
}

/** A compiler repeats what others said and is nobody's corroboration. */
const compiles = (source: Source): boolean => source.kind === 'COMPILER';
