import { existsSync } from 'node:fs';

/** Tests that are asked in one go about the sources of a folder. */
export interface Suite {
  readonly name: 'units' | 'worlds';
  readonly tests: readonly string[];
}

/** Those of a folder's own tests: quick, so that most mutants are killed before anything slow is asked. */
export const unitsOf = (folder: string): Suite | undefined =>
  existsSync(`test/unit/${folder}`) ? { name: 'units', tests: [`test/unit/${folder}/**/*.test.ts`] } : undefined;

const client = 'test/integration/octopus/{client,tls}.test.ts';
const rotation = 'test/integration/rotation/{rotation,interference,replay-and-leak,after-the-move,lag}.test.ts';
const watch = 'test/integration/watch/{truth-table,interference,rollback}.test.ts';
const year = 'test/integration/watch/year.test.ts';
const command = 'test/integration/cli/{rotate,rollback,watch}.test.ts';

/**
 * What runs a folder's functions in local worlds. The tests that cut a run off at each of its calls are left out: they
 * find what the others find, after minutes.
 */
const worlds: Readonly<Record<string, readonly string[]>> = {
  intake: [rotation],
  octopus: [client],
  reminder: [],
  notices: [rotation, watch],
  revocation: [rotation, watch],
  rollback: [watch, command],
  rotation: [rotation, command],
  runtime: [rotation, watch, command],
  secrets: [rotation, watch],
  watch: [watch, year],
};

export function worldsOf(folder: string): Suite | undefined {
  const tests = worlds[folder] ?? [rotation, watch];
  return tests.length === 0 ? undefined : { name: 'worlds', tests };
}
