import type { ExecutionResult } from 'graphql';
import { Refusal } from '../domain/refusal.ts';
import { generatorOf, OVER } from './generator-of.ts';

/** In milliseconds. A process hears of no other's revocations, so it looks. */
const LOOK_EVERY = 1_000;

/** Ends what is held open with keys that are revoked, by any process, or have expired. */
export class KeyWatch {
  readonly #endedOf: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly #held = new Map<object, { readonly key: string; readonly end: () => void }>();
  #looking: NodeJS.Timeout | undefined;

  /** endedOf: says which of these keys hold no more. */
  constructor(endedOf: (keys: readonly string[]) => Promise<ReadonlySet<string>>) {
    this.#endedOf = endedOf;
  }

  /** end: called once, when the key holds no more. Says what ends the watch. */
  watch(key: string, end: () => void): () => void {
    const held = { key, end };
    this.#held.set(held, held);
    this.#looking ??= setInterval(() => void this.#look(), LOOK_EVERY).unref();
    return () => {
      this.#held.delete(held);
      if (this.#held.size > 0) return;
      clearInterval(this.#looking);
      this.#looking = undefined;
    };
  }

  async isInForce(key: string): Promise<boolean> {
    return !(await this.#endedOf([key])).has(key);
  }

  async #look(): Promise<void> {
    const keys = [...new Set([...this.#held.values()].map(({ key }) => key))];
    // Where the database cannot be asked, nothing comes from it either.
    const ended = await this.#endedOf(keys).catch(() => new Set<string>());
    for (const { key, end } of [...this.#held.values()]) if (ended.has(key)) end();
  }
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** The results until the key holds no more: then nothing of what waits, and an error that says why. */
export function whileInForce(results: Results, key: string, keys: KeyWatch): Results {
  let [ended, over] = [false, false];
  const unwatch = keys.watch(key, () => {
    ended = true;
    void results.return();
  });
  const close = async (): Promise<void> => {
    over = true;
    unwatch();
    await results.return();
  };
  return generatorOf(async () => {
    if (over) return OVER;
    const result = await results.next();
    if (!result.done && (await keys.isInForce(key))) return result;
    await close();
    if (ended || !result.done) throw ENDED;
    return OVER;
  }, close);
}

const ENDED = new Refusal(
  'UNAUTHENTICATED',
  'the key was revoked or has expired, so this subscription ended; ask the operator for another key',
);
