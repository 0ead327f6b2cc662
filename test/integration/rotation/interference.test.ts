import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../local/clock.ts';
import type { ClearPair } from '../../../local/people.ts';
import {
  anHourLater,
  asked,
  dieBetweenTheLogins,
  eventOf,
  goBack,
  holderOf,
  putByHand,
  rotateWithoutTheMove,
} from './by-hand.ts';
import { arrangement, firstPair, lastVerdict, mailed, secondPair, thirdPair } from './story.ts';

/** What somebody does by hand, or what breaks, beside a rotation. */

describe('a step that is invoked by hand', () => {
  it('promotes nothing that testSecret has refused', async () => {
    await using world = await anHourLater();
    await world.stage(secondPair);
    dieBetweenTheLogins(world);
    const token = await world.rotate();
    await world.invoke(await eventOf(world, 'finishSecret', token)).catch(() => undefined);
    expect(lastVerdict(world)).toBe('Rejected');
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(asked(world)).toEqual([]);
  });

  it('promotes nothing that was accepted long ago and is dead by now', async () => {
    await using world = await anHourLater();
    const token = await rotateWithoutTheMove(world);
    await world.clock.advance(days(100));
    world.octopus.revoke(secondPair.apiKey);
    await world.invoke(await eventOf(world, 'finishSecret', token)).catch(() => undefined);
    expect(lastVerdict(world)).toBe('Rejected');
    expect(await world.live()).toContain(firstPair.apiKey);
  });

  it('promotes what still logs in, however late', async () => {
    await using world = await anHourLater();
    const token = await rotateWithoutTheMove(world);
    await world.clock.advance(days(1));
    await world.invoke(await eventOf(world, 'finishSecret', token));
    expect(await world.live()).toContain(secondPair.apiKey);
  });
});

describe('a value that is put by hand', () => {
  it('while finishSecret looks is not replaced', async () => {
    await using world = await anHourLater();
    const token = await rotateWithoutTheMove(world);
    let reads = 0;
    let put: Promise<void> | undefined;
    world.aws.intercept = ({ accessKeyId, operation }) => {
      if (!world.isFunction(accessKeyId) || operation !== 'GetSecretValue') return 'pass';
      reads += 1;
      // The answer to the read of the pending value is lost, and the retry comes after the put.
      if (reads === 1) put = putByHand(world, thirdPair);
      return 'pass';
    };
    await world.invoke(await eventOf(world, 'finishSecret', token)).catch(() => undefined);
    await put;
    expect(await world.live()).toContain(thirdPair.apiKey);
    expect(asked(world)).not.toContain('0003');
  });

  it('without a client account, while the vendor blocks its own: nothing is known, and nothing is promoted', async () => {
    await using world = await anHourLater();
    const other: ClearPair = { apiKey: 'test-key-bobby-0009', apiSecret: 'secret-of-bobby-0009' };
    world.octopus.addAccount({ clientId: 43 });
    world.octopus.issuePair(43, other);
    await putByHand(world, secondPair);
    world.octopus.allowOnly(42, ['192.0.2.0/24']);
    await world.stage(other);
    await world.rotate();
    expect(lastVerdict(world)).toBe('EgressBlocked');
    expect(await world.live()).toContain(secondPair.apiKey);
  });

  it('and is no pair: the next promotion says that client accounts could not be compared', async () => {
    await using world = await anHourLater();
    await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString: 'broken' }));
    await world.stage(secondPair);
    await world.rotate();
    expect(await world.live()).toContain(secondPair.apiKey);
    expect(world.aws.mailbox.at(-1)?.body).toContain('could not be compared');
  });
});

it('a pair that was rolled back from by hand is revoked after the next promotion', async () => {
  await using world = await anHourLater();
  await world.stage(secondPair);
  await world.rotate();
  await world.clock.advance(hours(1));
  await goBack(world);
  await world.clock.advance(hours(1));
  await world.stage(thirdPair);
  await world.rotate();
  expect(asked(world).toSorted().slice(-2)).toEqual(['0001', '0002']);
});

it('a refusal in testSecret is mailed once for each staged version, also when another pair is staged before it is cleared', async () => {
  await using world = await anHourLater([1, 2, 3, 4, 5].map(minutes));
  const before = world.aws.mailbox.length;
  await world.stage(secondPair);
  dieBetweenTheLogins(world);
  await world.rotate();
  await world.stage(thirdPair);
  await world.clock.advance(days(1));
  expect(lastVerdict(world)).toBe('Rejected');
  expect(mailed(world, before)).toEqual(['PairRefused>ops', 'PairRefused>ops']);
});

it('a rotation that is cleared while its login runs is not pending again', async () => {
  await using world = await anHourLater();
  await world.stage(secondPair);
  world.octopus.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '20' } });
  world.octopus.failNext({ kind: 'slow', ms: 300 });
  let cleared: Promise<void> | undefined;
  let logins = 0;
  world.octopus.intercept = () => {
    logins += 1;
    if (logins === 2) cleared = holderOf(world, 'AWSPENDING').then(world.clearPending);
    return 'pass';
  };
  await world.rotate();
  await cleared;
  expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS']);
});

it('a note that quotes the live pair is refused, and mailed to nobody', async () => {
  await using world = await anHourLater();
  const note = `replaces ${firstPair.apiKey.toUpperCase()}`;
  await world.stage(secondPair, { note });
  await world.rotate();
  expect(lastVerdict(world)).toBe('MalformedPair');
  expect(JSON.stringify(world.aws.mailbox)).not.toContain(note);
});

it('a note that quotes a pair that still works is mailed to nobody, also when the staged pair is the live one', async () => {
  await using world = await anHourLater();
  await world.stage(secondPair);
  await world.rotate();
  const note = `replaces ${firstPair.apiKey} ${firstPair.apiSecret}`;
  await world.stage(secondPair, { note });
  await world.rotate();
  expect(lastVerdict(world)).toBe('AlreadyLive');
  expect(JSON.stringify(world.aws.mailbox)).not.toContain(firstPair.apiSecret);
});

it('rotations that were cleared one after the other leave no labels behind', async () => {
  await using world = await anHourLater();
  for (let count = 0; count < 20; count += 1) {
    const token = await rotateWithoutTheMove(world);
    await world.clearPending(token);
  }
  await world.rotate();
  expect(await world.live()).toContain(secondPair.apiKey);
});

it('one invocation makes six logins at most', async () => {
  await using world = await anHourLater();
  await putByHand(world, firstPair);
  await world.stage(secondPair);
  const before = world.octopus.logins;
  let logins = 0;
  world.octopus.intercept = () => {
    logins += 1;
    // The staged pair is accepted at its third try; the live one, asked for its client account, never.
    if (logins !== 3) world.octopus.failNext(503);
    return 'pass';
  };
  await world.rotate();
  expect(lastVerdict(world)).toBe('Unavailable');
  expect(world.octopus.logins - before).toBe(6);
});
