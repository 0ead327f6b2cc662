import { CancelRotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days, minutes } from '../../../local/clock.ts';
import { aFunction, anAws, aSecret, eventNames, fourSteps, named, refusal } from './an-aws.ts';

const incomplete =
  "400 InvalidRequestException: A previous rotation isn't complete. That rotation will be reattempted.";
const waiting = () => {
  throw named('WaitingForPair', 'nobody has staged a pair');
};

describe('a failed rotation', () => {
  it("keeps AWSPENDING and reports the error under Lambda's name for it", async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn } = aFunction(world, waiting);
    const token = await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect((await secret.stages())[token]).toEqual(['AWSPENDING']);
    expect(world.aws.events.at(-1)).toMatchObject({
      name: 'RotationFailed',
      token,
      errorType: 'WaitingForPair',
      errorMessage: 'nobody has staged a pair',
    });
  });

  it('is replayed from createSecret with the same token until it succeeds', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    let failures = 2;
    const { arn, calls, steps } = aFunction(world, ({ Step }) => {
      if (Step === 'testSecret' && failures-- > 0) throw new Error('not active yet');
    });
    const token = await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    await world.clock.advance(minutes(1));
    expect(eventNames(world).filter((name) => name === 'RotationFailed')).toHaveLength(2);
    await world.clock.advance(minutes(5));
    expect(steps).toEqual([...fourSteps.slice(0, 3), ...fourSteps.slice(0, 3), ...fourSteps]);
    expect(new Set(calls.map(({ ClientRequestToken }) => ClientRequestToken))).toEqual(new Set([token]));
    expect((await secret.stages())[token]).toEqual(['AWSCURRENT']);
  });

  it('is replayed when its last step breaks after AWSCURRENT has moved', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world, async ({ Step, ClientRequestToken: MoveToVersionId }) => {
      if (Step !== 'finishSecret' || steps.length > 4) return;
      await secret.stage('AWSCURRENT', { MoveToVersionId, RemoveFromVersionId: secret.first });
      throw new Error('cut off');
    });
    const token = await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect((await secret.stages())[token]).toEqual(['AWSCURRENT', 'AWSPENDING']);
    await world.clock.advance(minutes(1));
    expect(steps).toEqual([...fourSteps, ...fourSteps]);
    expect((await secret.stages())[token]).toEqual(['AWSCURRENT']);
  });

  it('is not replayed when AWSPENDING is taken off between two steps', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world, async ({ Step, ClientRequestToken }) => {
      if (Step === 'testSecret') await secret.stage('AWSPENDING', { RemoveFromVersionId: ClientRequestToken });
    });
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    await world.clock.advance(days(1));
    expect(steps).toEqual(fourSteps.slice(0, 3));
    expect(eventNames(world)).toEqual(['RotationStarted', 'RotationFailed']);
  });

  it('is replayed once for each configured delay', async () => {
    await using world = await anAws({ rotation: { replayDelaysMs: [minutes(2), minutes(2)] } });
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world, waiting);
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    await world.clock.advance(days(1));
    expect(steps).toHaveLength(3);
  });

  it('blocks RotateSecret until AWSPENDING is removed, which ends its replays', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, calls } = aFunction(world, waiting);
    const stuck = await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect(await refusal(secret.rotate({ RotationRules: { AutomaticallyAfterDays: 9 } }))).toBe(incomplete);
    expect((await secret.describe()).RotationRules).toBeUndefined();
    await secret.stage('AWSPENDING', { RemoveFromVersionId: stuck });
    await world.clock.advance(days(1));
    expect(calls).toHaveLength(1);
    expect(await secret.rotate()).not.toBe(stuck);
    await world.aws.secretsManager.idle();
    expect(calls).toHaveLength(2);
  });
});

describe('a rotation that somebody disturbs', () => {
  it('is abandoned when a new current value is put: no further step or replay', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world, async ({ Step }) => {
      if (Step === 'setSecret') await secret.put('by hand');
    });
    const token = await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    await world.clock.advance(days(1));
    expect(steps).toEqual(['createSecret', 'setSecret']);
    expect(await secret.stages()).not.toHaveProperty(token);
    expect(eventNames(world)).toEqual(['RotationStarted', 'RotationAbandoned']);
  });

  it('is abandoned while it waits for its replay', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world, waiting);
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    await secret.put('by hand');
    await world.clock.advance(days(1));
    expect(steps).toHaveLength(1);
    expect(eventNames(world).at(-1)).toBe('RotationAbandoned');
  });

  it('fails when somebody other than the function puts the pending value', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    let token = '';
    const { arn } = aFunction(world, async (call) => {
      token = call.ClientRequestToken;
      await secret.put(`value of ${token}`, ['AWSPENDING'], token);
    });
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect(world.aws.events.at(-1)?.errorMessage).toBe(
      `Pending secret version ${token} for Secret ${secret.arn} was not created by Lambda ${arn}. Remove the AWSPENDING staging label and restart rotation`,
    );
  });

  it('continues when a version gets another label', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn } = aFunction(world, async ({ Step }) => {
      if (Step === 'testSecret') await secret.put('a note', ['note']);
    });
    await secret.rotate({ RotationLambdaARN: arn });
    await world.aws.secretsManager.idle();
    expect(eventNames(world).at(-1)).toBe('RotationSucceeded');
  });

  it('stops when it is cancelled, with AWSPENDING left behind', async () => {
    await using world = await anAws();
    const secret = await aSecret(world);
    const { arn, steps } = aFunction(world, waiting);
    const token = await secret.rotate({ RotationLambdaARN: arn, RotationRules: { AutomaticallyAfterDays: 1 } });
    await world.aws.secretsManager.idle();
    const cancelled = await world.secretsManager.send(new CancelRotateSecretCommand({ SecretId: secret.name }));
    await world.clock.advance(days(3));
    expect(cancelled.VersionId).toBe(token);
    expect(steps).toHaveLength(1);
    const { RotationEnabled, NextRotationDate, RotationLambdaARN } = await secret.describe();
    expect([RotationEnabled, NextRotationDate, RotationLambdaARN]).toEqual([false, undefined, arn]);
    expect(await refusal(secret.rotate())).toBe(incomplete);
  });
});
