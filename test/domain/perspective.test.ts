import { expect, test } from 'vitest';
import { type Perspective, perspectiveOf } from '../../src/domain/perspective.ts';

const EVENT = {
  sides: [
    { label: null, parties: ['ndf', 'army'] },
    { label: null, parties: ['asayish'] },
  ],
};

test.each<[string, string | null, string[], Perspective]>([
  ['its own party’s losses', 'ndf', ['ndf'], 'OWN_LOSSES'],
  ['its ally’s losses', 'ndf', ['army'], 'OWN_LOSSES'],
  ['its whole side’s losses', 'ndf', ['army', 'ndf'], 'OWN_LOSSES'],
  ['the other side’s losses', 'ndf', ['asayish'], 'OPPONENT_LOSSES'],
  ['the losses of a party on no side', 'ndf', ['civil-defence'], 'OPPONENT_LOSSES'],
  ['both sides’ losses', 'ndf', ['asayish', 'ndf'], 'BOTH_SIDES'],
  ['both sides’ losses, though not its own party’s', 'ndf', ['army', 'asayish'], 'BOTH_SIDES'],
  ['victims of no party that it names', 'ndf', [], 'THIRD_PARTY'],
  ['losses, and speaks for nobody', null, ['ndf'], 'THIRD_PARTY'],
  ['losses, and speaks for a party on no side of the event', 'police', ['police'], 'THIRD_PARTY'],
])('a source that counts %s', (_, party, victims, expected) => {
  expect(perspectiveOf({ party }, victims, EVENT)).toBe(expected);
});
