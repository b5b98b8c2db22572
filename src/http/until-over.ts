/** The same values; tells once that no more come, for whatever reason. */
export function untilOver<T>(
  values: AsyncGenerator<T, void, void>,
  over: () => void,
): AsyncGenerator<T, void, void> {
  const { next, return: end } = values;
  return Object.assign(values, {
    next: async () => {
      try {
        const result = await next.call(values);
        if (result.done) over();
        return result;
      } catch (error) {
        over();
        throw error;
      }
    },
    return: () => {
      over();
      return end.call(values);
    },
  });
}
