import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../local/stack/synthesize.ts';
import type { Measured, Row } from './row.ts';
import { bundles } from './rows/bundles.ts';
import { command } from './rows/command.ts';
import { counts } from './rows/counts.ts';
import { memory } from './rows/memory.ts';
import { rotationCosts } from './rows/rotations.ts';
import { synth } from './rows/synth.ts';

const usage = 'usage: npm run bench -- [--json FILE] [--only PART-OF-A-NAME]';

const versionOf = (name: string): string =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

const libraries = ['undici', 'esbuild', 'aws-cdk', '@aws-sdk/client-secrets-manager', '@aws-sdk/client-sns'];

function line({ name, budget, unit }: Row, { measured, peers }: Measured): string {
  const within = measured <= budget ? 'within' : 'OVER';
  const beside = peers.map((peer) => `${peer.name}: ${peer.measured.toFixed(2)}`).join(', ');
  return `${within.padEnd(6)}  ${measured.toFixed(2).padStart(6)} (at most ${budget}) ${unit}: ${name}${beside && `; ${beside}`}`;
}

/** Measures row by row, and resolves to the exit code: 1 when a figure is over its budget. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string', default: '' } } });
  const directory = mkdtempSync(join(tmpdir(), 'octopus-cards-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  const people = { opsEmails: ['ops@example.com'], supportEmails: ['support@example.com'] };
  const assembly = join(directory, 'assembly');
  await synthesize(assembly, { sandbox: people, production: people });
  const all = [
    ...counts(assembly),
    ...bundles(assembly, directory),
    ...rotationCosts(assembly),
    memory(assembly, directory),
    synth(directory),
    command(),
  ];
  const rows: object[] = [];
  let isOver = false;
  for (const { measure, ...row } of all.filter(({ name }) => name.includes(values.only))) {
    const measured = await measure();
    const within = measured.measured <= row.budget;
    isOver ||= !within;
    rows.push({ ...row, ...measured, within });
    process.stdout.write(`${line({ ...row, measure }, measured)}\n`);
  }
  const versions = {
    node: process.versions.node,
    ...Object.fromEntries(libraries.map((name) => [name, versionOf(name)])),
  };
  const report = { date: new Date().toISOString().slice(0, 10), versions, rows };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, undefined, 2)}\n`);
  return isOver ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
}
