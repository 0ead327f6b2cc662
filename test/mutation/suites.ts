import { existsSync } from 'node:fs';

/** Tests that are asked in one go about the sources of a folder. */
export interface Suite {
  readonly name: 'units' | 'worlds';
  readonly tests: readonly string[];
}

/** Those of a folder's own tests: quick, so that most mutants are killed before anything slow is asked. */
export function unitsOf(folder: string): Suite | undefined {
  const tests = [...(existsSync(`test/unit/${folder}`) ? [`test/unit/${folder}/**/*.test.ts`] : [])];
  // They need the vendor's fake and no world.
  if (folder === 'octopus') tests.push('test/integration/octopus/*.test.ts');
  return tests.length === 0 ? undefined : { name: 'units', tests };
}

const rotation = 'test/integration/rotation/rotation.test.ts';
const moved = 'test/integration/rotation/{interference,replay-and-leak,after-the-move}.test.ts';
const days = 'test/integration/watch/truth-table.test.ts';
const back = 'test/integration/watch/rollback.test.ts';

/**
 * What runs a folder's functions in local worlds. A mutant that survives costs all of them, so each folder has those
 * that are about it; what cuts a run off at each of its calls, or lives through a year, finds the same after minutes.
 */
const worlds: Readonly<Record<string, readonly string[]>> = {
  intake: [rotation],
  notices: [],
  octopus: [],
  reminder: [],
  revocation: [rotation, back],
  rollback: [back],
  rotation: [rotation, moved],
  runtime: [rotation, days],
  secrets: [rotation],
  watch: [days, 'test/integration/watch/interference.test.ts'],
};

export function worldsOf(folder: string): Suite | undefined {
  const tests = worlds[folder] ?? [rotation, days];
  return tests.length === 0 ? undefined : { name: 'worlds', tests };
}
