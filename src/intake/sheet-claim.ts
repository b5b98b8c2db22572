import { z } from 'zod';
import type { FigureInput, VictimGroupInput } from '../domain/input.ts';
import { MOST_ENTRIES, MOST_PARTIES } from '../domain/long-lists.ts';
import {
  ATTRIBUTION_FORMS,
  COUNT_UNITS,
  DEMOGRAPHICS,
  EXTENTS,
  FIGURE_QUALIFIERS,
  OUTCOMES,
  QUOTATION_MODES,
  STANCES,
  VICTIM_SCOPES,
  VICTIM_STATUSES,
} from '../domain/vocabulary.ts';
import { end, precision, slug, slugs, speaker, time } from './sheet-fields.ts';

const bounds = z.strictObject({
  min: z.int().describe('The lowest number that the words allow.'),
  max: z.int().optional().describe('The highest; left out: the words set no upper bound.'),
  best: z.int().optional().describe('The source’s own best estimate within the bounds.'),
  qualifier: z
    .enum(FIGURE_QUALIFIERS)
    .optional()
    .describe('Left out: EXACT, AT_LEAST or RANGE, as the bounds say.'),
  wording: z.string().optional().describe('The words, where they are known.'),
});

/** Words, a whole number, or bounds where the words are not to be read by rule. */
export const figure = z
  .union([z.string(), z.int(), bounds])
  .transform(
    (value): FigureInput => (typeof value === 'object' ? { bounds: value } : { words: String(value) }),
  );

const victims = z
  .strictObject({
    scope: z
      .enum(VICTIM_SCOPES)
      .optional()
      .describe(
        'ALL: everybody harmed. UNKNOWN: whose side nobody says. Left out: PARTIES where parties are named, else ALL.',
      ),
    parties: slugs(MOST_PARTIES).describe('The parties whose members they are.'),
    status: z.enum(VICTIM_STATUSES).default('UNSPECIFIED').describe('As the words say.'),
    demographic: z.enum(DEMOGRAPHICS).default('ANY').describe('As the words say.'),
    unit: z.enum(COUNT_UNITS).default('PERSON').describe('What is counted.'),
    description: z.string().optional().describe('In the report’s words: "one leader".'),
  })
  .meta({ id: 'victims', description: 'Who was harmed.' }) satisfies z.ZodType<VictimGroupInput>;

const core = {
  event: slug().describe('The event that it is about.'),
  report: slug().describe('The report that it is found in.'),
  ref: z.string().min(1).describe('Its name within the event: importing it again, changed, is a revision.'),
  quote: z
    .string()
    .optional()
    .describe('The exact words. Where the report’s text is held, they must stand in it.'),
  start: z
    .int()
    .optional()
    .describe(
      'Where the quote begins, in Unicode code points of the text; needed where it stands there twice.',
    ),
  paraphrase: z.string().optional().describe('The recorder’s own words.'),
  source: speaker().describe('Who says it. unnamed, unnamed/2: those whom the report does not name.'),
  relayedBy: z
    .array(speaker())
    .max(MOST_ENTRIES)
    .default([])
    .describe('Those between the source and the report, from the source outwards, without the publisher.'),
  follows: speaker().optional().describe('Whose figure it evidently repeats, though in its own voice.'),
  cue: z.string().optional().describe('The words that introduce it: "announced".'),
  form: z
    .enum(ATTRIBUTION_FORMS)
    .default('OTHER')
    .describe('How it was said. UNATTRIBUTED: in the outlet’s own voice.'),
  mode: z.enum(QUOTATION_MODES).default('PARAPHRASE').describe('DIRECT: within quotation marks.'),
  stance: z.enum(STANCES).default('AFFIRMS').describe('UNCERTAIN: cannot confirm.'),
  note: z
    .string()
    .optional()
    .describe('The recorder’s: why it is coded so, where it could have gone otherwise.'),
  assertedAt: time().describe(
    'When the source said it: 2021-04-24 (a UTC day), or an instant with its offset.',
  ),
  precision: precision().describe('How long after assertedAt it may have been.'),
  assertedUntil: end()
    .optional()
    .describe(
      'The end of the time in which it was said, instead of a precision; a day alone is the end of that day.',
    ),
  status: z.enum(['DRAFT', 'PUBLISHED']).optional().describe('Left out: what the importer’s role may do.'),
};

const figureEntry = z.strictObject({
  ...core,
  outcome: z.enum(OUTCOMES).describe('What happened to them. CASUALTIES: killed and wounded in one number.'),
  victims,
  figure: figure.describe('"three", "more than 15", 3, or { min, max }.'),
  extent: z
    .enum(EXTENTS)
    .default('TOTAL')
    .describe('SOME: of particular victims, a place or an increment, saying nothing of others.'),
  partOf: z.string().optional().describe('The ref of the same source’s claim that this figure is a part of.'),
  coversFrom: time()
    .optional()
    .describe('Where the figure is of a period, not of the whole event so far: its start.'),
  coversTo: end().optional().describe('Its end; a day alone is the end of that day.'),
  perpetrators: slugs().describe('The parties that harmed them, as the source says.'),
});

const statementEntry = z.strictObject({
  ...core,
  proposition: z.string().describe('What is asserted, as one sentence. The same text is the same question.'),
});

const responsibilityEntry = z.strictObject({
  ...core,
  act: z
    .string()
    .describe('What somebody did: "Fatal shooting of a child". The same text is the same question.'),
  blamed: slugs().describe('The parties that did it; left out: the source cannot or will not say.'),
});

/** One of three kinds, told apart by the key that only it has. */
export const claimEntry = z.union([figureEntry, statementEntry, responsibilityEntry]).meta({
  id: 'claim',
  description: 'One assertion by one source in one report: a figure, a statement or an attribution of blame.',
});

/** The keys that tell the kinds apart, in the order of the union. */
export const CLAIM_KIND_KEYS = ['outcome', 'proposition', 'act'] as const;

export type ClaimEntry = z.output<typeof claimEntry>;
