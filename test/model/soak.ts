import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../local/stack/synthesize.ts';
import { described, type Explored, explore } from './explore.ts';
import { type PlantedResult, runPlanted } from './planted/run-planted.ts';

/** `npm run soak -- --minutes N [--seed S] [--json FILE]`, or `-- --planted`. */

const usage = 'usage: npm run soak -- [--minutes N | --planted] [--seed S] [--json FILE]';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        minutes: { type: 'string', default: '1' },
        seed: { type: 'string', default: String(randomInt(2 ** 31 - 1)) },
        planted: { type: 'boolean', default: false },
        json: { type: 'string' },
      },
    });
    const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
    if (!(minutes > 0) || !Number.isInteger(seed)) return undefined;
    return { ...values, minutes, seed };
  } catch {
    return undefined;
  }
}

const perSecond = ({ ran, seconds }: Explored): string => (ran / seconds).toFixed(1);

async function soak(assembly: string, { minutes, seed }: { minutes: number; seed: number }) {
  say(`seed ${seed}, for ${minutes} minutes`);
  let saidAt = 0;
  const onProgress = (sofar: Explored): void => {
    if (sofar.seconds - saidAt < 10) return;
    saidAt = sofar.seconds;
    say(`${sofar.ran} sequences in ${sofar.seconds.toFixed(0)} s, ${perSecond(sofar)} per second`);
  };
  const explored = await explore(assembly, { seed, seconds: minutes * 60, atLeast: 1, onProgress });
  const { counterexample } = explored;
  say(counterexample ? described(counterexample) : 'no counterexample');
  say(`${explored.ran} sequences in ${explored.seconds.toFixed(0)} s, ${perSecond(explored)} per second`);
  const result = {
    sequences: explored.ran,
    seconds: explored.seconds,
    sequencesPerSecond: explored.ran / explored.seconds,
    counterexample: counterexample && described(counterexample),
  };
  return { isWell: counterexample === undefined, result };
}

async function planted(assembly: string, { seed }: { seed: number }) {
  const faults: PlantedResult[] = [];
  for await (const fault of runPlanted(assembly, seed)) {
    faults.push(fault);
    const { name, invariant, commands, ran, seconds, message } = fault;
    const found = `in ${ran} sequences, ${seconds.toFixed(0)} s`;
    if (invariant === undefined) say(`NOT CAUGHT: ${name} (${found})${message === undefined ? '' : `: ${message}`}`);
    else say(`caught: ${name}: invariant ${invariant}, ${commands.length} commands (${found}): ${commands.join('; ')}`);
  }
  return { isWell: faults.every(({ invariant }) => invariant !== undefined), result: { planted: faults } };
}

const options = readOptions();
if (options === undefined) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
} else {
  const directory = mkdtempSync(join(tmpdir(), 'octopus-cards-soak-'));
  try {
    const environment = { opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };
    await synthesize(directory, { sandbox: environment, production: environment });
    const { isWell, result } = await (options.planted ? planted : soak)(directory, options);
    if (options.json !== undefined) {
      writeFileSync(options.json, `${JSON.stringify({ seed: options.seed, ...result }, undefined, 2)}\n`);
    }
    if (!isWell) process.exitCode = 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
