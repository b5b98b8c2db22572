import { describe, expect, test } from 'vitest';
import { Turns } from '../src/turns.ts';

/** Holds the thread. */
const hold = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

describe('turns', () => {
  test('are taken in the order in which they were asked for', async () => {
    const turns = new Turns();
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((number) => turns.run(async () => order.push(number))));
    expect(order).toEqual([1, 2, 3]);
  });

  test('let everything else have its own between long ones, however many were asked for at once', async () => {
    const turns = new Turns();
    let [others, over] = [0, false];
    const other = (): void => {
      others += 1;
      if (!over) setTimeout(other, 0);
    };
    setTimeout(other, 0);
    await Promise.all(Array.from({ length: 20 }, () => turns.run(async () => hold(11))));
    over = true;
    expect(others).toBeGreaterThan(10);
  });

  test('come after a failed one all the same', async () => {
    const turns = new Turns();
    await expect(turns.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.run(async () => 'yes')).toBe('yes');
  });
});
