import { describe, expect, it } from 'vitest';
import { aFunction, anAws, aSecret, eventNames, fourSteps, named, refusal } from './an-aws.ts';

const waiting = () => {
  throw named('WaitingForPair', 'nobody has staged a pair');
};

describe('a rotation', () => {
  it('returns at once and calls the function four times with ARN and token', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, calls, steps } = aFunction(world);
    const token = await secret.rotate({ RotationLambdaARN: arn });
    expect(steps.length).toBeLessThan(4);
    await world.aws.secretsManager.idle();
    expect(steps).toEqual(fourSteps);
    const event = { SecretId: secret.arn, ClientRequestToken: token, RotationToken: expect.any(String) };
    expect(calls).toEqual(fourSteps.map((Step) => ({ Step, ...event })));
  });

  it('makes an empty pending version before createSecret', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const seen: unknown[] = [];
    const { arn } = aFunction(world, async ({ Step, ClientRequestToken: VersionId }) => {
      if (Step !== 'createSecret') return;
      const { VersionIdsToStages, RotationEnabled } = await secret.describe();
      seen.push(VersionIdsToStages?.[VersionId], RotationEnabled, await refusal(secret.get({ VersionId })));
    });
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect(seen).toEqual([['AWSPENDING'], true, expect.stringMatching(/^400 ResourceNotFoundException/)]);
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
  it('is tested with a copy of the current value, and the label goes', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const seen: unknown[] = [];
    const { arn, steps } = aFunction(world, async ({ ClientRequestToken: VersionId }) => {
      seen.push((await secret.get({ VersionId, VersionStage: 'AWSPENDING' })).SecretString);
    });
    await secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false });
    await world.aws.secretsManager.idle();
    expect([steps, seen]).toEqual([['testSecret'], ['first']]);
    expect(await secret.stages()).toEqual({ [secret.first]: ['AWSCURRENT'] });
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
