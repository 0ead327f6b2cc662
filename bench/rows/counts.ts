import { startRotations } from '../rotations.ts';
import type { Row } from '../row.ts';

/** The AWS calls and the logins of one rotation that replaces a pair. */
async function count(assembly: string) {
  await using rotations = await startRotations(assembly, 'in-process');
  const { world, stage, rotate } = rotations;
  await stage();
  await rotate();
  await stage();
  const before = { calls: world.aws.calls.length, logins: world.octopus.logins };
  await rotate();
  const calls = world.aws.calls.slice(before.calls).filter(({ accessKeyId }) => world.isFunction(accessKeyId));
  return { calls, logins: world.octopus.logins - before.logins };
}

export const counts = (assembly: string): readonly Row[] => [
  {
    name: 'AWS calls of a clean rotation',
    budget: 24,
    unit: 'calls',
    measure: async () => ({
      measured: (await count(assembly)).calls.length,
      peers: [
        { name: "AWS's generic template, which sets and tests nothing", measured: 10 },
        { name: "AWS's template for a database user", measured: 14 },
      ],
    }),
  },
  {
    name: 'logins of a clean rotation',
    budget: 2,
    unit: 'logins',
    measure: async () => ({ measured: (await count(assembly)).logins, peers: [] }),
  },
  {
    name: 'connections of a warm process',
    budget: 3,
    unit: 'connections',
    async measure() {
      await using rotations = await startRotations(assembly, 'bundled');
      const { world, stage, rotate } = rotations;
      for (let rotation = 1; rotation <= 3; rotation += 1) {
        await stage();
        await rotate();
      }
      const { accessKeyId = '' } = world.stack.functions.get('octopus-cards-sandbox-rotate') ?? {};
      return { measured: world.aws.connectionsOf(accessKeyId) + world.octopus.connections, peers: [] };
    },
  },
];
