import { setTimeout as pause } from 'node:timers/promises';
import type { Interception } from '../local/aws/server.ts';
import { startWorld, type World } from '../local/world.ts';

const pairs = Array.from({ length: 40 }, (_, index) => ({
  apiKey: `test-key-alice-${String(index).padStart(4, '0')}`,
  apiSecret: `secret-of-alice-${String(index).padStart(4, '0')}`,
}));

/** A world in real time with many pairs to rotate through. */
export async function startRotations(assembly: string, functions: 'bundled' | 'in-process') {
  const world = await startWorld({ assembly, functions, live: true, start: new Date() });
  world.aws.scheduler.hold(true);
  world.octopus.addAccount({ clientId: 42 });
  for (const pair of pairs) world.octopus.issuePair(42, pair);
  let next = 0;
  return {
    world,
    /** Puts the next pair into the intake. It is not part of what is measured. */
    async stage(): Promise<void> {
      const pair = pairs[next];
      if (pair === undefined) throw new Error('there are no more pairs');
      next += 1;
      await world.stage(pair);
    },
    /** Rotates, and returns the duration in ms, counted from the response to RotateSecret. */
    async rotate(): Promise<number> {
      let from = performance.now();
      world.aws.done = ({ operation }) => {
        if (operation === 'RotateSecret') from = performance.now();
      };
      await world.rotate();
      const ms = performance.now() - from;
      world.aws.done = undefined;
      const key = pairs[next - 1]?.apiKey ?? '';
      if (!(await world.live()).includes(key)) throw new Error(`a rotation failed:\n${world.log.slice(-4).join('\n')}`);
      return ms;
    },
    /** Has the replaced pair revoked and its labels removed, so that each rotation does the same work. */
    async proveOld(): Promise<void> {
      const old = pairs[next - 2];
      if (old === undefined) return;
      world.octopus.revoke(old.apiKey);
      await world.runByHand('watch');
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

/** Delays every round trip to AWS and to the vendor. The returned function counts the round trips. */
export function delayRoundTrips(world: World, ms: number): () => number {
  let trips = 0;
  world.aws.intercept = async ({ accessKeyId }): Promise<Interception> => {
    if (world.isFunction(accessKeyId)) {
      trips += 1;
      await pause(ms);
    }
    return 'pass';
  };
  world.octopus.intercept = () => {
    trips += 1;
    world.octopus.failNext({ kind: 'slow', ms });
    return 'pass';
  };
  return () => trips;
}
