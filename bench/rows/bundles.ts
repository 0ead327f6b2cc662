import { statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleByDefaults, functionNames, ownBundle } from '../bundle.ts';
import { timeOfLoading } from '../processes.ts';
import { median, type Row } from '../row.ts';

/** But for the SDK, which CDK leaves to the runtime, and for `minify`: as ours, so that both hold the same. */
const peer = "CDK's defaults with the SDK, minified";

/** Size and start of each function's bundle, beside the same entry built with CDK's defaults. */
export const bundles = (assembly: string, directory: string): readonly Row[] =>
  functionNames.flatMap((name): Row[] => {
    const ours = ownBundle(assembly, name);
    const theirs = join(directory, `${name}-by-defaults.cjs`);
    return [
      {
        name: `size of ${name}`,
        budget: 0.75,
        unit: `of ${peer}`,
        async measure() {
          await bundleByDefaults(name, theirs);
          return { measured: statSync(ours).size / statSync(theirs).size, peers: [{ name: peer, measured: 1 }] };
        },
      },
      {
        name: `init of ${name}`,
        budget: 2.6,
        unit: 'of the wall time of an empty process',
        async measure() {
          await bundleByDefaults(name, theirs);
          const files = [undefined, ours, theirs];
          const turns = Array.from({ length: 15 }, () => files.map((file) => timeOfLoading(file)));
          const ratio = (index: number) => median(turns.map((turn) => (turn[index] ?? 0) / (turn[0] ?? 1)));
          return { measured: ratio(1), peers: [{ name: peer, measured: ratio(2) }] };
        },
      },
      {
        name: `what is loaded of ${name}`,
        // What the budget above comes to where CDK's defaults take 3.16 times an empty process: it goes by how quick the
        // machine is with nothing, and this one does not.
        budget: 0.74,
        unit: `of what is loaded by ${peer}, in time over an empty process`,
        async measure() {
          await bundleByDefaults(name, theirs);
          const over = (file: string) => timeOfLoading(file) - timeOfLoading(undefined);
          const turns = Array.from({ length: 15 }, () => over(ours) / over(theirs));
          return { measured: median(turns), peers: [{ name: peer, measured: 1 }] };
        },
      },
    ];
  });
