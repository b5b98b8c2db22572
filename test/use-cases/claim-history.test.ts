import { describe, expect, test } from 'vitest';
import { ANYBODY } from '../../src/domain/role.ts';
import { claimHistory } from '../../src/use-cases/claim-history.ts';
import { findClaim } from '../../src/use-cases/find-claim.ts';
import { claimOf, EDITOR, openClash, recordFigure, revise } from '../store/small-record.ts';
import { ENGINES } from '../support/databases.ts';

describe.each(ENGINES)("a claim's history on %s", (engine) => {
  test('tells each revision with its time, actor, reason and changes, oldest first', async () => {
    const database = await openClash(engine);
    const id = await recordFigure(database, { note: 'first' });
    const first = await claimOf(database, id);
    await revise(
      database,
      id,
      (claim) => ({
        note: null,
        attribution: { ...claim.attribution, relayedBy: ['agency', 'army'], follows: 'agency' },
        victims: { ...(claim as { victims: object }).victims, parties: ['army', 'tribe'] } as never,
      }),
      'misread',
    );
    await revise(database, id, () => ({ status: 'REJECTED' }), null);
    const history = await claimHistory(database, EDITOR, id, null, 20);
    expect(history).toEqual([
      { revision: 1, recordedAt: first.recordedAt, recordedBy: 'maryam', reason: null, changes: [] },
      {
        revision: 2,
        recordedAt: expect.any(String),
        recordedBy: 'maryam',
        reason: 'misread',
        changes: [
          { field: 'attribution.relayedBy', before: null, after: 'agency, army' },
          { field: 'attribution.follows', before: null, after: 'agency' },
          { field: 'note', before: 'first', after: null },
          { field: 'victims.parties', before: 'army', after: 'army, tribe' },
        ],
      },
      {
        revision: 3,
        recordedAt: expect.any(String),
        recordedBy: 'maryam',
        reason: null,
        changes: [{ field: 'status', before: 'PUBLISHED', after: 'REJECTED' }],
      },
    ]);
    expect(await claimHistory(database, EDITOR, id, null, 2)).toEqual(history.slice(1));
    expect(await claimHistory(database, EDITOR, id, null, 1)).toEqual(history.slice(2));
    expect(await claimHistory(database, EDITOR, id, null, 0)).toEqual([]);
    expect(await claimHistory(database, EDITOR, 'claim_0', null, 20)).toEqual([]);
    expect((await claimHistory(database, ANYBODY, id, null, 20)).map(({ revision }) => revision)).toEqual([
      1, 2,
    ]);
  });

  test('leads to its revisions: each by its own id, the last by the claim’s', async () => {
    const database = await openClash(engine);
    const id = await recordFigure(database, { status: 'DRAFT' });
    await revise(database, id, () => ({ status: 'PUBLISHED', note: 'published' }));
    expect(await findClaim(database, ANYBODY, id)).toMatchObject({ revision: 2, latest: true });
    expect(await findClaim(database, ANYBODY, `${id}~2`)).toMatchObject({ revision: 2, note: 'published' });
    expect(await findClaim(database, ANYBODY, `${id}~1`)).toBeNull();
    expect(await findClaim(database, EDITOR, `${id}~1`)).toMatchObject({
      revision: 1,
      latest: false,
      note: null,
    });
    for (const none of [
      `${id}~3`,
      `${id}~0`,
      `${id}~01`,
      `${id}~`,
      `${id}~999999999`,
      `${id}~9999999999`,
      '',
    ]) {
      expect(await findClaim(database, EDITOR, none)).toBeNull();
    }
  });
});
