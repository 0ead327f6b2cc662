import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import type { Interception } from '../../../local/aws/server.ts';
import { days, hours } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { asked, cutOffAfterTheMove, goBack, holderOf, putByHand } from '../rotation/by-hand.ts';
import { arrangement, firstPair, mailed, secondPair, thirdPair } from '../rotation/story.ts';
import { clearWaiting, diary } from './diary.ts';
import { failLabels, replaced, watched } from './watched.ts';

/** What somebody does by hand, or what breaks, beside the watch and a rollback. */

describe('the watch', () => {
  it('does not ask to revoke the pair that somebody has just gone back to', async () => {
    await using world = await watched();
    await cutOffAfterTheMove(world);
    let isLoggedIn = false;
    let went: Promise<void> | undefined;
    world.octopus.intercept = () => {
      isLoggedIn = true;
      return 'pass';
    };
    // The labels have been read after the login; the values are not answered before somebody has gone back.
    world.aws.intercept = async ({ accessKeyId, operation }): Promise<Interception> => {
      if (!world.isFunction(accessKeyId) || !isLoggedIn || operation !== 'GetSecretValue') return 'pass';
      went ??= goBack(world);
      await went;
      return 'pass';
    };
    await world.runByHand('watch');
    expect(went).toBeDefined();
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(asked(world)).toEqual([]);
  });

  it('tells that nothing is learnt any more, also of a live pair that is known to be dead', async () => {
    await using world = await watched();
    world.octopus.revoke(firstPair.apiKey);
    await world.clock.advance(days(1));
    const before = world.aws.mailbox.length;
    world.octopus.intercept = () => {
      world.octopus.failNext(403);
      return 'pass';
    };
    await world.clock.advance(days(7));
    expect(diary(world, before)).toEqual([
      '2025-11-28 ops action WatchInconclusive',
      '2025-12-01 ops action WatchInconclusive',
    ]);
  });

  it('sends a withdrawal once in each of its tries while labels cannot be moved', async () => {
    await using world = await replaced();
    await world.clock.advance(days(1));
    await goBack(world);
    const before = world.aws.mailbox.length;
    failLabels(world);
    await world.clock.advance(days(1));
    const withdrawn = mailed(world, before).filter((mail) => mail === 'RevocationWithdrawn>support');
    expect(withdrawn.length).toBe(3);
  });

  it('tells ops what it found also when the topic of support fails', async () => {
    await using world = await replaced();
    world.octopus.revoke(secondPair.apiKey);
    const before = world.aws.mailbox.length;
    world.aws.sns.failNextPublish();
    await world.runByHand('watch').catch(() => undefined);
    expect(mailed(world, before)).toContain('WrongPairRevoked>ops');
  });

  it('says since when a pair is replaced by the promotion, and not by a request that came later', async () => {
    await using world = await watched();
    await cutOffAfterTheMove(world);
    await world.clock.advance(days(5));
    const overdue = world.aws.mailbox.filter(({ attributes }) => attributes.notice === 'RevocationOverdue');
    expect(overdue[0]?.body).toContain('2025-11-24 11:00 UTC');
  });
});

describe('a rollback', () => {
  it.each([1, 2, 3, 4, 5])(
    'that fails at label %i leaves a leak what it is, or has the request withdrawn',
    async (n) => {
      await using world = await replaced({ reason: 'leak' });
      await world.clock.advance(days(3));
      const before = world.aws.mailbox.length;
      failLabels(world, n);
      await world.runByHand('rollback', { evenThoughLiveWorks: true }).catch(() => undefined);
      world.aws.intercept = undefined;
      const hasMoved = (await world.live())?.includes(firstPair.apiKey);
      await world.clock.advance(days(2));
      const heard = diary(world, before).filter((line) => line.includes('support'));
      if (hasMoved) expect(heard.at(-1)).toContain('support urgent RevocationWithdrawn');
      else expect(heard).toEqual(['28', '29'].map((day) => `2025-11-${day} support urgent RevocationOverdue`));
    },
  );

  it('from a value that is no pair is told to ops', async () => {
    await using world = await replaced();
    const before = world.aws.mailbox.length;
    await putByHand(world, { apiKey: '', apiSecret: '' });
    await world.runByHand('rollback');
    expect(mailed(world, before)).toContain('RolledBack>ops');
  });

  it('after a rollback goes to the pair before, and not back to the one that was left', async () => {
    await using world = await replaced();
    await world.clock.advance(hours(1));
    await world.stage(thirdPair);
    await world.rotate();
    world.octopus.revoke(thirdPair.apiKey);
    await world.runByHand('rollback');
    world.octopus.revoke(secondPair.apiKey);
    await world.runByHand('rollback');
    expect(await world.live()).toContain(firstPair.apiKey);
  });

  it('goes on to the next pair when the one before is refused, with six logins at most', async () => {
    await using world = await replaced();
    await world.clock.advance(hours(1));
    await world.stage(thirdPair);
    await world.rotate();
    for (const { apiKey } of [secondPair, thirdPair]) world.octopus.revoke(apiKey);
    const before = world.octopus.logins;
    await world.runByHand('rollback');
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(world.octopus.logins - before).toBeLessThanOrEqual(6);
  });
});

it('a pair that was about to go live when somebody put another one is not to be revoked', async () => {
  await using world = await watched();
  await world.stage(secondPair);
  // The function dies after it has marked the live version, and before it moves AWSCURRENT.
  failLabels(world, 3);
  await world.rotate();
  world.aws.intercept = undefined;
  expect(await arrangement(world)).toEqual(['AWSCURRENT due', 'AWSPENDING staged', 'AWSPREVIOUS']);
  await putByHand(world, thirdPair);
  await clearWaiting(world);
  await world.clock.advance(days(2));
  expect(asked(world)).toEqual(['0001']);
  await world.rotate();
  expect(await world.live()).toContain(secondPair.apiKey);
});

/** Somebody takes the label of a request away. */
async function takeAway(world: World, versionId: string): Promise<void> {
  const label = (await world.stages())[versionId]?.find((text) => text.startsWith('octopus/requested/')) ?? '';
  const removal = { SecretId: world.secretName, VersionStage: label, RemoveFromVersionId: versionId };
  await world.secretsManager.send(new UpdateSecretVersionStageCommand(removal));
}

it('a case whose label somebody has taken away by hand is not chased any more', async () => {
  await using world = await replaced();
  const versionId = await holderOf(world, 'AWSPREVIOUS');
  await world.stage(thirdPair);
  await world.rotate();
  await takeAway(world, versionId);
  const before = world.aws.mailbox.length;
  await world.clock.advance(days(9));
  const chased = world.aws.mailbox.slice(before).map(({ body }) => body);
  expect(chased.filter((body) => body.includes('…0002')).length).toBeGreaterThan(0);
  expect(chased.filter((body) => body.includes('…0001'))).toEqual([]);
});

it('support is asked again when somebody takes the label away while the version is AWSPREVIOUS', async () => {
  await using world = await replaced();
  await takeAway(world, await holderOf(world, 'AWSPREVIOUS'));
  const before = asked(world).length;
  await world.clock.advance(days(1));
  expect(asked(world).slice(before)).toEqual(['0001']);
});
