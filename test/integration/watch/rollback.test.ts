import { describe, expect, it } from 'vitest';
import { days, hours } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { firstPair, mailed, secondPair, thirdPair, withFirstPair } from '../rotation/story.ts';
import { states } from './diary.ts';

/** The second pair is live, the first is to be revoked. */
async function replaced(environment: 'sandbox' | 'production' = 'sandbox'): Promise<World> {
  const world = await withFirstPair(await startTestWorld({ watched: true, maxAttempts: 1, environment }));
  await world.clock.advance(hours(1));
  await world.stage(secondPair);
  await world.rotate();
  return world;
}

describe('a rollback', () => {
  it.each(['sandbox', 'production'] as const)(
    'goes back in %s when the live pair is refused, and withdraws the request',
    async (environment) => {
      await using world = await replaced(environment);
      await world.clock.advance(days(2));
      world.octopus.revoke(secondPair.apiKey);
      const before = world.aws.mailbox.length;
      await world.runByHand('rollback');
      expect(await world.live()).toContain(firstPair.apiKey);
      expect(mailed(world, before).toSorted()).toEqual([
        'RevocationWithdrawn>ops',
        'RevocationWithdrawn>support',
        'RolledBack>ops',
      ]);
      expect(await states(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS rolled-back']);
    },
  );

  it('is refused while the live pair logs in, unless the caller insists', async () => {
    await using world = await replaced();
    await expect(world.runByHand('rollback')).rejects.toMatchObject({ name: 'LivePairWorks' });
    expect(await world.live()).toContain(secondPair.apiKey);
    await world.runByHand('rollback', { evenThoughLiveWorks: true });
    expect(await world.live()).toContain(firstPair.apiKey);
  });

  it('is refused when the old pair does not log in, and when nothing is known', async () => {
    await using world = await replaced();
    world.octopus.failNext(503, 2);
    await expect(world.runByHand('rollback')).rejects.toMatchObject({ name: 'RollbackUnavailable' });
    world.octopus.revoke(firstPair.apiKey);
    await expect(world.runByHand('rollback')).rejects.toMatchObject({ name: 'OldPairRefused' });
    expect(await world.live()).toContain(secondPair.apiKey);
  });

  it('is refused when there is no pair to go back to', async () => {
    await using world = await withFirstPair(await startTestWorld({ watched: true }));
    await expect(world.runByHand('rollback')).rejects.toMatchObject({ name: 'NothingToGoBackTo' });
  });

  it('has the pair that it left revoked after the next promotion', async () => {
    await using world = await replaced();
    await world.runByHand('rollback', { evenThoughLiveWorks: true });
    await world.clock.advance(days(1));
    await world.stage(thirdPair);
    await world.rotate();
    const asked = world.aws.mailbox
      .filter(({ attributes }) => attributes.notice === 'RevocationRequested')
      .map(({ body }) => /REVOKE +key ending in …(\d+)/.exec(body)?.[1]);
    expect(asked.slice(1).toSorted()).toEqual(['0001', '0002']);
  });

  it.each(Array.from({ length: 14 }, (_, index) => index + 1))(
    'cut off at its call %i ends in a withdrawal or in nothing, once it is called again',
    async (at) => {
      await using world = await replaced();
      world.octopus.revoke(secondPair.apiKey);
      let calls = 0;
      const decide = () => {
        calls += 1;
        return calls >= at ? 'drop-before' : 'pass';
      };
      world.aws.intercept = ({ accessKeyId }) => (world.isFunction(accessKeyId) ? decide() : 'pass');
      await world.runByHand('rollback').catch(() => undefined);
      world.aws.intercept = undefined;
      if (!(await world.live()).includes(firstPair.apiKey)) await world.runByHand('rollback');
      await world.clock.advance(days(1));
      expect(await world.live()).toContain(firstPair.apiKey);
      expect(new Set(mailed(world))).toContain('RevocationWithdrawn>support');
      expect((await states(world)).some((labels) => labels.startsWith('AWSCURRENT') && labels.includes('live'))).toBe(
        true,
      );
    },
  );
});
