import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { motoIsThere, startMoto } from '../support/moto.ts';
import { printed } from './print.ts';
import { compare, notModelled, type Report } from './report.ts';

/** `npm run conformance [-- --json FILE]`: checks the known facts about AWS against the local AWS and moto. */
async function main(): Promise<void> {
  const { json } = parseArgs({ options: { json: { type: 'string' } } }).values;
  using moto = motoIsThere() ? await startMoto() : undefined;
  if (moto === undefined) process.stdout.write('skipped: no moto_server on PATH to compare with\n\n');
  const report: Report = {
    date: new Date().toISOString(),
    versions: { node: process.versions.node, ...installed(), ...(moto && { moto: motoVersion() }) },
    rows: await compare(moto),
    notModelled,
  };
  process.stdout.write(printed(report));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  if (report.rows.some(({ ours }) => ours !== 'holds')) process.exitCode = 1;
}

function installed(): Readonly<Record<string, string>> {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const names = ['@aws-sdk/client-secrets-manager', '@aws-sdk/client-sns'];
  return Object.fromEntries(names.map((name) => [name, dependencies[name] ?? 'unknown']));
}

/** `moto_server` does not print its version, but the Python that it is usually installed for can. */
function motoVersion(): string {
  try {
    return execFileSync('python3', ['-c', 'import moto; print(moto.__version__)'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
