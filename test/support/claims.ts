import type {
  Claim,
  ClaimCore,
  FigureClaim,
  ResponsibilityClaim,
  StatementClaim,
} from '../../src/domain/claim.ts';
import type { ComparisonRequest, EventRecord } from '../../src/domain/comparison.ts';
import type { Event } from '../../src/domain/event.ts';
import type { Figure } from '../../src/domain/figure.ts';
import { questionKey } from '../../src/domain/question.ts';
import { linkSources, type Source, type SourceRecord } from '../../src/domain/source.ts';
import type { Instant } from '../../src/domain/time.ts';

/** A count of 3, of 3 to 5, or of 3 and more. */
export type Count = number | readonly [min: number, max: number | null];

/** What a test says of any claim; days are of April 2021, UTC. */
interface Said {
  id?: string;
  source?: string;
  follows?: string | null;
  cue?: string | null;
  event?: string;
  report?: string;
  start?: number | null;
  /** When it was said: all of that day, or from it to the beginning of `until`. */
  day?: number;
  until?: number;
  /** When its report came out; by default the day on which it was said. */
  published?: number;
  recorded?: number;
  /** When the source withdrew it: makes the claim RETRACTED. */
  retracted?: number | null;
  stance?: ClaimCore['stance'];
  status?: ClaimCore['status'];
}

export interface SaidFigure
  extends Said,
    Partial<Pick<FigureClaim, 'outcome' | 'extent' | 'coversFrom' | 'coversTo' | 'partOf'>>,
    Partial<Pick<Figure, 'qualifier' | 'wording'>> {
  count?: Count;
  victims?: Partial<FigureClaim['victims']>;
}

export interface SaidStatement extends Said {
  proposition?: string;
}

export interface SaidAct extends Said {
  act?: string;
  blamed?: readonly string[];
}

/** The first instant of a day of April 2021; of May from day 31 on. */
export const day = (number: number): Instant => new Date(Date.UTC(2021, 3, number)).toISOString();

/** Three fighters of the NDF killed, as the NDF said on 24 April, unless the test says otherwise. */
export function figure(said: SaidFigure = {}): FigureClaim {
  const { count = 3, qualifier, wording = null } = said;
  const [min, max] = typeof count === 'number' ? [count, count] : count;
  const plain = max === null ? 'AT_LEAST' : min === max ? 'EXACT' : 'RANGE';
  return keyed<FigureClaim>({
    ...coreOf(said),
    kind: 'FIGURE',
    outcome: said.outcome ?? 'KILLED',
    victims: {
      scope: 'PARTIES',
      parties: ['ndf'],
      status: 'COMBATANT',
      demographic: 'ANY',
      unit: 'PERSON',
      description: null,
      ...said.victims,
    },
    figure: { min, max, qualifier: qualifier ?? plain, best: null, wording, rule: null },
    extent: said.extent ?? 'TOTAL',
    coversFrom: said.coversFrom ?? null,
    coversTo: said.coversTo ?? null,
    perpetrators: [],
    partOf: said.partOf ?? null,
  });
}

export function statement(said: SaidStatement = {}): StatementClaim {
  return keyed({ ...coreOf(said), kind: 'STATEMENT', proposition: said.proposition ?? 'The truce held.' });
}

export function act(said: SaidAct = {}): ResponsibilityClaim {
  return keyed({
    ...coreOf(said),
    kind: 'RESPONSIBILITY',
    act: said.act ?? 'The shot at the child.',
    blamed: said.blamed ?? ['ndf'],
  });
}

export const source = (slug: string, given: Partial<SourceRecord> = {}): SourceRecord => ({
  id: `source-${slug}`,
  slug,
  name: slug,
  aliases: [],
  kind: 'OTHER',
  anonymous: false,
  reliability: 'F',
  ownParty: null,
  organOf: null,
  revision: 1,
  latest: true,
  recordedBy: null,
  ...given,
});

/** The NDF on one side, Asayish on the other. */
export const event = (given: Partial<Event> = {}): Event => ({
  id: 'event-clash',
  slug: 'clash',
  title: 'A clash',
  startedAt: day(20),
  endedAt: null,
  precision: 'DAY',
  place: null,
  sides: [
    { label: null, parties: ['ndf'] },
    { label: null, parties: ['asayish'] },
  ],
  parent: null,
  ...given,
});

/** Those told of, and a plain named source for every other slug in the claims. */
export function sourcesOf(claims: readonly Claim[], told: readonly SourceRecord[] = []): Map<string, Source> {
  const slugs = claims.flatMap(({ attribution }) => [
    attribution.source,
    attribution.follows ?? attribution.source,
  ]);
  return linkSources([...slugs.map((slug) => source(slug)), ...told]);
}

export const eventRecord = (claims: readonly Claim[], told: readonly SourceRecord[] = []): EventRecord => ({
  event: event(),
  claims,
  sources: sourcesOf(claims, told),
});

export const request = (given: Partial<ComparisonRequest> = {}): ComparisonRequest => ({
  assertedBy: null,
  recordedBy: null,
  includeDrafts: false,
  reading: 'CUMULATIVE',
  sources: null,
  outcomes: null,
  ...given,
});

let made = 0;

function coreOf(said: Said): Omit<ClaimCore, 'questionKey'> {
  const on = said.day ?? 24;
  const retractedAt = said.retracted == null ? null : day(said.retracted);
  made += 1;
  return {
    claimId: said.id ?? `claim-${String(made).padStart(6, '0')}`,
    ref: null,
    event: said.event ?? 'clash',
    attribution: {
      source: said.source ?? 'ndf',
      relayedBy: [],
      follows: said.follows ?? null,
      form: 'STATEMENT',
      cue: said.cue ?? null,
      mode: 'PARAPHRASE',
    },
    citation: {
      report: said.report ?? 'report',
      exact: null,
      start: said.start ?? null,
      end: null,
      paraphrase: 'so',
    },
    publishedAt: day(said.published ?? on),
    stance: said.stance ?? 'AFFIRMS',
    status: said.status ?? (retractedAt === null ? 'PUBLISHED' : 'RETRACTED'),
    assertedAt: day(on),
    assertedUntil: day(said.until ?? on + 1),
    retractedAt,
    recordedAt: day(said.recorded ?? 60),
    note: null,
    revision: 1,
    revisedAt: day(said.recorded ?? 60),
    latest: true,
    asOf: { assertedBy: null, recordedBy: null },
  };
}

function keyed<C extends Claim>(claim: Omit<C, 'questionKey'>): C {
  const whole = { ...claim, questionKey: '' } as C;
  return { ...whole, questionKey: questionKey(whole, (text) => text) };
}
