import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMovableClock } from '../../local/clock.ts';
import { createBundledFunction } from '../../local/lambda/bundled-function.ts';
import { bundleByDefaults, ownBundle } from '../bundle.ts';
import { functionProcesses, statusOf } from '../processes.ts';
import { startRotations } from '../rotations.ts';
import { median, type Row } from '../row.ts';

/** The memory of a rotation. The memory of Lambda's runtime client, which every function has, is not counted. */
export const memory = (assembly: string, directory: string): Row => ({
  name: 'the most memory in one rotation',
  budget: 45,
  unit: 'MB over an empty function',
  async measure() {
    const nothing = await ofNothing(join(directory, 'empty'));
    const byDefaults = join(directory, 'by-defaults');
    cpSync(assembly, byDefaults, { recursive: true });
    await bundleByDefaults('rotate', ownBundle(byDefaults, 'rotate'));
    return {
      measured: (await ofRotation(assembly)) - nothing,
      peers: [{ name: "CDK's defaults with the SDK, minified", measured: (await ofRotation(byDefaults)) - nothing }],
    };
  },
});

/** The median of five rotations, because the time of a garbage collection is not predictable. */
async function ofRotation(assembly: string): Promise<number> {
  const megabytes: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await using rotations = await startRotations(assembly, 'bundled');
    await rotations.stage();
    await rotations.rotate();
    megabytes.push(mostOfFunctions());
  }
  return median(megabytes);
}

async function ofNothing(directory: string): Promise<number> {
  mkdirSync(directory);
  writeFileSync(join(directory, 'index.js'), 'exports.handler = async () => {};');
  const clock = createMovableClock(new Date(), { live: true });
  await using empty = createBundledFunction({
    name: 'empty',
    handler: 'index.handler',
    directory,
    variables: { AWS_REGION: 'us-east-1' },
    timeoutMs: 30_000,
    memoryMb: 512,
    clock,
    onLine: () => {},
  });
  await empty.invoke({});
  clock.stop();
  return mostOfFunctions();
}

/** The peak memory, in MB, of the function processes that run now. It is known on Linux only. */
const mostOfFunctions = (): number =>
  Math.max(...functionProcesses().map((id) => Number(/^VmHWM:\s+(\d+)/m.exec(statusOf(id, 'status'))?.[1]) / 1024));
