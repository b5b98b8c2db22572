import { expect, test } from 'vitest';
import { revisionId } from '../../src/domain/claim.ts';

test('the latest revision has the claim’s own id, an earlier one an id of its own', () => {
  expect(revisionId({ claimId: 'claim_1', revision: 3, latest: true })).toBe('claim_1');
  expect(revisionId({ claimId: 'claim_1', revision: 2, latest: false })).toBe('claim_1~2');
});
