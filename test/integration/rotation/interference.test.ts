import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../local/clock.ts';
import type { ClearPair } from '../../../local/people.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { arrangement, firstPair, lastVerdict, mailed, secondPair, thirdPair, withFirstPair } from './story.ts';

/** What somebody does by hand, or what breaks, beside a rotation. */

/** A world whose first pair has been live for an hour, and whose functions are not tried again unless told so. */
async function anHourLater(replayDelaysMs: readonly number[] = []): Promise<World> {
  const world = await withFirstPair(await startTestWorld({ maxAttempts: 1, replayDelaysMs }));
  await world.clock.advance(hours(1));
  return world;
}

/** Rotates to the second pair and cuts the function off right after AWSCURRENT has moved. */
async function cutOffAfterTheMove(world: World, more = {}): Promise<string> {
  await world.stage(secondPair, more);
  let isDead = false;
  world.aws.intercept = ({ accessKeyId, operation }) => {
    if (!world.isFunction(accessKeyId)) return 'pass';
    isDead ||= operation === 'GetTopicAttributes';
    return isDead ? 'drop-before' : 'pass';
  };
  const token = await world.rotate();
  world.aws.intercept = undefined;
  expect(await arrangement(world)).toEqual(['AWSCURRENT AWSPENDING staged', 'AWSPREVIOUS due']);
  return token;
}

const holderOf = async (world: World, label: string): Promise<string> =>
  Object.entries(await world.stages()).find(([, labels]) => labels.includes(label))?.[0] ?? '';

/** Goes back to the version that was live before, by hand. */
async function goBack(world: World): Promise<void> {
  const move = {
    SecretId: world.secretName,
    VersionStage: 'AWSCURRENT',
    MoveToVersionId: await holderOf(world, 'AWSPREVIOUS'),
    RemoveFromVersionId: await holderOf(world, 'AWSCURRENT'),
  };
  await world.secretsManager.send(new UpdateSecretVersionStageCommand(move));
}

async function stageAgain(world: World): Promise<void> {
  await world.stage(secondPair);
  await world.rotate();
}

async function putByHand(world: World, { apiKey, apiSecret }: ClearPair, more = {}): Promise<void> {
  const SecretString = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, ...more });
  await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString }));
}

async function eventOf(world: World, Step: string, ClientRequestToken: string) {
  const { ARN } = await world.secretsManager.send(new GetSecretValueCommand({ SecretId: world.secretName }));
  return { Step, SecretId: ARN, ClientRequestToken };
}

/** The keys that support was asked to revoke, by their last characters. */
const asked = ({ aws }: World): readonly (string | undefined)[] =>
  aws.mailbox
    .filter(({ attributes }) => attributes.notice === 'RevocationRequested')
    .map(({ body }) => /REVOKE +key ending in …(\d+)/.exec(body)?.[1]);

describe('cut off after AWSCURRENT has moved', () => {
  it('asks for the revocation once the vendor answers, though a replay met an outage', async () => {
    await using world = await anHourLater([minutes(1), minutes(5), minutes(5)]);
    const before = world.aws.mailbox.length;
    await cutOffAfterTheMove(world, { reason: 'leak' });
    world.octopus.failNext(503, 3);
    await world.clock.advance(days(2));
    expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS requested']);
    expect(mailed(world, before).toSorted()).toEqual(['PairPromoted>ops', 'RevocationRequested>support']);
  });

  it('fails with a code of its own while the promoted pair is refused, and asks for nothing', async () => {
    await using world = await anHourLater([minutes(1)]);
    await cutOffAfterTheMove(world);
    world.octopus.revoke(secondPair.apiKey);
    await world.clock.advance(days(1));
    expect(lastVerdict(world)).toBe('PromotedPairRefused');
    expect(asked(world)).toEqual([]);
  });

  it('then left by hand: the pair that was promoted is revoked after the next promotion', async () => {
    await using world = await anHourLater();
    await cutOffAfterTheMove(world);
    await world.clock.advance(hours(1));
    await goBack(world);
    await world.clock.advance(hours(1));
    await world.stage(thirdPair);
    await world.rotate();
    expect(asked(world).toSorted()).toEqual(['0001', '0002']);
  });

  it('then saved again by hand: the pair keeps its date, and nothing is withdrawn that nobody asked for', async () => {
    await using world = await anHourLater();
    await cutOffAfterTheMove(world);
    const promotedAt = world.clock.now().toISOString().slice(0, 10);
    await world.clock.advance(days(10));
    await putByHand(world, secondPair, { NOTE: 'saved again' });
    await world.stage(secondPair);
    await world.rotate();
    const labels = Object.values(await world.stages())
      .flat()
      .join(' ');
    expect(labels).toMatch(new RegExp(`octopus:live,\\S*live=${promotedAt}`));
    expect(mailed(world)).not.toContain('RevocationWithdrawn>support');
  });

  it.each([
    ['the replay completes it', (world: World) => world.clock.advance(minutes(2))],
    ['the pair is staged again', stageAgain],
  ])('and left by hand while %s: support is not asked to revoke the live pair', async (_, goOn) => {
    await using world = await anHourLater([minutes(1)]);
    await cutOffAfterTheMove(world);
    let went: Promise<void> | undefined;
    world.octopus.failNext({ kind: 'slow', ms: 300 });
    world.octopus.intercept = () => {
      went ??= goBack(world);
      return 'pass';
    };
    await goOn(world);
    await went;
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(asked(world)).not.toContain('0001');
  });
});

describe('a step that is invoked by hand', () => {
  it('promotes nothing that testSecret has refused', async () => {
    await using world = await anHourLater();
    await world.stage(secondPair);
    let logins = 0;
    world.octopus.intercept = () => {
      logins += 1;
      if (logins === 2) world.octopus.revoke(secondPair.apiKey);
      return 'pass';
    };
    const token = await world.rotate();
    await world.invoke(await eventOf(world, 'finishSecret', token)).catch(() => undefined);
    expect(lastVerdict(world)).toBe('Rejected');
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(asked(world)).toEqual([]);
  });

  it('promotes nothing that was accepted long ago and is dead by now', async () => {
    await using world = await anHourLater();
    await world.stage(secondPair);
    world.aws.intercept = ({ accessKeyId, operation }) =>
      world.isFunction(accessKeyId) && operation === 'UpdateSecretVersionStage' ? 'drop-before' : 'pass';
    const token = await world.rotate();
    world.aws.intercept = undefined;
    await world.clock.advance(days(100));
    world.octopus.revoke(secondPair.apiKey);
    await world.invoke(await eventOf(world, 'finishSecret', token)).catch(() => undefined);
    expect(lastVerdict(world)).toBe('Rejected');
    expect(await world.live()).toContain(firstPair.apiKey);
  });

  it('promotes what still logs in, however late', async () => {
    await using world = await anHourLater();
    await world.stage(secondPair);
    world.aws.intercept = ({ accessKeyId, operation }) =>
      world.isFunction(accessKeyId) && operation === 'UpdateSecretVersionStage' ? 'drop-before' : 'pass';
    const token = await world.rotate();
    world.aws.intercept = undefined;
    await world.clock.advance(days(1));
    await world.invoke(await eventOf(world, 'finishSecret', token));
    expect(await world.live()).toContain(secondPair.apiKey);
  });
});

describe('a value that is put by hand', () => {
  it('while finishSecret looks is not replaced', async () => {
    await using world = await anHourLater();
    await world.stage(secondPair);
    const stop = ({ accessKeyId, operation }: { accessKeyId: string; operation: string }) =>
      world.isFunction(accessKeyId) && operation === 'UpdateSecretVersionStage' ? 'drop-before' : 'pass';
    world.aws.intercept = stop;
    const token = await world.rotate();
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
  let logins = 0;
  world.octopus.intercept = () => {
    logins += 1;
    if (logins === 2) world.octopus.revoke(secondPair.apiKey);
    return 'pass';
  };
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

it('a promoted pair that was left twice by hand is revoked all the same', async () => {
  await using world = await anHourLater();
  await cutOffAfterTheMove(world);
  await putByHand(world, thirdPair);
  await putByHand(world, thirdPair, { NOTE: 'again' });
  await world.clock.advance(hours(1));
  const next: ClearPair = { apiKey: 'test-key-alice-0004', apiSecret: 'secret-of-alice-0004' };
  world.octopus.issuePair(42, next);
  await world.stage(next);
  await world.rotate();
  expect(asked(world)).toContain('0002');
});

it('a promotion that is completed a month later keeps the date of the promotion', async () => {
  await using world = await anHourLater();
  const token = await cutOffAfterTheMove(world);
  const promotedOn = world.clock.now().toISOString().slice(0, 10);
  await world.clock.advance(days(30));
  await world.invoke(await eventOf(world, 'finishSecret', token));
  expect(
    Object.values(await world.stages())
      .flat()
      .join(' '),
  ).toMatch(new RegExp(`octopus:live,\\S*live=${promotedOn}`));
});

it('rotations that were cleared one after the other leave no labels behind', async () => {
  await using world = await anHourLater();
  for (let count = 0; count < 20; count += 1) {
    await world.stage(secondPair);
    world.aws.intercept = ({ accessKeyId, operation }) =>
      world.isFunction(accessKeyId) && operation === 'UpdateSecretVersionStage' ? 'drop-before' : 'pass';
    const token = await world.rotate();
    world.aws.intercept = undefined;
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
