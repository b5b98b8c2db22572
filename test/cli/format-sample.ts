import type {
  Camp,
  Claim,
  Comparison,
  ComparisonCell,
  ComparisonRow,
  FigureClaim,
} from '../../src/cli/comparison.ts';

/** Hand-made answers of the Compare operation, as short as a test needs them. */
export type Source = Claim['source'];
export type StatementClaim = Extract<Claim, { __typename: 'StatementClaim' }>;
export type ResponsibilityClaim = Extract<Claim, { __typename: 'ResponsibilityClaim' }>;
type Report = Claim['citation']['report'];

export const source = (slug: string, name: string, anonymous = false): Source => ({
  slug,
  name,
  anonymous,
  origin: { slug },
});

export const NDF = source('ndf', 'National Defense Forces');
export const SOHR = source('sohr', 'SOHR');
export const SHAFAQ = source('shafaq-news', 'Shafaq News');
export const UNNAMED = source('shafaq-unnamed', 'Unnamed (Shafaq News)', true);

export const reportBy = ({ slug, name, origin }: Source, url: string | null = null): Report => ({
  slug: `${slug}-report`,
  title: `${name}, April`,
  url,
  publisher: { slug, name, origin },
});

const said = (id: string, by: Source) => ({
  id,
  ref: null,
  stance: 'AFFIRMS' as const,
  status: 'PUBLISHED' as const,
  assertedAt: '2021-04-24T00:00:00.000Z',
  assertedUntil: '2021-04-25T00:00:00.000Z',
  retractedAt: null,
  source: by,
  attribution: { cue: null, relayedBy: [], follows: null },
  citation: { exact: null, paraphrase: `Paraphrase of ${id}.`, report: reportBy(by) },
});

export const figure = (
  id: string,
  by: Source,
  count: number,
  changes: Partial<FigureClaim> = {},
): FigureClaim => ({
  __typename: 'FigureClaim',
  ...said(id, by),
  extent: 'TOTAL',
  perspective: 'THIRD_PARTY',
  figure: { min: count, max: count, best: null, qualifier: 'EXACT', wording: null },
  ...changes,
});

export const statement = (id: string, by: Source, changes: Partial<StatementClaim> = {}): StatementClaim => ({
  __typename: 'StatementClaim',
  ...said(id, by),
  proposition: 'The talks failed',
  ...changes,
});

export const responsibility = (
  id: string,
  by: Source,
  blamed: ResponsibilityClaim['blamed'],
  changes: Partial<ResponsibilityClaim> = {},
): ResponsibilityClaim => ({
  __typename: 'ResponsibilityClaim',
  ...said(id, by),
  act: 'Shooting of a child',
  blamed,
  ...changes,
});

export const camp = (claims: Claim[], changes: Partial<Camp> = {}): Camp => ({
  bounds: null,
  stance: 'AFFIRMS',
  blamed: [],
  claims,
  corroboration: {
    independentOrigins: claims.length,
    anonymousSources: 0,
    reports: claims.length,
    origins: claims.map((claim) => claim.source),
  },
  ...changes,
});

/** claims: all that the source said, the standing ones among them. */
export const cell = (claims: Claim[], changes: Partial<ComparisonCell> = {}): ComparisonCell => ({
  source: claims[0]!.source,
  standing: 'STATED',
  claimCount: claims.length,
  answers: claims,
  denials: [],
  claims,
  ...changes,
});

export const row = (changes: Partial<ComparisonRow> = {}): ComparisonRow => ({
  question: { __typename: 'FigureQuestion', key: 'tay/KILLED', label: 'Killed: fighters', outcome: 'KILLED' },
  agreement: 'UNCONTESTED',
  envelope: null,
  common: null,
  contradictionCount: 0,
  contradictions: [],
  camps: [],
  cells: [],
  ...changes,
});

export const comparison = (rows: ComparisonRow[], changes: Partial<Comparison> = {}): Comparison => ({
  event: { slug: 'tay', title: 'Clashes in Tay', startedAt: '2021-04-20T00:00:00.000Z' },
  assertedBy: null,
  recordedBy: null,
  reading: 'CUMULATIVE',
  sources: [
    ...new Map(rows.flatMap(({ cells }) => cells.map((each) => [each.source.slug, each.claims[0]!.source]))),
  ].map(([, { slug, name, anonymous }]) => ({ slug, name, anonymous })),
  rowCount: rows.length,
  rows,
  ...changes,
});

/** One claim, its camp and its row. */
export const single = (claim: Claim): Comparison =>
  comparison([row({ camps: [camp([claim])], cells: [cell([claim])] })]);

/** Three sources: 3 of its own, relayed; 6 after an earlier 5, and not 3; and an anonymous floor. */
export function contested(): Comparison {
  const own = figure('own', NDF, 3, {
    perspective: 'OWN_LOSSES',
    figure: { min: 3, max: 3, best: null, qualifier: 'EXACT', wording: 'three' },
    citation: {
      exact: 'three of its members died',
      paraphrase: null,
      report: reportBy(SHAFAQ, 'https://example.org/a'),
    },
  });
  const earlier = figure('earlier', SOHR, 5, {
    assertedAt: '2021-04-21T00:00:00.000Z',
    assertedUntil: '2021-04-22T00:00:00.000Z',
  });
  const later = figure('later', SOHR, 6);
  const denial = figure('denial', SOHR, 3, { stance: 'DENIES' });
  const floor = figure('floor', UNNAMED, 1, {
    extent: 'SOME',
    assertedUntil: '2021-04-27T00:00:00.000Z',
    citation: { exact: null, paraphrase: 'A commander died.', report: reportBy(SHAFAQ) },
  });
  return comparison([
    row({
      agreement: 'CONTRADICT',
      envelope: { min: 1, max: null },
      contradictionCount: 2,
      contradictions: ['own', 'denial'].map((id) => ({
        basis: 'WORDS',
        gap: id === 'own' ? 3 : null,
        explanation: `SOHR contradicts the NDF (${id}).`,
        a: { id: 'own' },
        b: { id: 'later' },
      })),
      camps: [
        camp([own], { bounds: { min: 3, max: 3 } }),
        camp([later], { bounds: { min: 6, max: 6 } }),
        camp([floor], {
          bounds: { min: 1, max: null },
          corroboration: { independentOrigins: 0, anonymousSources: 1, reports: 1, origins: [] },
        }),
      ],
      cells: [
        cell([own]),
        cell([earlier, later, denial], { answers: [later], denials: [denial] }),
        cell([floor]),
      ],
    }),
  ]);
}
