import { defineConfig } from 'vitest/config';

// Stryker starts Vitest in processes of its own: what it is to run reaches them by the environment alone.
const include: readonly string[] = JSON.parse(process.env.MUTATION_TESTS ?? '[]');

export default defineConfig({
  test: {
    include: [...include],
    testTimeout: 30_000,
  },
});
