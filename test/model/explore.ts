import fc from 'fast-check';
import { live, sequencesOf } from './sequence.ts';

/** Sequences of a run that found a counterexample, or did not. */
export interface Explored {
  readonly ran: number;
  readonly seconds: number;
  readonly counterexample: Counterexample | undefined;
}

export interface Counterexample {
  readonly error: unknown;
  readonly commands: readonly string[];
  /** With these the same sequences are made again. */
  readonly seed: number;
  readonly path: string;
  readonly replayPath: string;
}

export interface Limits {
  readonly seed: number;
  readonly seconds: number;
  /** Also when the time is over. */
  readonly atLeast: number;
  /** Told after each batch. */
  readonly onProgress?: (explored: Explored) => void;
}

const batch = 25;

/** Tries sequences until the time is over or a promise is broken; then shrinks. */
export async function explore(assembly: string, limits: Limits): Promise<Explored> {
  const startedAt = performance.now();
  const elapsed = () => (performance.now() - startedAt) / 1000;
  let ran = 0;
  for (let seed = limits.seed; ran < limits.atLeast || elapsed() < limits.seconds; seed += 1) {
    const property = fc.asyncProperty(sequencesOf(), (sequence) => live(assembly, sequence));
    const found = await fc.check(property, { seed, numRuns: batch });
    ran += found.numRuns;
    if (found.failed) {
      const [sequence] = found.counterexample ?? [];
      const [, commands = '', replayPath = ''] =
        /^(.*?)\s*(?:\/\*replayPath="(.*)"\*\/)?$/.exec(String(sequence)) ?? [];
      const counterexample = {
        error: found.errorInstance,
        commands: commands === '' ? [] : commands.split(/,(?=\S)/),
        seed,
        path: found.counterexamplePath ?? '',
        replayPath,
      };
      return { ran, seconds: elapsed(), counterexample };
    }
    limits.onProgress?.({ ran, seconds: elapsed(), counterexample: undefined });
  }
  return { ran, seconds: elapsed(), counterexample: undefined };
}

export const described = ({ error, commands, seed, path, replayPath }: Counterexample): string =>
  [
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    ...commands.map((command, index) => `  ${index + 1}. ${command}`),
    `  again with seed ${seed}, path ${path}, replayPath ${replayPath}`,
  ].join('\n');
