import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { firstPair, secondPair, thirdPair, withFirstPair } from '../rotation/story.ts';
import { diary } from './diary.ts';

/** The same numbers for the same seed, between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** What happens in these four months, whatever becomes of the runs of the watch. */
async function happen(world: World, day: number): Promise<void> {
  if (day === 3 || day === 40) {
    await world.stage(day === 3 ? secondPair : thirdPair);
    await world.rotate();
  }
  if (day === 20) world.octopus.revoke(firstPair.apiKey);
  if (day === 60) world.octopus.revoke(thirdPair.apiKey);
  if (day === 62) await world.runByHand('rollback');
}

/** Lives through them; before each day something is done to the world. */
async function live(before: (world: World) => unknown, watched = true): Promise<readonly string[]> {
  await using world = await withFirstPair(await startTestWorld({ watched, maxAttempts: 1 }));
  for (let day = 1; day <= 80; day += 1) {
    await happen(world, day);
    await before(world);
    await world.clock.advance(days(1));
    world.aws.intercept = undefined;
  }
  return diary(world);
}

/** Kills the function at one of its calls: not made, or made and its answer lost. It lives again at Lambda's next try. */
function cutOff(world: World, at: number, loss: 'drop-before' | 'drop-after'): void {
  let calls = 0;
  world.aws.intercept = ({ accessKeyId }) => {
    if (!world.isFunction(accessKeyId)) return 'pass';
    calls += 1;
    return calls === at ? loss : 'pass';
  };
}

const counted = (lines: readonly string[]): ReadonlyMap<string, number> =>
  lines.reduce((counts, line) => counts.set(line, (counts.get(line) ?? 0) + 1), new Map<string, number>());

it.each([1, 2, 3])(
  'runs that are cut off at random (%i) lose no mail, and send one more copy at most',
  async (seed) => {
    const random = randomFrom(seed);
    const undisturbed = counted(await live(() => {}));
    const disturbed = counted(
      await live((world) => {
        if (random() < 0.5) cutOff(world, 1 + Math.floor(random() * 12), random() < 0.5 ? 'drop-before' : 'drop-after');
      }),
    );
    expect([...disturbed.keys()].toSorted()).toEqual([...undisturbed.keys()].toSorted());
    for (const [line, count] of disturbed) expect(count, line).toBeLessThanOrEqual((undisturbed.get(line) ?? 0) + 1);
  },
);

it('runs that come twice at once send one more copy at most', async () => {
  const run = (world: World) => world.runByHand('watch').catch(() => undefined);
  const once = counted(await live(run, false));
  const twice = counted(await live((world) => Promise.all([run(world), run(world)]), false));
  expect([...twice.keys()].toSorted()).toEqual([...once.keys()].toSorted());
  for (const [line, count] of twice) expect(count, line).toBeLessThanOrEqual((once.get(line) ?? 0) + 1);
});
