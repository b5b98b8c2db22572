import { describe, expect, test } from 'vitest';
import type { Change, ClaimChange } from '../../src/domain/change.ts';
import { ChangeQueue, MOST_WAITING } from '../../src/use-cases/change-queue.ts';

const change = (claim: string, event = 'clash'): ClaimChange => ({
  of: 'CLAIM',
  kind: 'RECORDED',
  claim,
  revision: 1,
  event,
  sources: ['monitor'],
  status: 'PUBLISHED',
});
const ofClash = (given: Change): given is ClaimChange => given.event === 'clash';

function queueOf() {
  let stops = 0;
  const queue = new ChangeQueue(ofClash);
  queue.stopWith(() => {
    stops += 1;
  });
  return { queue, stopped: () => stops > 0 };
}

describe('the changes that wait for a subscriber', () => {
  test('come in their order, those that it wants', async () => {
    const { queue } = queueOf();
    queue.changed([change('1'), change('2', 'other'), change('3')]);
    queue.changed([change('4', 'other')]);
    queue.changed([change('5')]);
    const claims = [];
    for (let taken = 0; taken < 3; taken += 1) claims.push((await queue.next()).value?.claim);
    expect(claims).toEqual(['1', '3', '5']);
  });

  test('come when they come to one who waits already', async () => {
    const { queue } = queueOf();
    const next = queue.next();
    queue.changed([change('1')]);
    expect(await next).toMatchObject({ done: false, value: { claim: '1' } });
  });

  test('are let go when it ends, though it waits for the next', async () => {
    const { queue, stopped } = queueOf();
    const next = queue.next();
    await queue.return();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(stopped()).toBe(true);
  });

  test('may be as many as one write makes: an import drops nobody', async () => {
    const { queue, stopped } = queueOf();
    queue.changed(Array.from({ length: 10 * MOST_WAITING }, (_, index) => change(String(index))));
    let taken = 0;
    while (taken < 10 * MOST_WAITING) {
      expect((await queue.next()).value?.claim).toBe(String(taken));
      taken += 1;
    }
    expect(stopped()).toBe(false);
  });

  test('are of so many writes at most: one more drops it, with an error that says so', async () => {
    const { queue, stopped } = queueOf();
    for (let index = 0; index < MOST_WAITING; index += 1) queue.changed([change(String(index))]);
    expect(stopped()).toBe(false);
    queue.changed([change('too much')]);
    expect(stopped()).toBe(true);
    await expect(queue.next()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await queue.next()).toEqual({ done: true, value: undefined });
  });

  test('end with the reason when changes may have been missed', async () => {
    const { queue, stopped } = queueOf();
    const next = queue.next();
    queue.lost(new Error('the connection is gone'));
    await expect(next).rejects.toThrow('the connection is gone');
    expect(stopped()).toBe(true);
  });
});
