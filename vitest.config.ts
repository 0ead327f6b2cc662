import { defineConfig } from 'vitest/config';

const project = (name: string, testTimeout = 10_000) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: 30_000 },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [project('unit'), project('local'), project('integration', 30_000), project('infra', 60_000)],
  },
});
