import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readAssembly } from '../local/stack/assembly.ts';
import { synthesize } from '../local/stack/synthesize.ts';
import { bundleByDefaults, functionNames } from './bundle.ts';
import { median, timeOfLoading } from './processes.ts';

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const directory = mkdtempSync(join(tmpdir(), 'octopus-cards-bench-'));
process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
const place = { opsEmails: ['ops@example.com'], supportEmails: ['support@example.com'] };
await synthesize(directory, { sandbox: place, production: place });
const { resources, bundle } = readAssembly(directory, 'OctopusCards-Sandbox');
const rows: object[] = [];
const isAsked = (name: string): boolean => values.only === undefined || name.includes(values.only);

function tell(row: {
  name: string;
  measured: number;
  budget: number;
  unit: string;
  peers: { name: string; measured: number }[];
}) {
  const within = row.measured <= row.budget;
  rows.push({ ...row, within });
  const peers = row.peers.map(({ name, measured }) => `${name} ${measured.toFixed(2)}`).join(', ');
  process.stdout.write(
    `${row.name}: budget ${row.budget}, measured ${row.measured.toFixed(2)} (${row.unit}), ${peers}: ${within ? 'within' : 'over'}\n`,
  );
  if (!within) process.exitCode = 1;
}

for (const name of functionNames) {
  const made = Object.values(resources).find(
    ({ properties }) => properties.FunctionName === `octopus-cards-sandbox-${name}`,
  );
  const ours = join(bundle(String(Object(made?.properties.Code).S3Key)), 'index.js');
  const peer = join(directory, `${name}-by-defaults.cjs`);
  await bundleByDefaults(name, peer);
  if (isAsked('size')) {
    const measured = statSync(ours).size / statSync(peer).size;
    const unit = "of CDK's defaults";
    tell({ name: `size of ${name}`, measured, budget: 0.75, unit, peers: [{ name: "CDK's defaults", measured: 1 }] });
  }
  if (isAsked('init')) {
    // Wall time, as the budget was set; the three take turns, so that a busy machine disturbs each alike.
    const turns = Array.from({ length: 15 }, () => [undefined, ours, peer].map((file) => timeOfLoading(file).wallMs));
    const [empty = 1, own = 0, theirs = 0] = [0, 1, 2].map((index) => median(turns.map((turn) => turn[index] ?? 0)));
    const peers = [{ name: "CDK's defaults", measured: theirs / empty }];
    tell({
      name: `init of ${name}`,
      measured: own / empty,
      budget: 2.6,
      unit: 'wall time over an empty process',
      peers,
    });
  }
}
const versions = { node: process.versions.node };
if (values.json !== undefined) {
  writeFileSync(values.json, `${JSON.stringify({ date: new Date().toISOString(), versions, rows }, undefined, 2)}\n`);
}
