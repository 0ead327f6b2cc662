import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type PlantedFault, plantedFaults } from './faults.ts';

const script = fileURLToPath(new URL('try-fault.ts', import.meta.url));

/** What the model made of a planted fault. */
export interface PlantedResult {
  readonly name: string;
  /** Sequences until it was found. */
  readonly ran: number;
  readonly seconds: number;
  /** The number of the promise that did not hold; `undefined` when it was not caught. */
  readonly invariant: number | undefined;
  readonly message: string | undefined;
  readonly commands: readonly string[];
}

/** Plants one fault after the other, each in a process of its own, and has the model look for it. */
export async function* runPlanted(assembly: string, seed: number): AsyncGenerator<PlantedResult> {
  for (const fault of plantedFaults) yield await runOne(fault, assembly, seed);
}

async function runOne({ name }: PlantedFault, assembly: string, seed: number): Promise<PlantedResult> {
  const options = ['--fault', name, '--assembly', assembly, '--seed', String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options], { maxBuffer: 1e8 });
  const { error: message, ...told } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}');
  const [, invariant] = /^invariant (\d+):/.exec(message ?? '') ?? [];
  return { ...told, message, invariant: invariant === undefined ? undefined : Number(invariant) };
}
