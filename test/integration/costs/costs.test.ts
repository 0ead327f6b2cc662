import { expect, it } from 'vitest';
import { startTestWorld } from '../../support/test-world.ts';
import { firstPair, fourthPair, secondPair, thirdPair, withFirstPair } from '../rotation/story.ts';

const inRealTime = { live: true, start: new Date() };

/** The same throws of a die in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

it.each([1, 2])(
  'seed %i: a rotation ends right while a tenth of the calls is throttled and a tenth of the answers lost',
  async (seed) => {
    await using world = await withFirstPair(await startTestWorld());
    await world.stage(secondPair);
    const before = world.aws.calls.length;
    const throwDie = dice(seed);
    world.aws.intercept = ({ accessKeyId, operation, service }) => {
      if (!world.isFunction(accessKeyId)) return 'pass';
      if (throwDie() < 0.1 && service === 'secretsmanager') world.aws.secretsManager.throttle(operation, 1);
      return throwDie() < 0.1 ? 'drop-after' : 'pass';
    };
    await world.rotate();
    await world.clock.advance(600_000);
    world.aws.intercept = undefined;
    expect(await world.live()).toContain(secondPair.apiKey);
    expect(await world.live()).not.toContain(firstPair.apiKey);
    const made = world.aws.calls.slice(before).filter(({ accessKeyId }) => world.isFunction(accessKeyId));
    expect(made.length).toBeLessThanOrEqual(2.5 * 24);
  },
);

it('takes one AWS call more for each older pair that waits to be revoked', async () => {
  await using world = await withFirstPair(await startTestWorld(inRealTime));
  const counts: number[] = [];
  for (const pair of [secondPair, thirdPair, fourthPair]) {
    await world.stage(pair);
    const before = world.aws.calls.length;
    await world.rotate();
    counts.push(world.aws.calls.slice(before).filter(({ accessKeyId }) => world.isFunction(accessKeyId)).length);
  }
  expect(await world.live()).toContain(fourthPair.apiKey);
  expect(counts).toEqual([24, 25, 26]);
});

it('a warm process opens three connections, two to AWS and one to the vendor, for all its rotations', async () => {
  await using world = await startTestWorld({ ...inRealTime, functions: 'bundled', transport: 'loopback' });
  const { accessKeyId = '' } = world.stack.functions.get('octopus-cards-sandbox-rotate') ?? {};
  await withFirstPair(world);
  for (const pair of [secondPair, thirdPair]) {
    await world.stage(pair);
    await world.rotate();
  }
  expect(await world.live()).toContain(thirdPair.apiKey);
  expect([world.aws.connectionsOf(accessKeyId), world.octopus.connections]).toEqual([2, 1]);
});
