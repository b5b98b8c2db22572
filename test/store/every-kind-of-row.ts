import type { Database } from '../../src/store/database.ts';
import { accessKeyTable } from '../../src/store/tables.ts';
import { assessClaim } from '../../src/use-cases/assess-claim.ts';
import { retractClaim } from '../../src/use-cases/decide-claim.ts';
import { recordEvent } from '../../src/use-cases/record-event.ts';
import { recordParty } from '../../src/use-cases/record-party.ts';
import { recordReport } from '../../src/use-cases/record-report.ts';
import { recordSource } from '../../src/use-cases/record-source.ts';
import { reviseSource } from '../../src/use-cases/revise-source.ts';
import {
  day,
  EDITOR,
  event,
  figure,
  party,
  recordAct,
  recordClash,
  recordFigure,
  recordStatement,
  report,
  revise,
  saidBy,
  source,
} from './small-record.ts';

/** Words of many scripts, with marks that turn the reading direction, composed and not. */
const WORDS = 'Åsa A\u030Asa “قتلى” \u202Eabc\u202C 死者 👩🏽‍🚒 \\ \' " \u0001 \u2028 \uFFFD';

/** Every table with rows, every engine's odd values among them; says a claim that the word "Zuleika" finds. */
export async function recordEveryKindOfRow(database: Database): Promise<string> {
  await recordClash(database);
  await recordParty(database, EDITOR, party('words', { name: WORDS, aliases: [WORDS, '{}', 'a'] }));
  await recordSource(database, EDITOR, source('crowd', { name: WORDS, anonymous: true, organOf: 'monitor' }));
  await reviseSource(database, EDITOR, { slug: 'monitor', name: WORDS, reason: WORDS });
  const place = { name: WORDS, latitude: 0.1 + 0.2, longitude: -179.99999999999997 };
  await recordEvent(database, EDITOR, event('whole', { place, endedAt: day(22), precision: 'DAY' }));
  await recordEvent(
    database,
    EDITOR,
    event('equator', { place: { name: 'x', latitude: 0, longitude: 5e-324 } }),
  );
  // Sorted before the event that it is a part of.
  await recordEvent(database, EDITOR, event('a-part', { parent: 'whole' }));
  await recordReport(database, EDITOR, report('page', { text: `Three soldiers fell. ${WORDS}` }));
  const first = await recordFigure(database, { ref: 'first', note: WORDS });
  const attribution = { ...saidBy('army').attribution, relayedBy: ['agency', 'monitor'], follows: 'agency' };
  await recordFigure(database, {
    attribution,
    figure: { words: 'more than seven' },
    perpetrators: ['rebels'],
  });
  const most = { bounds: { min: 100_000_000, max: 100_000_000, best: 100_000_000 } };
  const last = await recordFigure(database, { victims: figure().victims, figure: most, status: 'DRAFT' });
  await recordFigure(database, { citation: { report: 'page', exact: 'Three soldiers fell' } });
  await recordAct(database);
  const statement = await recordStatement(database, { proposition: 'Zuleika crossed the bridge' });
  await revise(database, first, () => ({ note: null }));
  await revise(database, last, () => ({ note: WORDS }));
  await assessClaim(database, EDITOR, { id: first, credibility: 'DOUBTFUL', note: WORDS });
  const gone = await recordStatement(database, { proposition: 'The truce broke' });
  await retractClaim(database, EDITOR, {
    id: gone,
    expectedRevision: 1,
    retractedAt: day(26),
    reason: WORDS,
  });
  await recordParty(database, EDITOR, { ...party('once'), idempotencyKey: WORDS });
  await database.write((db) => db.insert(accessKeyTable, [KEY]));
  return statement;
}

const KEY = {
  id: 'key_1',
  prefix: 'cc_1',
  digest: 'f'.repeat(64),
  name: WORDS,
  role: 'EDITOR',
  events: '["clash"]',
  created_at: day(1),
  created_by: EDITOR.name,
  expires_at: null,
  revoked_at: day(2),
  last_used_at: null,
};
