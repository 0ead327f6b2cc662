import fc from 'fast-check';
import { plant } from './plant.ts';
import { plantedFaults } from './planted-faults.ts';

/**
 * One planted fault, in a process of its own: `node test/model/planted-one.ts NUMBER SEED ASSEMBLY`. Prints what the
 * model found as JSON.
 */
const [number = '', seed = '', assembly = ''] = process.argv.slice(2);
const fault = plantedFaults[Number(number)];
if (fault === undefined) throw new Error('there is no such planted fault');
plant(fault);
const { live, sequences } = await import('./sequences.ts');

let tried = 0;
const property = fc.asyncProperty(sequences(), async (sequence) => {
  tried += 1;
  await live(assembly, sequence);
});
const result = await fc.check(property, { seed: Number(seed), numRuns: 3_000, interruptAfterTimeLimit: 240_000 });
const [sequence] = result.counterexample ?? [];
const why = result.errorInstance instanceof Error ? result.errorInstance.message : undefined;
const found = sequence && { length: [...sequence].length, sequence: String(sequence).replace(/ \/\*.*\*\//, ''), why };
process.stdout.write(`${JSON.stringify({ name: fault.name, tried, found: found ?? null })}\n`);
