import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { countOf } from '../../src/store/page.ts';
import { pageReports, reportById, reportsBySlug, reportsOfEvent } from '../../src/store/reports.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { ENGINES } from '../support/databases.ts';
import {
  day,
  EDITOR,
  event,
  FIRST_PAGE,
  openClash,
  recordFigure,
  recordStatement,
  report,
  revise,
} from './small-record.ts';

describe.each(ENGINES)('reports on %s', (engine) => {
  test('come back as they were recorded, by slug and by id', async () => {
    const database = await openClash(engine);
    const text = 'قُتل ثلاثة.\r\nThree died: “3” 😀\u0001';
    const full = report('full', {
      title: 'Three died',
      text,
      publishedPrecision: 'MINUTE',
      url: 'https://example.org/a?b=c#d',
      language: 'ar',
      retrievedAt: day(30),
    });
    await recordReport(database, EDITOR, full);
    const found = await database.read((db) => reportsBySlug(db, ['full', 'agency-1', 'nothing']));
    expect(found.size).toBe(2);
    const id = expect.stringMatching(/^report_/);
    const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
    expect(found.get('full')).toEqual({ ...full, id, sha256 });
    const withheld = { text: null, sha256: null, url: null, retrievedAt: null };
    expect(found.get('agency-1')).toEqual({ ...report('agency-1'), ...withheld, id });
    const one = found.get('full')!;
    expect(await database.read((db) => reportById(db, one.id))).toEqual(one);
    expect(await database.read((db) => reportById(db, 'report_0'))).toBeNull();
  });

  test('of an event are those with a published claim about it, oldest first', async () => {
    const database = await openClash(engine);
    await recordEvent(database, EDITOR, event('other'));
    const publishedAt = { c: day(3), b: day(2), a: day(2), drafts: day(1), taken: day(1), elsewhere: day(1) };
    for (const [slug, at] of Object.entries(publishedAt)) {
      await recordReport(database, EDITOR, report(slug, { publishedAt: at }));
    }
    const citing = (slug: string) => ({ citation: { report: slug, paraphrase: 'Three fell.' } });
    for (const slug of ['c', 'b', 'a', 'a']) await recordFigure(database, citing(slug));
    await recordStatement(database, { ...citing('drafts'), status: 'DRAFT' });
    await recordFigure(database, { ...citing('elsewhere'), event: 'other' });
    // A revision that cites another report counts for that one alone.
    const moved = await recordFigure(database, citing('taken'));
    await revise(database, moved, ({ citation }) => ({ citation: { ...citation, report: 'a' } }));
    const listing = reportsOfEvent('clash');
    const page = await database.read((db) => pageReports(db, listing, FIRST_PAGE));
    expect(page.items.map(({ value }) => value.slug)).toEqual(['a', 'b', 'c']);
    expect(await database.read((db) => countOf(db, listing))).toBe(3);
  });
});
