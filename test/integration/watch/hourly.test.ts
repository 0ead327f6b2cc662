import { UpdateSecretVersionStageCommand } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { days, hours, minutes } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { firstPair, secondPair, thirdPair } from '../rotation/story.ts';
import { states } from './diary.ts';
import { hourly, mailedSince, replace, requested } from './hour-by-hour.ts';

/** The functions' calls, and the vendor's logins, from now on. */
function counting({ aws, octopus, isFunction }: World) {
  const [calls, requests] = [aws.calls.length, octopus.requests.length];
  return () => ({
    calls: aws.calls.slice(calls).flatMap((call) => (isFunction(call.accessKeyId) ? [call.operation] : [])),
    logins: octopus.requests.slice(requests).length,
  });
}

it('support is asked in the first hourly run after 24 hours, and in no earlier one', async () => {
  await using world = await hourly();
  const from = await replace(world);
  await world.clock.advance(hours(24) - 1000);
  expect(requested(world)).toEqual([]);
  expect(await states(world)).toContain('AWSPREVIOUS due');
  await world.clock.advance(hours(1) + 1000);
  expect(mailedSince(world, from)).toEqual(['24 h: RevocationRequested to support']);
  expect(await states(world)).toContain('AWSPREVIOUS requested');
});

it('after a leak support is asked by the rotation itself', async () => {
  await using world = await hourly();
  const from = await replace(world, secondPair, { reason: 'leak' });
  expect(requested(world)).toEqual([from]);
});

it('a quiet hour makes one DescribeSecret and no login', async () => {
  await using world = await hourly();
  const counted = counting(world);
  await world.clock.advance(hours(1));
  expect(counted()).toEqual({ calls: ['DescribeSecret'], logins: 0 });
});

it('an hour within a hand-over is as quiet', async () => {
  await using world = await hourly();
  await replace(world);
  const counted = counting(world);
  await world.clock.advance(hours(1));
  expect(counted()).toEqual({ calls: ['DescribeSecret'], logins: 0 });
});

it('that support has revoked the wrong pair is reported within 70 minutes', async () => {
  await using world = await hourly();
  await replace(world);
  await world.clock.advance(hours(26));
  const from = world.clock.now();
  world.octopus.revoke(secondPair.apiKey);
  await world.clock.advance(minutes(70));
  expect(mailedSince(world, from)).toContain('0 h: WrongPairRevoked to ops');
});

it('the first run after days without one asks support', async () => {
  await using world = await hourly();
  const from = await replace(world);
  await world.clock.advance(hours(12));
  world.aws.scheduler.hold(true);
  await world.clock.advance(days(5));
  world.aws.scheduler.hold(false);
  expect(requested(world)).toEqual([]);
  await world.clock.advance(hours(1));
  expect(mailedSince(world, from)).toContain('132 h: RevocationRequested to support');
});

it('a rollback within a hand-over leaves nothing to withdraw', async () => {
  await using world = await hourly();
  const from = await replace(world);
  await world.clock.advance(hours(3));
  await world.runByHand('rollback', { evenThoughLiveWorks: true });
  await world.clock.advance(days(3));
  expect(mailedSince(world, from)).toEqual(['3 h: RolledBack to ops']);
  expect(await world.live()).toContain(firstPair.apiKey);
});

it('somebody who moves AWSCURRENT back within a hand-over keeps the old pair, and nobody is asked or withdrawn', async () => {
  await using world = await hourly();
  const from = await replace(world);
  await world.clock.advance(hours(3));
  const stages = Object.entries(await world.stages());
  const holder = (label: string): string => stages.find(([, labels]) => labels.includes(label))?.[0] ?? '';
  await world.secretsManager.send(
    new UpdateSecretVersionStageCommand({
      SecretId: world.secretName,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: holder('AWSPREVIOUS'),
      RemoveFromVersionId: holder('AWSCURRENT'),
    }),
  );
  await world.clock.advance(days(3));
  expect(mailedSince(world, from)).toEqual([]);
  expect(await states(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS rolled-back']);
});

it('of two rotations within a day, support is asked for each pair 24 hours after it was replaced', async () => {
  await using world = await hourly();
  const first = await replace(world);
  await world.clock.advance(hours(5));
  const second = await replace(world, thirdPair);
  await world.clock.advance(hours(26));
  const passed = requested(world).map((at, index) => {
    const from = [first, second][index] ?? first;
    return Math.floor((at.getTime() - from.getTime()) / hours(1));
  });
  expect(passed).toEqual([24, 24]);
});

it('a leak within a hand-over makes both requests urgent', async () => {
  await using world = await hourly();
  await replace(world);
  await world.clock.advance(hours(5));
  const from = await replace(world, thirdPair, { reason: 'leak' });
  expect(requested(world)).toEqual([from, from]);
});
