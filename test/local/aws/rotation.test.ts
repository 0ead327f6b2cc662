import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aFunction, anAws, aSecret, eventNames, fourSteps, named, refusal } from './an-aws.ts';

const waiting = () => {
  throw named('WaitingForPair', 'nobody has staged a pair');
};

describe('a rotation', () => {
  it('returns before its steps are done', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world);
    await secret.rotate({ RotationLambdaARN: arn });
    expect(steps.length).toBeLessThan(4);
    await world.aws.secretsManager.idle();
    expect(steps).toEqual(fourSteps);
  });

  it('stores nothing when the function may not be invoked', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const arn = world.aws.registerFunction({ name: 'shut', handler: async () => {}, permissions: [] });
    expect(await refusal(secret.rotate({ RotationLambdaARN: arn }))).toMatch(/^400 AccessDeniedException/);
    const { RotationEnabled, RotationLambdaARN } = await secret.describe();
    expect([RotationEnabled, RotationLambdaARN]).toEqual([undefined, undefined]);
    expect(await secret.stages()).toEqual({ [secret.first]: ['AWSCURRENT'] });
  });

  it('is the same one, however often RotateSecret is sent with its token', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world);
    const once = { RotationLambdaARN: arn, ClientRequestToken: randomUUID() };
    expect([await secret.rotate(once), await secret.rotate(once)]).toEqual(Array(2).fill(once.ClientRequestToken));
    await world.aws.secretsManager.idle();
    expect(steps).toEqual(fourSteps);
  });

  it('ends with the new version current, without AWSPENDING, and dated', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn } = aFunction(world);
    const token = await secret.rotate({ RotationLambdaARN: arn, RotationRules: { AutomaticallyAfterDays: 30 } });
    await world.aws.secretsManager.idle();
    expect(await secret.stages()).toEqual({ [secret.first]: ['AWSPREVIOUS'], [token]: ['AWSCURRENT'] });
    expect(await secret.describe()).toMatchObject({
      LastRotatedDate: new Date('2026-01-01T00:00:00Z'),
      NextRotationDate: new Date('2026-01-31T00:00:00Z'),
    });
    expect(eventNames(world)).toEqual(['RotationStarted', 'RotationSucceeded']);
  });

  it('can leave AWSPENDING on the current version, which does not block the next rotation', async () => {
    await using world = await anAws({ rotation: { keepPendingLabel: true } });
    const secret = await aSecret(world);
    const { arn } = aFunction(world);
    const token = await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect((await secret.stages())[token]).toEqual(['AWSCURRENT', 'AWSPENDING']);
    expect(await refusal(secret.rotate())).toBe('no error');
    await world.aws.secretsManager.idle();
  });

  it('fails when four steps leave AWSCURRENT where it was', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const arn = world.aws.registerFunction({ name: 'idle', handler: async () => {} });
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect(eventNames(world)).toEqual(['RotationStarted', 'RotationFailed']);
  });
});

describe('a configuration without an immediate rotation', () => {
  it('sends events when its test starts and ends', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn } = aFunction(world);
    await secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false });
    await world.aws.secretsManager.idle();
    expect(eventNames(world)).toEqual(['TestRotationStarted', 'TestRotationSucceeded']);
  });

  it('is kept when its test fails', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn } = aFunction(world, waiting);
    await secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false });
    await world.aws.secretsManager.idle();
    expect(await secret.describe()).toMatchObject({ RotationEnabled: true, RotationLambdaARN: arn });
    expect(await secret.stages()).toEqual({ [secret.first]: ['AWSCURRENT'] });
    expect(eventNames(world)).toEqual(['TestRotationStarted', 'TestRotationFailed']);
  });
});
