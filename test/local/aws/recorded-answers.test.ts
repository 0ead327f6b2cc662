import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { aFunction, anAws, aSecret, refusal } from './an-aws.ts';

type World = Awaited<ReturnType<typeof anAws>>;
type Given = World & { secret: Awaited<ReturnType<typeof aSecret>> };

const id = '11111111-1111-4111-8111-111111111111';
const cannotFind = "400 ResourceNotFoundException: Secrets Manager can't find the specified secret";

const recorded: readonly [string, (given: Given) => Promise<unknown>, string][] = [
  [
    'an unknown secret',
    ({ secretsManager }) => secretsManager.send(new GetSecretValueCommand({ SecretId: 'none' })),
    `${cannotFind}.`,
  ],
  [
    'an unknown label',
    ({ secret }) => secret.get({ VersionStage: 'AWSPREVIOUS' }),
    `${cannotFind} value for staging label: AWSPREVIOUS`,
  ],
  ['an unknown version', ({ secret }) => secret.get({ VersionId: id }), `${cannotFind} value for VersionId: ${id}`],
  [
    'a label on another version',
    ({ secret }) => secret.get({ VersionId: secret.first, VersionStage: 'AWSPENDING' }),
    '400 InvalidRequestException: You provided a VersionStage that is not associated to the provided VersionId.',
  ],
  [
    'a rotation without a function',
    ({ secret }) => secret.rotate(),
    '400 InvalidRequestException: No Lambda rotation function ARN is associated with this secret.',
  ],
  [
    'a function that may not be invoked',
    ({ secret }) => secret.rotate({ RotationLambdaARN: 'arn:aws:lambda:us-east-1:123456789012:function:none' }),
    '400 AccessDeniedException: Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants access to the principal secretsmanager.amazonaws.com.',
  ],
  [
    'a name that is taken',
    ({ secretsManager }) => secretsManager.send(new CreateSecretCommand({ Name: 'pair', SecretString: 'other' })),
    '400 ResourceExistsException: The operation failed because the secret pair already exists.',
  ],
  [
    'a name with a space',
    ({ secretsManager }) => secretsManager.send(new CreateSecretCommand({ Name: 'a pair', SecretString: 'other' })),
    '400 ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  ],
  [
    'a put without a value',
    ({ secretsManager }) => secretsManager.send(new PutSecretValueCommand({ SecretId: 'pair' })),
    '400 InvalidRequestException: You must provide either SecretString or SecretBinary.',
  ],
  [
    'a value of 65,537 bytes in fewer characters',
    ({ secret }) => secret.put(`${'é'.repeat(32_768)}!`),
    "400 ValidationException: 1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length less than or equal to 65536",
  ],
  [
    'a label of 257 characters',
    ({ secret }) => secret.put('second', ['x'.repeat(257)]),
    "400 ValidationException: 1 validation error detected: Value at 'versionStages' failed to satisfy constraint: Member must have length less than or equal to 256",
  ],
  [
    'a token of 31 characters',
    ({ secret }) => secret.put('second', undefined, 'x'.repeat(31)),
    "400 ValidationException: 1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32",
  ],
];

it.each(recorded)('answers %s as AWS does', async (_, send, expected) => {
  await using world = await anAws();
  const secret = await aSecret(world);
  expect(await refusal(send({ ...world, secret }))).toBe(expected);
});

it('accepts a value of 65,536 bytes', async () => {
  await using world = await anAws();
  const secret = await aSecret(world);
  await secret.put('x'.repeat(65_536));
  expect((await secret.get()).SecretString).toHaveLength(65_536);
});

it('does nothing for the same token with the same value, and refuses another value', async () => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const token = await secret.put('second');
  await secret.put('second', undefined, token);
  expect(await refusal(secret.put('third', undefined, token))).toBe(
    `400 ResourceExistsException: You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
  );
});

it('gives a repeated creation the same answer', async () => {
  await using world = await anAws();
  const { first, arn } = await aSecret(world);
  const again = new CreateSecretCommand({ Name: 'pair', SecretString: 'first', ClientRequestToken: first });
  expect((await world.secretsManager.send(again)).ARN).toBe(arn);
});

it('wants a token on raw HTTP', async () => {
  await using world = await anAws();
  await aSecret(world);
  const response = await fetch(world.aws.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.RotateSecret', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ SecretId: 'pair' }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    __type: 'InvalidParameterException',
    message: 'You must provide a ClientRequestToken value. We recommend a UUID-type value.',
  });
});

it('stores nothing when the function may not be invoked', async () => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const arn = world.aws.registerFunction({ name: 'shut', handler: async () => {}, permissions: [] });
  await refusal(secret.rotate({ RotationLambdaARN: arn }));
  const { RotationEnabled, RotationLambdaARN, VersionIdsToStages } = await secret.describe();
  expect([RotationEnabled, RotationLambdaARN]).toEqual([undefined, undefined]);
  expect(VersionIdsToStages).toEqual({ [secret.first]: ['AWSCURRENT'] });
});

it.each([
  ['DynamoDB_20120810.PutItem', 'DynamoDB_20120810:PutItem'],
  ['secretsmanager.GetRandomPassword', 'secretsmanager:GetRandomPassword'],
  ['secretsmanager.TagResource', 'secretsmanager:TagResource'],
])('does not model %s, and names it', async (target, named) => {
  await using world = await anAws();
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(world.aws.url, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ message: `${named} is not modelled by the local AWS` });
});

it('gives a repeated RotateSecret the same answer and starts one rotation', async () => {
  await using world = await anAws();
  await aSecret(world);
  const { arn, steps } = aFunction(world);
  const ClientRequestToken = randomUUID();
  const rotate = new RotateSecretCommand({ SecretId: 'pair', RotationLambdaARN: arn, ClientRequestToken });
  await world.secretsManager.send(rotate);
  expect((await world.secretsManager.send(rotate)).VersionId).toBe(ClientRequestToken);
  await world.aws.secretsManager.idle();
  expect(steps).toHaveLength(4);
});
