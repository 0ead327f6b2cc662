import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { askUnits, workDirectory } from './ask-units.ts';
import { explanationOf, explanations } from './explained.ts';
import { type Mutant, printedScores, scoreFolders } from './score.ts';

const usage = "usage: npm run mutate [-- --mutate 'lambda/secrets/**' …] [--json FILE]";

/** Changes each place of the sources, and sees whether a unit test of its folder notices. */
async function main(): Promise<void> {
  const { mutate, json } = parseArgs({
    options: { mutate: { type: 'string', multiple: true, default: ['lambda/**'] }, json: { type: 'string' } },
  }).values;
  const files = mutate.flatMap((glob) => globSync(glob)).filter((file) => /^lambda\/(?!handlers).*\.ts$/.test(file));
  if (files.length === 0) throw new Error(`${mutate.join(' ')} names no source in lambda/`);
  mkdirSync(workDirectory, { recursive: true });
  const began = performance.now();
  const mutants: Mutant[] = [];
  for (const [folder, within] of Map.groupBy(files, (file) => file.split('/')[1] ?? '')) {
    mutants.push(...(await askUnits(folder, within)));
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  const folders = scoreFolders(mutants, explanations);
  const survivors = mutants
    .filter(({ isKilled }) => !isKilled)
    .map((mutant) => ({ ...mutant, because: explanationOf(mutant, explanations)?.because }));
  for (const { file, line, original, replacement, because } of survivors) {
    process.stdout.write(`${file}:${line} ${original} -> ${replacement}${because ? ` (${because})` : ''}\n`);
  }
  process.stdout.write(`\n${printedScores(folders)}\n\n${seconds} s\n`);
  const report = { date: new Date().toISOString(), versions: versions(), seconds, mutate };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ ...report, folders, survivors }, null, 2)}\n`);
}

function versions(): Readonly<Record<string, string>> {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const names = ['@stryker-mutator/core', 'vitest'];
  const installed = Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? 'unknown']));
  return { node: process.versions.node, ...installed };
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
  process.exitCode = 1;
}
