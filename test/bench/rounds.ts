import type { Clock } from './clock.ts';

export type Measured = Readonly<Record<string, () => Promise<unknown>>>;

/** The median milliseconds of each, taken in turns, so that what slows the machine down slows down all of them. */
export async function mediansOf(
  measured: Measured,
  rounds: number,
  now: Clock,
): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(Object.keys(measured).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of Object.entries(measured)) {
      const start = now();
      await work();
      // The first round warms up.
      if (round > 0) times.get(name)!.push(now() - start);
    }
  }
  return new Map([...times].map(([name, own]) => [name, median(own)]));
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;
