import { parseArgs } from 'node:util';
import { plantedFaults } from './faults.ts';
import { plant } from './plant.ts';

/** One planted fault in a process of its own; prints what came of it as a line of JSON. */
const { values } = parseArgs({
  options: { fault: { type: 'string' }, assembly: { type: 'string' }, seed: { type: 'string' } },
});
const fault = plantedFaults.find(({ name }) => name === values.fault);
if (fault === undefined) throw new Error(`there is no planted fault "${values.fault}"`);
plant(fault);

const { explore } = await import('../explore.ts');
const { ran, seconds, counterexample } = await explore(values.assembly ?? '', {
  seed: Number(values.seed),
  seconds: 120,
  atLeast: 25,
});
const { error, commands = [] } = counterexample ?? {};
process.stdout.write(
  `${JSON.stringify({
    name: fault.name,
    ran,
    seconds,
    error: error instanceof Error ? error.message : undefined,
    commands,
  })}\n`,
);
