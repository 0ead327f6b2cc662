import { describe, expect, it } from 'vitest';
import { days, minutes } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { arrangement, firstPair, mailed, secondPair, thirdPair, withFirstPair } from './story.ts';

type Loss = 'drop-before' | 'drop-after';

/**
 * Kills the function at its n-th outgoing call, AWS or vendor, counted from now: the call is not made, or made and
 * its answer lost; whatever the dying process still tries is not made either. Lives again at the next invocation.
 */
function cutOffAt(world: World, at: number, loss: Loss): { reached: () => boolean; revive: () => void } {
  const state = { count: 0, dead: false };
  const decide = (): 'pass' | Loss => {
    if (state.dead) return 'drop-before';
    state.count += 1;
    if (state.count !== at) return 'pass';
    state.dead = true;
    return loss;
  };
  world.aws.intercept = ({ accessKeyId }) => (world.isFunction(accessKeyId) ? decide() : 'pass');
  world.octopus.intercept = () => decide();
  return {
    reached: () => state.dead,
    revive: () => {
      world.aws.intercept = undefined;
      world.octopus.intercept = () => 'pass';
    },
  };
}

const start = () => startTestWorld({ maxAttempts: 1, replayDelaysMs: [minutes(1), minutes(5)] });

/** The calls of a clean rotation: AWS's 24 and two logins. */
const cutPoints = Array.from({ length: 26 }, (_, index) => index + 1);

describe.each<Loss>(['drop-before', 'drop-after'])('cut off (%s)', (loss) => {
  it.each(cutPoints)('at call %i: the replay comes to the same end', async (at) => {
    await using world = await withFirstPair(await start());
    const before = world.aws.mailbox.length;
    await world.stage(secondPair);
    const cut = cutOffAt(world, at, loss);
    await world.rotate();
    expect(cut.reached()).toBe(true);
    cut.revive();
    await world.clock.advance(days(1));

    expect(await world.live()).toContain(secondPair.apiKey);
    expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS requested']);
    expect(await arrangement(world, world.intakeName)).toEqual(['AWSCURRENT octopus/empty', 'AWSPREVIOUS']);
    const mails = mailed(world, before);
    for (const mail of ['RevocationRequested>support', 'PairPromoted>ops']) {
      expect(mails.filter((each) => each === mail).length).toBeGreaterThanOrEqual(1);
      expect(mails.filter((each) => each === mail).length).toBeLessThanOrEqual(2);
    }
    expect(new Set(mails).size).toBe(2);
  });

  it.each(cutPoints)('at call %i, with no replay and another pair next: no request is lost', async (at) => {
    await using world = await withFirstPair(await startTestWorld({ maxAttempts: 1, replayDelaysMs: [] }));
    const before = world.aws.mailbox.length;
    await world.stage(secondPair);
    const cut = cutOffAt(world, at, loss);
    const token = await world.rotate();
    cut.revive();
    const wasPromoted = (await world.live()).includes(secondPair.apiKey);
    await unstick(world, token);
    await world.stage(thirdPair);
    await world.rotate();

    expect(await world.live()).toContain(thirdPair.apiKey);
    const asked = world.aws.mailbox
      .slice(before)
      .filter(({ attributes }) => attributes.notice === 'RevocationRequested')
      .map(({ body }) => /REVOKE +key ending in (…\d+)/.exec(body)?.[1]);
    const old = wasPromoted ? [firstPair, secondPair] : [firstPair];
    expect(new Set(asked)).toEqual(new Set(old.map(({ apiKey }) => `…${apiKey.slice(-4)}`)));
  });
});

async function unstick(world: World, token: string): Promise<void> {
  const labels = (await world.stages())[token] ?? [];
  if (!labels.includes('AWSPENDING') || labels.includes('AWSCURRENT')) return;
  await world.clearPending(token);
}
