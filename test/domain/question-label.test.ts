import { expect, test } from 'vitest';
import { questionOf } from '../../src/domain/question.ts';
import { outcomeWords, questionLabel } from '../../src/domain/question-label.ts';
import { OUTCOMES } from '../../src/domain/vocabulary.ts';
import { act, day, figure, type SaidFigure, statement } from '../support/claims.ts';

const NAMES = new Map([['ndf', 'National Defense Forces']]);

test.each<[SaidFigure, string]>([
  [{}, 'Killed: fighters of National Defense Forces'],
  [{ victims: { status: 'UNSPECIFIED' } }, 'Killed: fighters of National Defense Forces'],
  [
    { victims: { status: 'CIVILIAN', parties: ['asayish', 'ndf'] } },
    'Killed: civilians of asayish and National Defense Forces',
  ],
  [{ victims: { scope: 'ALL', parties: [], status: 'UNSPECIFIED' } }, 'Killed: everybody'],
  [
    { victims: { scope: 'ALL', parties: [], status: 'CIVILIAN', demographic: 'CHILDREN' } },
    'Killed: civilians, children',
  ],
  [{ victims: { scope: 'UNKNOWN', parties: [], status: 'UNSPECIFIED' } }, 'Killed: people of unknown side'],
  [{ victims: { scope: 'UNKNOWN', parties: [], status: 'COMBATANT' } }, 'Killed: fighters of unknown side'],
  [
    { outcome: 'DISPLACED', victims: { scope: 'ALL', parties: [], status: 'UNSPECIFIED', unit: 'FAMILY' } },
    'Displaced: families',
  ],
  [
    { coversFrom: day(24), coversTo: day(25) },
    'Killed: fighters of National Defense Forces (covers from 24 April 2021 until 25 April 2021)',
  ],
  [{ coversTo: day(25) }, 'Killed: fighters of National Defense Forces (covers until 25 April 2021)'],
])('%j is labelled %s', (said, label) => {
  expect(questionLabel(questionOf(figure(said)), NAMES)).toBe(label);
});

test('texts label themselves', () => {
  expect(questionLabel(questionOf(statement()), NAMES)).toBe('The truce held.');
  expect(questionLabel(questionOf(act()), NAMES)).toBe('Who did it: The shot at the child.');
});

test('every outcome has words of its own', () => {
  expect(new Set(OUTCOMES.map(outcomeWords)).size).toBe(OUTCOMES.length);
});
