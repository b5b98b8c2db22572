import type { Api, Json } from '../support/api.ts';

export type Recorder = ReturnType<typeof recorderOf>;

const INPUTS = {
  recordParty: 'RecordPartyInput',
  recordSource: 'RecordSourceInput',
  recordEvent: 'RecordEventInput',
  recordReport: 'RecordReportInput',
  recordFigureClaim: 'RecordFigureClaimInput',
  recordStatementClaim: 'RecordStatementClaimInput',
  recordResponsibilityClaim: 'RecordResponsibilityClaimInput',
} as const;

export type RecordMutation = keyof typeof INPUTS;

/** The text of a mutation with one variable, `$input`. */
export const mutationOf = (mutation: RecordMutation, selection = '__typename'): string =>
  `mutation ($input: ${INPUTS[mutation]}!) { ${mutation}(input: $input) { ${selection} } }`;

/** What a test says of a claim; the rest is as plain as can be. */
export interface Said {
  event: string;
  source: string;
  /** The day of April 2021 on which it was said. */
  day?: number;
  report?: string;
  [field: string]: unknown;
}

/** Records by the API's own mutations, in few words. Claims give their id. */
export function recorderOf(api: Api) {
  const record = async (mutation: RecordMutation, input: object, selection: string): Promise<Json> =>
    (await api.read(mutationOf(mutation, selection), { input }))[mutation];

  const claim = async (mutation: RecordMutation, said: Said, content: object): Promise<string> =>
    (await record(mutation, claimInput(said, content), 'claim { id }')).claim.id;

  return {
    party: (slug: string, more = {}) => record('recordParty', { slug, name: slug, ...more }, 'party { id }'),
    source: (slug: string, more = {}) =>
      record('recordSource', { slug, name: slug, kind: 'MEDIA_OUTLET', ...more }, 'source { id }'),
    event: (slug: string, more = {}) =>
      record(
        'recordEvent',
        { slug, title: slug, startedAt: '2021-04-20T00:00:00Z', ...more },
        'event { id }',
      ),
    report: (slug: string, publisher: string, more = {}) =>
      record(
        'recordReport',
        { slug, title: slug, publisher, publishedAt: '2021-04-24T00:00:00Z', ...more },
        'report { id }',
      ),
    /** `words: 'three', parties: ['ndf']`, or whole `figure` and `victims`. */
    figure: ({ words = 'three', parties = [], ...said }: Said & { words?: string; parties?: string[] }) =>
      claim('recordFigureClaim', said, { outcome: 'KILLED', victims: { parties }, figure: { words } }),
    statement: (said: Said) => claim('recordStatementClaim', said, {}),
    act: (said: Said) => claim('recordResponsibilityClaim', said, {}),
  };
}

/** The input of a claim whose report's text is not held. */
export function claimInput(
  { source, day = 24, report = 'report', ...said }: Said,
  content: object = {},
): Json {
  return {
    ...content,
    citation: { report, paraphrase: 'As the test says.' },
    attribution: { source },
    assertedAt: `2021-04-${day}T00:00:00Z`,
    ...said,
  };
}
