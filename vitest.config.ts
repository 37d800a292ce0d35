import { defineConfig } from 'vitest/config';

/** `npm test`: everything that ends within minutes. The long statistical tests are in vitest.acceptance.config.ts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.js'],
    exclude: ['test/acceptance/**', '**/node_modules/**', 'dist/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    // Tests in real time mostly wait.
    maxConcurrency: 24,
  },
});
