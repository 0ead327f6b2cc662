import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishCommand } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { anAws, aSecret, refusal } from './an-aws.ts';

it('shows a write to reads only after the lag', async () => {
  await using world = await anAws();
  const { get, put, stages, first } = await aSecret(world);
  world.aws.secretsManager.lag({ ms: 2_000 });
  await put('second');
  expect((await get()).SecretString).toBe('first');
  expect(await stages()).toEqual({ [first]: ['AWSCURRENT'] });
  await world.clock.sleep(2_000);
  expect((await get()).SecretString).toBe('second');
});

it('hides each write from a number of reads', async () => {
  await using world = await anAws();
  const { get, put } = await aSecret(world);
  world.aws.secretsManager.lag({ reads: 2 });
  await put('second');
  const read = async () => (await get()).SecretString;
  expect([await read(), await read(), await read()]).toEqual(['first', 'first', 'second']);
});

it('decides a compare-and-swap by what is stored, however far reads lag', async () => {
  await using world = await anAws();
  const { put, stage, first } = await aSecret(world);
  world.aws.secretsManager.lag({ ms: 60_000 });
  const second = await put('second', ['AWSPENDING']);
  expect(await refusal(stage('AWSCURRENT', { MoveToVersionId: second, RemoveFromVersionId: first }))).toBe('no error');
});

it('throttles the next calls of one operation', async () => {
  await using world = await anAws();
  const { describe, get } = await aSecret(world);
  world.aws.secretsManager.throttle('DescribeSecret', 1);
  expect(await refusal(get())).toBe('no error');
  expect(await refusal(describe())).toBe('400 ThrottlingException: Rate exceeded');
  expect(await refusal(describe())).toBe('no error');
});

it('refuses values when KMS refuses', async () => {
  await using world = await anAws();
  const { describe, get, put } = await aSecret(world);
  world.aws.secretsManager.denyKms(true);
  expect(await refusal(get())).toBe('400 AccessDeniedException: Access to KMS is not allowed');
  expect(await refusal(put('second'))).toBe('400 AccessDeniedException: Access to KMS is not allowed');
  expect(await refusal(describe())).toBe('no error');
});

it.each([
  ['drop-before', 'first'],
  ['drop-after', 'second'],
] as const)('%s cuts the connection and leaves %s', async (interception, left) => {
  await using world = await anAws();
  const { get, put } = await aSecret(world);
  world.aws.intercept = ({ operation }) => (operation === 'PutSecretValue' ? interception : 'pass');
  expect(await refusal(put('second'))).not.toBe('no error');
  expect((await get()).SecretString).toBe(left);
});

it('lets the SDK retry a lost call', async () => {
  await using world = await anAws();
  await aSecret(world);
  const { GetSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  const answers = ['drop-after', 'drop-before'] as const;
  let asked = 0;
  world.aws.intercept = () => answers[asked++] ?? 'pass';
  const patient = new SecretsManagerClient({ ...world.as('local'), maxAttempts: 3 });
  expect((await patient.send(new GetSecretValueCommand({ SecretId: 'pair' }))).SecretString).toBe('first');
  expect(asked).toBe(3);
});

it('fails the next publish', async () => {
  await using world = await anAws();
  world.aws.sns.failNextPublish();
  const { CreateTopicCommand } = await import('@aws-sdk/client-sns');
  const { TopicArn } = await world.sns.send(new CreateTopicCommand({ Name: 'ops' }));
  const publish = () => refusal(world.sns.send(new PublishCommand({ TopicArn, Message: 'news' })));
  expect([await publish(), await publish()]).toEqual([expect.stringMatching(/^500 InternalError/), 'no error']);
});
