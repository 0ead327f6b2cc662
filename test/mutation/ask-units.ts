import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { Mutant } from './mutant.ts';

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
  const { start, end } = location;
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const text = lines.map((line, index) =>
    line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
  );
  return {
    file: relative(process.cwd(), fileName),
    line: start.line,
    mutator: mutatorName,
    original: oneLine(text.join('\n')),
    replacement: oneLine(replacement ?? ''),
    isKilled: status === 'Killed' || status === 'Timeout',
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
