import { defineConfig } from 'vite';

// Everything is bundled, Monaco's workers too, so that the playground works with no internet.
export default defineConfig({
  root: import.meta.dirname,
  base: '/graphql/',
  build: {
    outDir: '../../../dist/playground',
    emptyOutDir: true,
    license: { fileName: 'licenses.md' },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4_000,
    // React libraries mark modules with directives for servers that render them; none renders these.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
