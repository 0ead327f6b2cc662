import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { claims } from './claims.ts';
import { writePage } from './page.ts';
import { commands, type RunName, runs } from './runs.ts';

/** `npm run evidence [-- --only RUN[,RUN]] [--page]`: makes all runs, some of them, or only the page. */

const project = fileURLToPath(new URL('..', import.meta.url));
const fileOf = (name: RunName): string => `${project}/.evidence/${name}.json`;
const isRun = (name: string): name is RunName => Object.hasOwn(runs, name);
const usage = `usage: npm run evidence [-- --only ${Object.keys(runs).join(',')}] [--page]`;

function wanted(): readonly RunName[] {
  const { only, page } = parseArgs({ options: { only: { type: 'string' }, page: { type: 'boolean' } } }).values;
  if (page) return [];
  const names = only?.split(',') ?? Object.keys(runs);
  if (!names.every(isRun)) throw new Error(`--only takes ${Object.keys(runs).join(', ')}`);
  return names;
}

function make(name: RunName): boolean {
  const [command = '', ...args] = commands[name].map((word) => word.replace('FILE', fileOf(name)));
  process.stdout.write(`== ${name}\n`);
  return spawnSync(command, args, { cwd: project, stdio: 'inherit' }).status === 0;
}

const libraries = [
  'vitest',
  'fast-check',
  'undici',
  '@aws-sdk/client-secrets-manager',
  'aws-cdk-lib',
  '@stryker-mutator/core',
];

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(`${project}/node_modules/${name}/package.json`, 'utf8')).version;

function readRuns() {
  const made = Object.keys(runs)
    .filter(isRun)
    .filter((name) => existsSync(fileOf(name)));
  return {
    runs: Object.fromEntries(
      made.map((name) => [name, runs[name].parse(JSON.parse(readFileSync(fileOf(name), 'utf8')))]),
    ),
    dates: Object.fromEntries(made.map((name) => [name, statSync(fileOf(name)).mtime.toISOString().slice(0, 10)])),
  };
}

try {
  mkdirSync(`${project}/.evidence`, { recursive: true });
  const failed = wanted().filter((name) => !make(name));
  const versions = {
    node: process.versions.node,
    ...Object.fromEntries(libraries.map((name) => [name, versionOf(name)])),
  };
  writeFileSync(`${project}/docs/evidence.md`, writePage({ ...readRuns(), versions, claims }));
  process.stdout.write(
    `docs/evidence.md is written${failed.length > 0 ? `; these runs failed: ${failed.join(', ')}` : ''}\n`,
  );
  process.exitCode = failed.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
}
