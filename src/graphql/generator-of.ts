/** An async generator of these methods. No generator function: that could not be ended while it waits for the next. */
export function generatorOf<T>(
  next: () => Promise<IteratorResult<T, void>>,
  end: () => Promise<unknown>,
): AsyncGenerator<T, void, void> {
  const generator: Omit<AsyncGenerator<T, void, void>, typeof Symbol.asyncDispose> = {
    next,
    return: async () => {
      await end();
      return OVER;
    },
    throw: (error) => Promise.reject(error),
    [Symbol.asyncIterator]: () => generator as AsyncGenerator<T, void, void>,
  };
  return generator as AsyncGenerator<T, void, void>;
}

export const OVER = { done: true, value: undefined } as const;
