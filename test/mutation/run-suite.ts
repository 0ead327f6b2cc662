import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import type { Mutant } from './score.ts';
import type { Suite } from './suites.ts';

type Result = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** Where Stryker works; ignored by git. */
export const workDirectory = '.mutation';

/** Mutates these places, which are globs or `file:line:column-line:column`, and asks a suite about each mutant. */
export async function runSuite(suite: Suite, places: readonly string[]): Promise<readonly Mutant[]> {
  process.env.MUTATION_TESTS = JSON.stringify(suite.tests);
  const stryker = new Stryker({
    mutate: [...places],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    // What is computed when a module is loaded needs all tests of a suite: for the worlds that would be hours.
    ignoreStatic: suite.name === 'worlds',
    concurrency: 2,
    // A settling that never ends is killed by the time; a world takes seconds, and the machine may have other work.
    timeoutMS: suite.name === 'units' ? 3_000 : 15_000,
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
  process.stdout.write(`${suite.name} of ${suite.tests.join(' ')}: ${counts}\n`);
  return results.filter(isValid).map((result) => toMutant(result, suite.name));
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

function toMutant({ fileName, location, mutatorName, replacement, status }: Result, killer: Suite['name']): Mutant {
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
    place: `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`,
    mutator: mutatorName,
    original: oneLine(text.join('\n')),
    replacement: oneLine(replacement ?? ''),
    killedBy: status === 'Killed' || status === 'Timeout' ? killer : 'nobody',
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
