import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { ClaimStatus } from '../../src/domain/vocabulary.ts';
import { claimsById } from '../../src/store/claims.ts';
import { eventRecord } from '../../src/store/event-record.ts';
import { saveRevisions } from '../../src/use-cases/save-revisions.ts';
import { ENGINES } from '../support/databases.ts';
import { openClash, recordFigure } from './small-record.ts';

/** The domain's word on it: of each claim, its last revision of that time or before. */
function asRecorded(history: readonly Claim[], at: Instant): string[] {
  const ids = [...new Set(history.map((claim) => claim.claimId))];
  return ids
    .flatMap((id) => history.filter((claim) => claim.claimId === id && claim.revisedAt <= at).slice(-1))
    .map(told)
    .sort();
}

const told = (claim: Claim): string => `${claim.claimId} ${claim.revision} ${claim.status} ${claim.note}`;

/** What happens to the record: a new claim, or a revision of one that is there. */
const steps = fc.array(
  fc.record({
    claim: fc.nat({ max: 5 }),
    status: fc.constantFrom<ClaimStatus>('PUBLISHED', 'RETRACTED', 'REJECTED'),
    note: fc.string({ minLength: 1, maxLength: 3, unit: 'grapheme-ascii' }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe.each(ENGINES)('as recorded, on %s', (engine) => {
  test('at every moment of any history the store holds of each claim its last revision of then', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const database = await openClash(engine);
        const ids: string[] = [];
        const revisions: Claim[] = [];
        for (const { claim, status, note } of history) {
          const id = ids[claim] ?? (await recordFigure(database));
          if (ids[claim] === undefined) ids.push(id);
          else {
            await database.write(async (db) => {
              const before = (await claimsById(db, [id])).get(id)!;
              const next = { ...before, status, note, revision: before.revision + 1, reason: 'drawn' };
              await saveRevisions(db, before.event, [next], [], 'tests');
            });
          }
          revisions.push((await database.read((db) => claimsById(db, [id]))).get(id)!);
        }
        const { event } = revisions[0]!;
        const moments = revisions.map((claim) => claim.revisedAt);
        const between = moments.map((moment) => new Date(Date.parse(moment) - 1).toISOString());
        for (const at of [...moments, ...between]) {
          const held = await database.read((db) => eventRecord(db, event, false, at));
          expect(held!.claims.map(told).sort()).toEqual(asRecorded(revisions, at));
          expect(held!.claims.every((claim) => claim.asOf.recordedBy === at)).toBe(true);
        }
        const now = await database.read((db) => eventRecord(db, event, false));
        expect(now!.claims.map(told).sort()).toEqual(asRecorded(revisions, moments.at(-1)!));
      }),
      { numRuns: engine === 'sqlite' ? 25 : 8 },
    );
  });
});
