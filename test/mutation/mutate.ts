import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { askUnits, workDirectory } from './ask-units.ts';
import { explanations } from './explained.ts';
import { explains } from './explanation.ts';
import type { Mutant } from './mutant.ts';
import { type FolderScore, printedScores, scoreFolders, withTotal } from './score.ts';

const usage = "usage: npm run mutate [-- --mutate 'lambda/secrets/**' …] [--json FILE]";

interface Report {
  /** By folder, a hash over its sources and their units. */
  readonly sources: Readonly<Record<string, string>>;
  readonly folders: readonly FolderScore[];
  readonly survivors: readonly (Mutant & { readonly because: string | undefined })[];
}

/**
 * Changes each place of the sources, and sees whether a unit test of its folder notices. What FILE has of folders that are
 * not asked about stays, as long as their sources and their units are the same.
 */
async function main(): Promise<void> {
  const { mutate, json } = parseArgs({
    options: { mutate: { type: 'string', multiple: true, default: ['lambda/**'] }, json: { type: 'string' } },
  }).values;
  const files = mutate.flatMap((glob) => globSync(glob)).filter((file) => /^lambda\/(?!handlers).*\.ts$/.test(file));
  if (files.length === 0) throw new Error(`${mutate.join(' ')} names no source in lambda/`);
  mkdirSync(workDirectory, { recursive: true });
  const began = performance.now();
  const asked = Map.groupBy(files, (file) => file.split('/')[1] ?? '');
  const mutants: Mutant[] = [];
  for (const [folder, within] of asked) mutants.push(...(await askUnits(folder, within)));
  const seconds = Math.round((performance.now() - began) / 1000);
  const before = json === undefined ? nothing : keptOf(json, [...asked.keys()]);
  const folders = withTotal([...before.folders, ...scoreFolders(mutants, explanations)]);
  const survivors = mutants
    .filter(({ isKilled }) => !isKilled)
    .map((mutant) => ({ ...mutant, because: explanations.find((each) => explains(each, mutant))?.because }));
  for (const { file, line, place, replacement, because } of survivors) {
    const { within, original, occurrence } = place;
    process.stdout.write(
      `${file}:${line} ${within}, ${occurrence}: ${original} -> ${replacement}${because ? ` (${because})` : ''}\n`,
    );
  }
  process.stdout.write(`\n${printedScores(folders)}\n\n${seconds} s\n`);
  if (json === undefined) return;
  const sources = { ...before.sources, ...Object.fromEntries([...asked.keys()].map((name) => [name, hashOf(name)])) };
  const report: Report = { sources, folders, survivors: [...before.survivors, ...survivors] };
  writeFileSync(json, `${JSON.stringify({ versions: versions(), seconds, mutate, ...report }, null, 2)}\n`);
}

const nothing: Report = { sources: {}, folders: [], survivors: [] };

/** What an earlier report has of other folders that are still the same. */
function keptOf(json: string, asked: readonly string[]): Report {
  if (!existsSync(json)) return nothing;
  const earlier = JSON.parse(readFileSync(json, 'utf8')) as Report;
  const isKept = (path: string) => {
    const folder = path.split('/')[1] ?? '';
    return !asked.includes(folder) && earlier.sources[folder] === hashOf(folder);
  };
  return {
    sources: Object.fromEntries(Object.entries(earlier.sources).filter(([folder]) => isKept(`lambda/${folder}`))),
    folders: earlier.folders.filter(({ folder }) => isKept(folder)),
    survivors: earlier.survivors.filter(({ file }) => isKept(file)),
  };
}

function hashOf(folder: string): string {
  const files = globSync(`{lambda,test/unit}/${folder}/**/*.ts`).toSorted();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n${readFileSync(file, 'utf8')}`);
  return hash.digest('hex').slice(0, 16);
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
