import tests from '../../vitest.config.ts';

/** What `npm run bench` runs, and `npm test` does not. */
export default {
  ...tests,
  test: {
    ...tests.test,
    include: ['test/bench/*.bench.ts'],
    testTimeout: 1_200_000,
    hookTimeout: 1_200_000,
    fileParallelism: false,
  },
};
