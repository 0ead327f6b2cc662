import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { ensureAssembly } from '../../local/stack/synthesize.ts';
import { live, sequences } from './sequences.ts';

const usage = 'usage: npm run soak -- [--minutes 10] [--seed N] [--json FILE]';

/** What came of it; what is written with `--json`. */
interface Soaked {
  readonly date: string;
  readonly seed: number;
  readonly seconds: number;
  readonly sequences: number;
  readonly sequencesPerSecond: number;
  readonly counterexample: string | null;
}

/** Lets random sequences happen until the time is over, or until one breaks an invariant. */
async function soak(assembly: string, { minutes, seed }: { minutes: number; seed: number }): Promise<Soaked> {
  const date = new Date().toISOString().slice(0, 10);
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  let count = 0;
  const property = fc.asyncProperty(sequences(), async (sequence) => {
    await live(assembly, sequence);
    count += 1;
    if (count % 100 === 0) process.stdout.write(`${count} sequences, ${(count / elapsed()).toFixed(1)} a second\n`);
  });
  const result = await fc.check(property, {
    seed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: minutes * 60_000,
  });
  const seconds = Math.round(elapsed());
  return {
    date,
    seed,
    seconds,
    sequences: count,
    sequencesPerSecond: Number((count / elapsed()).toFixed(1)),
    counterexample:
      result.failed && result.counterexample !== null ? (fc.defaultReportMessage(result) ?? 'unknown') : null,
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' }, json: { type: 'string' } },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed ?? Date.now() % 2 ** 31)];
  if (!(minutes > 0) || !Number.isInteger(seed))
    throw new Error('--minutes must be above 0, and --seed a whole number');
  process.stdout.write(`seed ${seed}\n`);
  const { directory } = await ensureAssembly();
  const soaked = await soak(directory, { minutes, seed });
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(soaked, undefined, 2)}\n`);
  if (soaked.counterexample !== null) process.stdout.write(`${soaked.counterexample}\n`);
  const outcome = soaked.counterexample === null ? 'no counterexample' : 'a counterexample';
  process.stdout.write(
    `${soaked.sequences} sequences in ${soaked.seconds} s, ${soaked.sequencesPerSecond} a second: ${outcome}\n`,
  );
  return soaked.counterexample === null ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
}
