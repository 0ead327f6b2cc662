import type { TestProject } from 'vitest/node';

/** The stacks were synthesized once, from the sources as they are: the functions of a test run from the mutated ones. */
export function setup({ provide }: TestProject): void {
  const directory = process.env.MUTATION_ASSEMBLY;
  if (directory === undefined) throw new Error('MUTATION_ASSEMBLY names no directory: run npm run mutate');
  provide('assembly', directory);
}
