import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../local/stack/synthesize.ts';
import { settings } from '../support/synthesized.ts';
import { explanationOf, explanations } from './explained.ts';
import { runSuite, workDirectory } from './run-suite.ts';
import { type Mutant, printedScores, scoreFolders } from './score.ts';
import { type Suite, unitsOf, worldsOf } from './suites.ts';

/**
 * `npm run mutate [-- --mutate GLOB …] [--quick] [--json FILE]`: changes each place of the sources and sees whether a
 * test notices. First the folder's own unit tests are asked; without `--quick` the survivors are put to the worlds.
 */
async function main(): Promise<void> {
  const { mutate, quick, json } = parseArgs({
    options: {
      mutate: { type: 'string', multiple: true, default: ['lambda/**'] },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  }).values;
  const files = mutate.flatMap((glob) => globSync(glob)).filter((file) => /^lambda\/(?!handlers).*\.ts$/.test(file));
  if (files.length === 0) throw new Error(`${mutate.join(' ')} names no source in lambda/, e.g. 'lambda/secrets/**'`);
  mkdirSync(workDirectory, { recursive: true });
  const began = performance.now();
  const mutants = await askAll(files, quick);
  const seconds = Math.round((performance.now() - began) / 1000);
  const folders = scoreFolders(mutants, explanations);
  const survivors = mutants
    .filter(({ killedBy }) => killedBy === 'nobody')
    .map((mutant) => ({ ...mutant, because: explanationOf(mutant, explanations)?.because }));
  for (const { file, line, original, replacement, because } of survivors) {
    process.stdout.write(`${file}:${line} ${original} -> ${replacement}${because ? ` (${because})` : ''}\n`);
  }
  process.stdout.write(`\n${printedScores(folders)}\n\n${seconds} s\n`);
  const report = {
    date: new Date().toISOString(),
    versions: versions(),
    seconds,
    mutate,
    asked: quick ? 'units' : 'units, worlds',
  };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...report, folders, survivors }, null, 2)}\n`);
}

async function askAll(files: readonly string[], quick: boolean): Promise<readonly Mutant[]> {
  const known = new Map<string, Mutant>();
  const folders = Map.groupBy(files, (file) => file.split('/')[1] ?? '');
  for (const [folder, within] of folders) await ask(unitsOf(folder), within, known);
  if (quick) return [...known.values()];
  const directory = join(tmpdir(), `octopus-cards-mutation-${process.pid}`);
  try {
    await synthesize(directory, settings);
    process.env.MUTATION_ASSEMBLY = directory;
    for (const [folder, within] of folders) await ask(worldsOf(folder), within, known);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return [...known.values()];
}

function versions(): Readonly<Record<string, string>> {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const names = ['@stryker-mutator/core', 'vitest'];
  const installed = Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? 'unknown']));
  return { node: process.versions.node, ...installed };
}

const keyOf = ({ file, place, replacement }: Mutant): string => `${file}:${place} ${replacement}`;

/** Asks a suite about the files that nobody was asked about yet, and about the mutants that nobody has killed. */
async function ask(suite: Suite | undefined, files: readonly string[], known: Map<string, Mutant>): Promise<void> {
  if (suite === undefined) return;
  const seen = new Set([...known.values()].map(({ file }) => file));
  const survivors = [...known.values()].filter(({ file, killedBy }) => killedBy === 'nobody' && files.includes(file));
  const places = [
    ...files.filter((file) => !seen.has(file)),
    ...survivors.map(({ file, place }) => `${file}:${place}`),
  ];
  if (places.length === 0) return;
  for (const mutant of await runSuite(suite, [...new Set(places)])) {
    const before = known.get(keyOf(mutant));
    if (before === undefined || before.killedBy === 'nobody') known.set(keyOf(mutant), mutant);
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
