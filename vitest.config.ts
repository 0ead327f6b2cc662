import { defineConfig } from 'vitest/config';

interface Options {
  readonly testTimeout?: number;
  readonly globalSetup?: string;
  /** Projects of a later group start when those of an earlier one have ended. */
  readonly groupOrder?: number;
}

const synthesized = './test/support/synthesized.ts';

const project = (name: string, { testTimeout = 10_000, globalSetup, groupOrder = 0 }: Options = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: 30_000,
    sequence: { groupOrder },
    ...(globalSetup !== undefined && { globalSetup }),
  },
});

export default defineConfig({
  test: {
    // Two even on a small machine: most of the time a test waits for a process or a socket. With one, Vitest would
    // also run the projects in another order than theirs.
    maxWorkers: 2,
    // No file leaves anything behind in a module, and aws-cdk-lib takes seconds to load.
    isolate: false,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      project('unit'),
      project('fuzz'),
      project('local'),
      project('conformance'),
      project('integration', { testTimeout: 30_000, globalSetup: synthesized }),
      project('infra', { testTimeout: 60_000, globalSetup: synthesized }),
      project('model', { testTimeout: 30_000, globalSetup: synthesized }),
      project('audit', { testTimeout: 30_000, globalSetup: synthesized, groupOrder: 1 }),
    ],
  },
});
