import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const { resolve } = createRequire(import.meta.url);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/postgres.ts',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    isolate: false,
    // Vitest would leave one core idle; on two that is half of them.
    maxWorkers: '100%',
  },
  // Vitest would take graphql's module build for our files and its CommonJS build for packages: two realms.
  resolve: { alias: [{ find: /^graphql$/, replacement: resolve('graphql') }] },
});
