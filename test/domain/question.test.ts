import { describe, expect, test } from 'vitest';
import { foldText, questionKey, questionOf } from '../../src/domain/question.ts';
import { act, day, figure, type SaidFigure, statement } from '../support/claims.ts';

const key = (said: SaidFigure = {}): string => figure(said).questionKey;

describe('a figure question', () => {
  test.each<[string, SaidFigure]>([
    ['event', { event: 'another' }],
    ['outcome', { outcome: 'WOUNDED' }],
    ['scope', { victims: { scope: 'ALL', parties: [] } }],
    ['parties', { victims: { parties: ['asayish'] } }],
    ['more parties', { victims: { parties: ['asayish', 'ndf'] } }],
    ['status', { victims: { status: 'CIVILIAN' } }],
    ['demographic', { victims: { demographic: 'CHILDREN' } }],
    ['unit', { victims: { unit: 'FAMILY' } }],
    ['beginning of the covered period', { coversFrom: day(24) }],
    ['end of the covered period', { coversTo: day(24) }],
  ])('is another with another %s', (_, said) => {
    expect(key(said)).not.toBe(key());
  });

  test.each<[string, SaidFigure]>([
    ['wording', { wording: 'three of its members' }],
    ['description', { victims: { description: 'one leader' } }],
    ['number', { count: 9 }],
    ['extent', { extent: 'SOME' }],
    ['source', { source: 'sohr' }],
    ['stance', { stance: 'DENIES' }],
  ])('is the same with another %s', (_, said) => {
    expect(key(said)).toBe(key());
  });

  test('is the same with other perpetrators', () => {
    const claim = { ...figure(), perpetrators: ['asayish'] };
    expect(questionKey(claim, String)).toBe(key());
  });

  test('is of the set of parties, in whatever order they are named', () => {
    expect(key({ victims: { parties: ['ndf', 'asayish'] } })).toBe(
      key({ victims: { parties: ['asayish', 'ndf'] } }),
    );
  });

  test('takes a party’s own for its fighters unless the words say civilians', () => {
    expect(key({ victims: { status: 'UNSPECIFIED' } })).toBe(key({ victims: { status: 'COMBATANT' } }));
    expect(questionOf(figure({ victims: { status: 'UNSPECIFIED' } }))).toMatchObject({ status: 'COMBATANT' });
  });

  test.each(['ALL', 'UNKNOWN'] as const)('of scope %s keeps UNSPECIFIED apart from fighters', (scope) => {
    const of = (status: 'UNSPECIFIED' | 'COMBATANT') => key({ victims: { scope, parties: [], status } });
    expect(of('UNSPECIFIED')).not.toBe(of('COMBATANT'));
  });

  test('says all that its key says', () => {
    const claim = figure({ coversFrom: day(23), coversTo: day(24), victims: { demographic: 'MEN' } });
    expect(questionOf(claim)).toEqual({
      kind: 'FIGURE',
      key: claim.questionKey,
      event: 'clash',
      outcome: 'KILLED',
      scope: 'PARTIES',
      parties: ['ndf'],
      status: 'COMBATANT',
      demographic: 'MEN',
      unit: 'PERSON',
      coversFrom: day(23),
      coversTo: day(24),
    });
  });
});

describe('a text', () => {
  test.each([
    ['The truce held', 'the TRUCE held'],
    ['The truce held', '  The \n truce\theld '],
    ['The truce held', 'The truce held.'],
    ['The truce held', 'The truce held !?…'],
    ['انتهت الهدنة', 'انتهت الهدنة؟'],
    ['Caf\u00e9', 'Cafe\u0301'],
  ])('%j asks the same as %j', (one, other) => {
    expect(foldText(other)).toBe(foldText(one));
  });

  test.each([
    ['The truce held', 'The truce failed'],
    ['The truce, held', 'The truce held'],
    ['The truce held', 'The tru ce held'],
  ])('%j asks something else than %j', (one, other) => {
    expect(foldText(other)).not.toBe(foldText(one));
  });

  test('that is an act asks something else than the same text as a proposition', () => {
    expect(act({ act: 'The shot' }).questionKey).not.toBe(statement({ proposition: 'The shot' }).questionKey);
  });

  test('is digested, so that the key of a long one is short', () => {
    expect(questionKey(statement({ proposition: 'The Truce held.' }), (text) => `<${text}>`)).toBe(
      'clash/STATEMENT/<the truce held>',
    );
  });

  test('is the question’s as it was said', () => {
    expect(questionOf(statement())).toMatchObject({ kind: 'STATEMENT', proposition: 'The truce held.' });
    expect(questionOf(act())).toMatchObject({ kind: 'RESPONSIBILITY', act: 'The shot at the child.' });
  });
});

test('an event that takes its parts’ claims as its own asks their questions of itself', () => {
  const ofPart = figure({ event: 'clash-in-the-north' });
  expect(questionOf(ofPart, 'clash').key).toBe(figure().questionKey);
  expect(questionOf(ofPart).key).toBe(ofPart.questionKey);
});
