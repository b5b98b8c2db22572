import { z } from 'zod';
import type { RecordEvent, RecordParty, RecordReport, RecordSource } from '../domain/input.ts';
import { MOST_ENTRIES } from '../domain/long-lists.ts';
import { SOURCE_KINDS, SOURCE_RELIABILITIES } from '../domain/vocabulary.ts';
import { claimEntry } from './sheet-claim.ts';
import { precision, slug, time } from './sheet-fields.ts';
import { isUnnamed } from './unnamed.ts';

const names = () => z.array(z.string()).max(MOST_ENTRIES).default([]);

const partyEntry = z
  .strictObject({
    slug: slug().describe('Its name in references and URLs.'),
    name: z.string().describe('"Internal Security Forces (Asayish)"'),
    aliases: names().describe('Other names and spellings.'),
  })
  .meta({
    id: 'party',
    description: 'An armed side of a conflict, or one part of it.',
  }) satisfies z.ZodType<RecordParty>;

const sourceEntry = z
  .strictObject({
    slug: slug()
      .refine((text) => !isUnnamed(text), {
        error: 'the word unnamed stands for sources that a report does not name; choose another slug',
      })
      .describe('Its name in references and URLs.'),
    name: z.string().describe('"Syrian Observatory for Human Rights"'),
    kind: z.enum(SOURCE_KINDS).describe('COMPILER repeats what others said: an encyclopaedia, a dataset.'),
    anonymous: z
      .boolean()
      .default(false)
      .describe('Nobody can say who it is: "a medical source". Always so for UNNAMED.'),
    aliases: names().describe('Other names and spellings.'),
    party: slug().optional().describe('The party that it speaks for; left out for third parties.'),
    organOf: slug()
      .optional()
      .describe(
        'The source whose organ it is: a media centre’s force, a correspondent’s outlet. Both count as one origin.',
      ),
    reliability: z
      .enum(SOURCE_RELIABILITIES)
      .default('F')
      .describe('Admiralty code; F: cannot be judged, until somebody grades it.'),
  })
  .meta({
    id: 'source',
    description: 'Who asserts something, or publishes it.',
  }) satisfies z.ZodType<RecordSource>;

const eventEntry = z
  .strictObject({
    slug: slug().describe('Its name in references and URLs.'),
    title: z.string().describe('"Clashes in Tay neighbourhood, Qamishli"'),
    startedAt: time().describe('2021-04-20, or an instant with its offset.'),
    endedAt: time().optional().describe('Known to the same precision as the start.'),
    precision: precision().describe('How long after the instants given it may have been.'),
    place: z
      .strictObject({
        name: z.string().describe('"Tay, Qamishli, Syria"'),
        latitude: z.number().optional().describe('Degrees north, WGS 84.'),
        longitude: z.number().optional().describe('Degrees east, WGS 84.'),
      })
      .optional()
      .describe('Where it was.'),
    sides: z
      .array(
        z.strictObject({
          label: z.string().optional().describe('What the parties of the side have in common.'),
          parties: z
            .array(slug())
            .max(MOST_ENTRIES)
            .describe('Slugs of parties that are allies in this event.'),
        }),
      )
      .max(MOST_ENTRIES)
      .default([])
      .describe('Side A, side B, …'),
    parent: slug().optional().describe('The event that this one is a part of.'),
  })
  .meta({ id: 'event', description: 'What claims are about.' }) satisfies z.ZodType<RecordEvent>;

const reportEntry = z
  .strictObject({
    slug: slug().describe('Its name in references and URLs.'),
    title: z.string().describe('Its headline, or what it is known by.'),
    publisher: slug().describe('The source that published it.'),
    text: z
      .string()
      .optional()
      .describe('Immutable once recorded. Left out where only a reference may be kept (copyright).'),
    publishedAt: time().describe('2021-04-24, or an instant with its offset.'),
    publishedPrecision: precision().describe('How long after the instant given it may have been.'),
    url: z.string().optional().describe('Absolute, http or https.'),
    language: z.string().default('en').describe('BCP 47: "en", "ar".'),
    retrievedAt: time().optional().describe('When somebody read it there.'),
  })
  .meta({
    id: 'report',
    description: 'A published text in which claims are found.',
  }) satisfies z.ZodType<RecordReport>;

/** The one truth about what a sheet may hold: types, reading and JSON Schema come from it. */
export const sheetSchema = z.strictObject({
  parties: z.array(partyEntry).default([]).describe('Armed sides that this sheet introduces.'),
  sources: z.array(sourceEntry).default([]).describe('Sources and publishers that this sheet introduces.'),
  events: z.array(eventEntry).default([]).describe('Events that this sheet introduces.'),
  reports: z.array(reportEntry).default([]).describe('Reports that this sheet introduces.'),
  claims: z
    .array(claimEntry)
    .default([])
    .describe('One entry for each assertion by one source in one report.'),
});

/** The lists of a sheet, in the order in which their entries refer back. */
export const SHEET_LISTS = ['parties', 'sources', 'events', 'reports', 'claims'] as const;

export type Sheet = z.output<typeof sheetSchema>;
