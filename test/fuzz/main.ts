import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Fuzzed } from './fuzz.ts';
import { parsers } from './parsers.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5000' }, seed: { type: 'string' }, json: { type: 'string' } },
});
const [runs, seed] = [Number(values.runs), Number(values.seed ?? Date.now() % 2 ** 31)];
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('fuzz: --runs must be a whole number above 0, and --seed a whole number\n');
  process.exit(2);
}

const results: Fuzzed[] = [];
for (const { fuzz } of parsers) {
  const result = await fuzz(runs, seed);
  results.push(result);
  const { name, slowestMs, verdicts, counterexample } = result;
  const counts = Object.entries(verdicts).map(([verdict, count]) => `${verdict} ${count}`);
  process.stdout.write(`${name}: ${result.runs} inputs, slowest ${slowestMs.toFixed(1)} ms: ${counts.join(', ')}\n`);
  if (counterexample !== undefined) process.stdout.write(`${counterexample}\n`);
}
process.stdout.write(`seed ${seed}\n`);
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ seed, parsers: results }, undefined, 2)}\n`);
process.exitCode = results.some(({ counterexample }) => counterexample !== undefined) ? 1 : 0;
