import { expect, test } from 'vitest';
import { Findings } from '../../src/domain/findings.ts';

test('nothing found refuses nothing', () => {
  expect(() => new Findings().refuse()).not.toThrow();
});

test('all that was found is refused at once, under the code of the gravest', () => {
  const findings = new Findings();
  findings.add('input.event', 'there is no such event', 'NOT_FOUND');
  findings.add('input.ref', 'taken', 'CONFLICT');
  expect(() => findings.refuse()).toThrow(
    expect.objectContaining({
      code: 'NOT_FOUND',
      message: 'input.event: there is no such event; input.ref: taken',
      problems: [
        { field: 'input.event', message: 'there is no such event' },
        { field: 'input.ref', message: 'taken' },
      ],
    }),
  );
  findings.add('input.figure', 'expected words or bounds');
  expect(() => findings.refuse()).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('of very many problems the first hundred are told, and how many more there are', () => {
  const findings = new Findings();
  for (let index = 0; index < 30_000; index += 1) findings.add(`input.parties[${index}]`, 'there is none');
  const problems = expect.toSatisfy((told: { field: string }[]) => told.length === 101);
  expect(() => findings.refuse()).toThrow(
    expect.objectContaining({
      problems,
      message: expect.stringMatching(
        /^input\.parties\[0\].*; input: and 29900 more problems; mend these first$/,
      ),
    }),
  );
});
