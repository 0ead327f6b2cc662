import { statSync } from 'node:fs';
import { join } from 'node:path';
import { functionNames } from '../../lib/functions/function-bundles.ts';
import { bundleByDefaults, bundleThreePackages, ownBundle } from '../bundle.ts';
import { timeOfLoading } from '../processes.ts';
import { median, type Row } from '../row.ts';

const defaults = "CDK's defaults with the SDK, minified";
const packages = 'undici and the two AWS clients, without any code of ours';

/** The size of each function's bundle, and how long it takes to load, compared with two other bundles. */
export const bundles = (assembly: string, directory: string): readonly Row[] =>
  functionNames.flatMap((name): Row[] => {
    const ours = ownBundle(assembly, name);
    const byDefaults = join(directory, `${name}-by-defaults.cjs`);
    const bare = join(directory, 'three-packages.cjs');
    return [
      {
        name: `size of ${name}`,
        budget: 0.75,
        unit: `of ${defaults}`,
        async measure() {
          await bundleByDefaults(name, byDefaults);
          return {
            measured: statSync(ours).size / statSync(byDefaults).size,
            peers: [{ name: defaults, measured: 1 }],
          };
        },
      },
      {
        name: `load of ${name}, beside CDK's defaults`,
        budget: 0.76,
        unit: `of ${defaults}, in time over an empty process`,
        async measure() {
          await bundleByDefaults(name, byDefaults);
          return { measured: loadRatio(ours, byDefaults), peers: [{ name: defaults, measured: 1 }] };
        },
      },
      {
        name: `load of ${name}, beside its packages`,
        budget: 1.2,
        unit: `of ${packages}, in time over an empty process`,
        async measure() {
          await bundleThreePackages(bare);
          return { measured: loadRatio(ours, bare), peers: [{ name: packages, measured: 1 }] };
        },
      },
    ];
  });

/**
 * The time over an empty process, because the time of the process itself depends on the machine: the same bundle takes
 * two times an empty process on one machine and four times on another.
 */
function loadRatio(one: string, another: string): number {
  const over = (file: string) => timeOfLoading(file) - timeOfLoading(undefined);
  return median(Array.from({ length: 15 }, () => over(one) / over(another)));
}
