import { describe, expect, test } from 'vitest';
import { compareEvent } from '../../src/use-cases/compare-event.ts';
import { findClaim } from '../../src/use-cases/find-claim.ts';
import { findNode } from '../../src/use-cases/find-node.ts';
import { listClaims } from '../../src/use-cases/list-claims.ts';
import { listEvents } from '../../src/use-cases/list-events.ts';
import { listSources } from '../../src/use-cases/list-sources.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import {
  day,
  EDITOR,
  event,
  FIRST_PAGE,
  figure,
  openClash,
  party,
  recordAct,
  recordFigure,
  recordStatement,
  report,
  source,
} from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

const HOSTILE: [string, string][] = [
  ['a NUL character', '\u0000'],
  ['half a character', '\ud800'],
];

describe.each(ENGINES)('on %s', (engine) => {
  test.each(HOSTILE)('%s in any text of an input is refused', async (_, character) => {
    const database = await openClash(engine);
    const bad = `a${character}b`;
    const { attribution, citation, victims } = figure();
    const withText = report('text', { text: `x a${character}b y` });
    const inputs: [string, () => Promise<string>][] = [
      ['party slug', () => recordParty(database, EDITOR, party(bad))],
      ['party name', () => recordParty(database, EDITOR, party('x', { name: bad }))],
      ['party alias', () => recordParty(database, EDITOR, party('x', { aliases: [bad] }))],
      ['source name', () => recordSource(database, EDITOR, source('x', { name: bad }))],
      ['source alias', () => recordSource(database, EDITOR, source('x', { aliases: [bad] }))],
      ['source party', () => recordSource(database, EDITOR, source('x', { party: bad }))],
      ['source organOf', () => recordSource(database, EDITOR, source('x', { organOf: bad }))],
      ['event title', () => recordEvent(database, EDITOR, event('x', { title: bad }))],
      ['event place', () => recordEvent(database, EDITOR, event('x', { place: { name: bad } }))],
      [
        'side',
        () => recordEvent(database, EDITOR, event('x', { sides: [{ label: bad, parties: ['army'] }] })),
      ],
      ['side party', () => recordEvent(database, EDITOR, event('x', { sides: [{ parties: [bad] }] }))],
      ['parent', () => recordEvent(database, EDITOR, event('x', { parent: bad }))],
      ['report title', () => recordReport(database, EDITOR, report('x', { title: bad }))],
      ['report text', () => recordReport(database, EDITOR, withText)],
      [
        'report url',
        () => recordReport(database, EDITOR, report('x', { url: `https://example.org/${bad}` })),
      ],
      ['report language', () => recordReport(database, EDITOR, report('x', { language: `en-${bad}` }))],
      ['publisher', () => recordReport(database, EDITOR, report('x', { publisher: bad }))],
      ['claim event', () => recordFigure(database, { event: bad })],
      ['claim ref', () => recordFigure(database, { ref: bad })],
      ['claim note', () => recordFigure(database, { note: bad })],
      ['cited report', () => recordFigure(database, { citation: { ...citation, report: bad } })],
      ['quote', () => recordFigure(database, { citation: { ...citation, exact: bad } })],
      ['paraphrase', () => recordFigure(database, { citation: { ...citation, paraphrase: bad } })],
      ['claim source', () => recordFigure(database, { attribution: { ...attribution, source: bad } })],
      ['relay', () => recordFigure(database, { attribution: { ...attribution, relayedBy: [bad] } })],
      ['follows', () => recordFigure(database, { attribution: { ...attribution, follows: bad } })],
      ['cue', () => recordFigure(database, { attribution: { ...attribution, cue: bad } })],
      ['description', () => recordFigure(database, { victims: { ...victims, description: bad } })],
      ['victims', () => recordFigure(database, { victims: { ...victims, parties: [bad] } })],
      ['figure words', () => recordFigure(database, { figure: { words: `three${character}` } })],
      ['figure wording', () => recordFigure(database, { figure: { bounds: { min: 3, wording: bad } } })],
      ['perpetrators', () => recordFigure(database, { perpetrators: [bad] })],
      ['whole', () => recordFigure(database, { partOf: bad })],
      ['proposition', () => recordStatement(database, { proposition: bad })],
      ['question', () => recordStatement(database, { proposition: null, question: bad })],
      ['act', () => recordAct(database, { act: bad })],
      ['blamed', () => recordAct(database, { blamed: [bad] })],
    ];
    for (const [field, record] of inputs) {
      const outcome = await record().catch((error: { code?: string; message: string }) => error);
      expect([field, outcome]).toEqual([
        field,
        expect.objectContaining({ code: expect.stringMatching(/^(BAD_USER_INPUT|NOT_FOUND)$/) }),
      ]);
    }
  });

  test.each(HOSTILE)('%s in a lookup finds nothing', async (_, character) => {
    const database = await openClash(engine);
    const id = await recordFigure(database);
    const bad = `clash${character}`;
    const order = { field: 'assertedAt', descending: false } as const;
    const request = {
      assertedBy: null,
      recordedBy: null,
      includeDrafts: false,
      reading: 'CUMULATIVE',
      outcomes: null,
      includeParts: true,
    } as const;
    expect(await findClaim(database, EDITOR, id + character)).toBeNull();
    expect(await findClaim(database, EDITOR, `${id}${character}~1`)).toBeNull();
    expect(await findNode(database, EDITOR, id + character)).toBeNull();
    expect(await compareEvent(database, EDITOR, bad, { ...request, sources: null })).toBeNull();
    const unknown = compareEvent(database, EDITOR, 'clash', { ...request, sources: [bad] });
    await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const query of [
      { events: [bad] },
      { sources: [bad] },
      { parties: [bad] },
      { report: bad },
      { question: bad },
      { text: character },
    ]) {
      expect((await listClaims(database, EDITOR, query, order, FIRST_PAGE)).page.items).toEqual([]);
    }
    expect((await listEvents(database, { parties: [bad] }, false, FIRST_PAGE)).page.items).toEqual([]);
    expect((await listEvents(database, { text: character }, false, FIRST_PAGE)).page.items).toEqual([]);
    expect((await listSources(database, { parties: [bad] }, FIRST_PAGE)).page.items).toEqual([]);
    const beyond = { ...FIRST_PAGE, after: [day(23) + character, character] };
    expect((await listClaims(database, EDITOR, {}, order, beyond)).page.items).toHaveLength(1);
  });
});
