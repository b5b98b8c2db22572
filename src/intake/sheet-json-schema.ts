import { z } from 'zod';
import { sheetSchema } from './sheet.ts';

/** The JSON Schema of a sheet as people write it, in draft 7, which editors' YAML support reads. */
export const sheetJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(sheetSchema, { io: 'input', target: 'draft-07' }),
  $id: 'urn:counterclaim:sheet',
  title: 'Counterclaim sheet',
  description: 'Who said what about an event (*.claims.yaml): parties, sources, events, reports and claims.',
});
