import { defineConfig } from 'vitest/config';

/** `npm run acceptance`: published and derived figures, over trials long enough that their intervals are narrow. */
export default defineConfig({
  test: {
    include: ['test/acceptance/**/*.test.ts'],
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
