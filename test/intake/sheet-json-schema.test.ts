import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { sheetJsonSchema } from '../../src/intake/sheet-json-schema.ts';

const schema = z.fromJSONSchema(sheetJsonSchema());
const accepts = (sheet: unknown) => schema.safeParse(sheet).success;

const claim = {
  event: 'e',
  report: 'r',
  ref: 'a',
  source: 's',
  assertedAt: '2021-04-24',
  outcome: 'KILLED',
  victims: {},
  figure: 'three',
};

test('the JSON Schema has a name and describes every key', () => {
  const json = sheetJsonSchema();
  expect(json).toMatchObject({
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'urn:counterclaim:sheet',
    title: 'Counterclaim sheet',
  });
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (path.endsWith('/properties') && !('description' in value || '$ref' in value))
        undescribed.push(`${path}/${key}`);
      visit(value, `${path}/${key}`);
    }
  };
  visit(json, '');
  expect(undescribed).toEqual([]);
});

test.each(['1-shafaq-2021-04-24', '2-other-outlets'])('the JSON Schema accepts the demo sheet %s', (name) => {
  const file = new URL(`../../src/demo/${name}.claims.yaml`, import.meta.url);
  expect(schema.safeParse(parse(readFileSync(file, 'utf8'))).error).toBeUndefined();
});

test('the JSON Schema tells right entries from wrong ones', () => {
  expect(accepts({ claims: [claim] })).toBe(true);
  expect(accepts({ claims: [{ ...claim, figure: 3 }] })).toBe(true);
  expect(accepts({ claims: [{ ...claim, figure: { min: 3 } }] })).toBe(true);
  expect(accepts({ claims: [{ ...claim, figure: true }] })).toBe(false);
  expect(accepts({ claims: [{ ...claim, outcome: 'DEAD' }] })).toBe(false);
  expect(accepts({ claims: [{ ...claim, colour: 'red' }] })).toBe(false);
  expect(accepts({ claims: [{ ...claim, ref: undefined }] })).toBe(false);
});

test('the JSON Schema that is shipped is the one that is generated', async () => {
  const text = `${JSON.stringify(sheetJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../schema/sheet.schema.json');
});
