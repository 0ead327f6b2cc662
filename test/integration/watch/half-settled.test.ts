import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import type { Interception } from '../../../local/aws/server.ts';
import { days, hours } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { asked, cutOffAfterTheMove, goBack, holderOf, putByHand } from '../rotation/by-hand.ts';
import { firstPair, fourthPair, mailed, secondPair, thirdPair } from '../rotation/story.ts';
import { diary } from './diary.ts';
import { failLabels, replaced, rotateTo, watched } from './watched.ts';

/** A run in which something could not be settled, and what the rest of it, and a rollback, make of that. */

const toSupport = (world: World, from: number): readonly string[] =>
  mailed(world, from).filter((mail) => mail.endsWith('>support'));

describe('a watch that could not settle', () => {
  it('chases nobody for the pair that somebody went back to', async () => {
    await using world = await replaced({ reason: 'leak' });
    await world.clock.advance(days(1));
    await goBack(world);
    const before = world.aws.mailbox.length;
    failLabels(world, 1, 1);
    await world.clock.advance(days(1));
    expect(new Set(toSupport(world, before))).toEqual(new Set(['RevocationWithdrawn>support']));
  });

  it('chases nobody for the live pair in another version, whose withdrawal could not be mailed', async () => {
    await using world = await replaced({ reason: 'leak' });
    await world.clock.advance(days(2));
    await putByHand(world, firstPair);
    const before = world.aws.mailbox.length;
    world.aws.sns.failNextPublish();
    await world.runByHand('watch').catch(() => undefined);
    expect(toSupport(world, before)).not.toContain('RevocationOverdue>support');
  });

  it('asks support also while the topic of ops alone fails', async () => {
    await using world = await watched();
    await cutOffAfterTheMove(world, { reason: 'leak' });
    const sns = new SNSClient({
      endpoint: world.aws.url,
      region: world.aws.region,
      credentials: { accessKeyId: 'LOCALADMINISTRATOR', secretAccessKey: 'local' },
    });
    const ops = world.aws.sns.subscriptions().find(({ email }) => email === 'ops@example.com');
    await sns.send(new DeleteTopicCommand({ TopicArn: ops?.topicArn }));
    sns.destroy();
    await world.clock.advance(days(1));
    expect(asked(world)).toContain('0001');
  });

  it('fails, to be tried again, also when AWSCURRENT moved meanwhile', async () => {
    await using world = await watched();
    await cutOffAfterTheMove(world);
    let published = 0;
    // Support's mail is taken, its answer is lost, and somebody goes back.
    world.aws.intercept = async ({ accessKeyId, operation }): Promise<Interception> => {
      if (!world.isFunction(accessKeyId) || operation !== 'Publish') return 'pass';
      published += 1;
      if (published !== 2) return 'pass';
      await goBack(world);
      return 'drop-after';
    };
    await expect(world.runByHand('watch')).rejects.toThrow('Publish');
    world.aws.intercept = undefined;
    await world.runByHand('watch');
    expect(toSupport(world, 0).at(-1)).toBe('RevocationWithdrawn>support');
  });

  it('tells since when a pair is replaced by the last promotion before the request', async () => {
    await using world = await replaced();
    await world.clock.advance(days(3));
    await world.runByHand('rollback', { evenThoughLiveWorks: true });
    await world.clock.advance(days(30));
    await rotateTo(world, thirdPair);
    const before = world.aws.mailbox.length;
    await world.clock.advance(days(2));
    const [chase] = world.aws.mailbox
      .slice(before)
      .filter(({ attributes }) => attributes.notice === 'RevocationOverdue');
    expect(/replaced +(\S+)/.exec(chase?.body ?? '')?.[1]).toBe('2025-12-27');
  });
});

it('a pair that is saved again manually is never younger, wherever the run that labels it ends', async () => {
  await using world = await watched();
  await world.clock.advance(days(3));
  await putByHand(world, firstPair);
  failLabels(world, 2);
  await world.runByHand('watch').catch(() => undefined);
  const labels = (await world.stages())[await holderOf(world, 'AWSCURRENT')]?.join(' ');
  expect(labels).toContain('live=20251124T1000');
});

it('a pair that is saved again manually keeps its age, also while AWSPENDING is left on its version', async () => {
  await using world = await watched();
  const MoveToVersionId = await holderOf(world, 'AWSCURRENT');
  await world.clock.advance(days(3));
  await putByHand(world, firstPair);
  const pending = { SecretId: world.secretName, VersionStage: 'AWSPENDING', MoveToVersionId };
  await world.secretsManager.send(new UpdateSecretVersionStageCommand(pending));
  await world.clock.advance(days(1));
  const labels = (await world.stages())[await holderOf(world, 'AWSCURRENT')]?.join(' ');
  expect(labels).toContain('live=20251124T1000');
});

describe('a rollback', () => {
  it('after somebody went back manually is none that was cut off: it logs in first', async () => {
    await using world = await replaced();
    await world.clock.advance(hours(1));
    await goBack(world);
    world.octopus.revoke(firstPair.apiKey);
    const logins = world.octopus.logins;
    await world.runByHand('rollback');
    expect(world.octopus.logins).toBeGreaterThan(logins);
    expect(await world.live()).toContain(secondPair.apiKey);
  });

  it('reaches the third pair that was live before, as the watch that told of it', async () => {
    await using world = await replaced();
    await rotateTo(world, thirdPair, fourthPair);
    for (const { apiKey } of [secondPair, thirdPair, fourthPair]) world.octopus.revoke(apiKey);
    const logins = world.octopus.logins;
    await world.runByHand('rollback');
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(world.octopus.logins - logins).toBeLessThanOrEqual(6);
  });

  it('falls back on no pair that was replaced because of a leak', async () => {
    await using world = await replaced({ reason: 'leak' });
    await rotateTo(world, thirdPair);
    for (const { apiKey } of [secondPair, thirdPair]) world.octopus.revoke(apiKey);
    await expect(world.runByHand('rollback')).rejects.toThrow('refuses');
    expect(await world.live()).toContain(thirdPair.apiKey);
  });

  it.each([3, 5])('that fails at label %i has nobody chased about a request that nobody made', async (at) => {
    await using world = await replaced();
    await world.clock.advance(days(3));
    await world.runByHand('rollback', { evenThoughLiveWorks: true });
    await world.clock.advance(days(3));
    const before = world.aws.mailbox.length;
    failLabels(world, at);
    await world.runByHand('rollback', { evenThoughLiveWorks: true }).catch(() => undefined);
    world.aws.intercept = undefined;
    await world.clock.advance(days(4));
    expect(diary(world, before).filter((line) => line.includes('Overdue'))).toEqual([]);
  });

  it('that a value put manually overtakes leaves a pair due of which support was not asked yet', async () => {
    await using world = await watched();
    await cutOffAfterTheMove(world);
    let moves = 0;
    // Before the move of AWSCURRENT, once the label of the live version is changed.
    world.aws.intercept = async ({ accessKeyId, operation }): Promise<Interception> => {
      if (!world.isFunction(accessKeyId) || operation !== 'UpdateSecretVersionStage') return 'pass';
      moves += 1;
      if (moves === 3) await putByHand(world, thirdPair);
      return 'pass';
    };
    await expect(world.runByHand('rollback', { evenThoughLiveWorks: true })).rejects.toThrow(
      'AWSCURRENT moved while the rollback ran',
    );
    world.aws.intercept = undefined;
    await world.clock.advance(days(1));
    expect(asked(world)).toContain('0001');
  });

  it.each([1, 2, 3])('that dies at label %i leaves a pair due of which support was not asked yet', async (at) => {
    await using world = await watched();
    await cutOffAfterTheMove(world);
    failLabels(world, at);
    await world.runByHand('rollback', { evenThoughLiveWorks: true }).catch(() => undefined);
    world.aws.intercept = undefined;
    await world.clock.advance(days(1));
    expect(asked(world)).toContain('0001');
  });

  it('that was cut off after its move names the pair that it left, and not one that was left before', async () => {
    await using world = await replaced();
    await rotateTo(world, thirdPair);
    world.octopus.revoke(thirdPair.apiKey);
    await world.runByHand('rollback');
    world.octopus.revoke(secondPair.apiKey);
    // The move is made and the mail is not.
    world.aws.sns.failNextPublish();
    await world.runByHand('rollback').catch(() => undefined);
    const before = world.aws.mailbox.length;
    await world.runByHand('rollback');
    const [told] = world.aws.mailbox.slice(before).filter(({ attributes }) => attributes.notice === 'RolledBack');
    expect(/replaced +key ending in …(\d+)/.exec(told?.body ?? '')?.[1]).toBe('0002');
  });
});
