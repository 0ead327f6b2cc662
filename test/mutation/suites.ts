import { existsSync } from 'node:fs';

/** Tests that are asked in one go, and whose they are. */
export interface Suite {
  readonly name: 'units' | 'worlds';
  /** Globs of the sources that are mutated. */
  readonly sources: readonly string[];
  readonly tests: readonly string[];
}

/** Those of a folder's own tests: quick, so that most mutants are killed before anything slow is asked. */
export function ownUnits(folders: readonly string[]): readonly Suite[] {
  return folders
    .filter((folder) => existsSync(`test/unit/${folder}`))
    .map((folder) => ({ name: 'units', sources: [`lambda/${folder}/`], tests: [`test/unit/${folder}/**/*.test.ts`] }));
}

export const allUnits: Suite = {
  name: 'units',
  sources: ['lambda/'],
  tests: ['test/unit/{intake,notices,octopus,reminder,revocation,rotation,runtime,secrets,watch,cli}/**/*.test.ts'],
};

/** The function as it runs in a local world. Those that only repeat others at each call they may be cut off at are left out. */
export const worlds: Suite = {
  name: 'worlds',
  sources: ['lambda/'],
  tests: [
    'test/integration/octopus/client.test.ts',
    'test/integration/rotation/{rotation,interference,replay-and-leak,after-the-move,lag}.test.ts',
    'test/integration/watch/{truth-table,interference,rollback,year}.test.ts',
    'test/integration/daily-watch.test.ts',
  ],
};
