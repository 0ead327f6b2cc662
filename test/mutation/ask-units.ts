import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { Mutant } from './mutant.ts';
import { oneLine, placeAt } from './places.ts';

type Result = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Where Stryker works; ignored by git. */
export const workDirectory = '.mutation';

/** Mutates these sources of a folder, and asks the folder's own unit tests about each mutant. */
export async function askUnits(folder: string, files: readonly string[]): Promise<readonly Mutant[]> {
  // Those of the vendor's client need the vendor's fake and no world.
  const more = folder === 'octopus' ? ['test/integration/octopus/*.test.ts'] : [];
  const tests = [`test/unit/${folder}/**/*.test.ts`, ...more];
  process.env.MUTATION_TESTS = JSON.stringify(tests);
  const stryker = new Stryker({
    mutate: [...files],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency: 2,
    // What never ends is killed by the time; the machine may have other work.
    timeoutMS: 3_000,
    dryRunTimeoutMinutes: 15,
    tempDirName: `${workDirectory}/sandbox`,
    ignorePatterns: ['cdk.out', workDirectory],
    // The version of TypeScript here has no interface that Stryker could rewrite a configuration with.
    tsconfigFile: `${workDirectory}/none.json`,
    reporters: ['progress-append-only'],
  });
  const results = await stryker.runMutationTest();
  const ends = Object.entries(Object.groupBy(results, ({ status }) => status));
  const counts = ends.map(([status, of = []]) => `${status} ${of.length}`).join(', ');
  process.stdout.write(`units of ${folder}: ${counts}\n`);
  return results.filter(isValid).map(toMutant);
}

/** Whether it was a mutant at all: what does not run says nothing about a test. */
function isValid({ status }: Result): boolean {
  switch (status) {
    case 'Killed':
    case 'Timeout':
    case 'Survived':
    case 'NoCoverage':
      return true;
    case 'CompileError':
    case 'RuntimeError':
    case 'Ignored':
    case 'Pending':
      return false;
  }
}

function toMutant({ fileName, location, mutatorName, replacement, status }: Result): Mutant {
  const source = readFileSync(fileName, 'utf8');
  const offsetOf = ({ line, column }: { readonly line: number; readonly column: number }) =>
    source.split('\n', line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
  const [start, end] = [offsetOf(location.start), offsetOf(location.end)];
  return {
    file: relative(process.cwd(), fileName),
    line: location.start.line,
    place: placeAt(source, start, source.slice(start, end)),
    mutator: mutatorName,
    replacement: oneLine(replacement ?? ''),
    isKilled: status === 'Killed' || status === 'Timeout',
  };
}
