import { defineConfig } from 'vitest/config';

// Stryker starts Vitest in processes of its own: what it is to run reaches them by the environment alone.
const include: readonly string[] = JSON.parse(process.env.MUTATION_TESTS ?? '[]');
const needsAssembly = process.env.MUTATION_ASSEMBLY !== undefined;

export default defineConfig({
  test: {
    include: [...include],
    testTimeout: 30_000,
    ...(needsAssembly && { globalSetup: './test/mutation/assembly.ts', isolate: false }),
  },
});
