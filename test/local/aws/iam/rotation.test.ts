import { RotateSecretCommand, type RotateSecretCommandInput } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import type { Permission } from '../../../../local/aws/functions.ts';
import { aFunction, anAws, aSecret, eventNames, fourSteps, refusal } from '../an-aws.ts';
import { account, allow, anIdentity, decidedFor, session } from './an-identity.ts';

const rotate = 'secretsmanager:RotateSecret';
const invoke = 'lambda:InvokeFunction';

async function aRotation(...statements: object[]) {
  const world = await anAws();
  const secret = await aSecret(world);
  const rotation = aFunction(world);
  const { secretsManager } = anIdentity(world, ...statements);
  return {
    world,
    secret,
    ...rotation,
    rotateAs: (input: Partial<RotateSecretCommandInput> = {}) =>
      refusal(secretsManager.send(new RotateSecretCommand({ SecretId: 'pair', ...input }))),
    [Symbol.asyncDispose]: () => world.aws.close(),
  };
}

it('requires the right to invoke the function, and stores nothing without it', async () => {
  await using rotation = await aRotation(allow(rotate, '*'));
  const { world, secret, arn, rotateAs, steps } = rotation;
  const message = `User: ${session} is not authorized to perform: ${invoke} on resource: ${arn} because no identity-based policy allows the ${invoke} action`;
  expect(await rotateAs({ RotationLambdaARN: arn })).toBe(`400 AccessDeniedException: ${message}`);
  expect([(await secret.describe()).RotationEnabled, steps]).toEqual([undefined, []]);
  expect(decidedFor(world)).toEqual([`+ ${rotate}`, `- ${invoke}`]);
});

it('requires it for the function that is configured already, too', async () => {
  await using rotation = await aRotation(allow(rotate, '*'));
  const { world, secret, arn, rotateAs } = rotation;
  await secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false });
  await world.aws.secretsManager.idle();
  expect(await rotateAs()).toContain(`${invoke} on resource: ${arn}`);
});

it('rotates for a caller with both rights', async () => {
  await using rotation = await aRotation(allow([rotate, invoke], '*'));
  expect(await rotation.rotateAs({ RotationLambdaARN: rotation.arn })).toBe('no error');
  await rotation.world.aws.secretsManager.idle();
  expect(rotation.steps).toEqual(fourSteps);
});

it.each([
  [
    'the rules',
    { Bool: { 'secretsmanager:ModifyRotationRules': 'false' } },
    { RotationRules: { AutomaticallyAfterDays: 30 } },
  ],
  ['the function', { Null: { 'secretsmanager:RotationLambdaARN': 'true' } }, { RotationLambdaARN: 'its own' }],
])('can forbid to change %s', async (_, Condition, input) => {
  await using rotation = await aRotation(allow(rotate, '*', { Condition }), allow(invoke, '*'));
  const { world, secret, arn, rotateAs } = rotation;
  await secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false });
  await world.aws.secretsManager.idle();
  expect(await rotateAs('RotationLambdaARN' in input ? { RotationLambdaARN: arn } : input)).toContain(`${rotate} on`);
  expect(await rotateAs()).toBe('no error');
  await world.aws.secretsManager.idle();
});

it('can restrict the function that rotates a secret', async () => {
  const Condition = {
    StringEquals: {
      'secretsmanager:resource/AllowRotationLambdaArn': `arn:aws:lambda:us-east-1:${account}:function:rotate`,
    },
  };
  await using rotation = await aRotation(allow([rotate, invoke], '*', { Condition }), allow(invoke, '*'));
  const { world, secret, arn, rotateAs } = rotation;
  expect(await rotateAs({ RotationLambdaARN: arn })).toContain(`${rotate} on`);
  await secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false });
  await world.aws.secretsManager.idle();
  expect(await rotateAs()).toBe('no error');
  await world.aws.secretsManager.idle();
});

const service = 'secretsmanager.amazonaws.com';
const secrets = `arn:aws:secretsmanager:us-east-1:${account}:secret:`;

it.each<[readonly Permission[] | undefined, boolean]>([
  [undefined, true],
  [[{ principal: service, sourceAccount: account }], true],
  [[{ principal: service, sourceArn: `${secrets}pair-*` }], true],
  [[], false],
  [[{ principal: 'scheduler.amazonaws.com' }], false],
  [[{ principal: service, sourceAccount: '210987654321' }], false],
  [[{ principal: service, sourceArn: `${secrets}other-*` }], false],
])('lets Secrets Manager invoke with the permissions %j: %s', async (permissions, allowed) => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const handler = async () => {};
  const arn = world.aws.registerFunction({ name: 'f', handler, ...(permissions && { permissions }) });
  const expected = allowed ? 'no error' : expect.stringContaining('Secrets Manager cannot invoke the specified Lambda');
  expect(await refusal(secret.rotate({ RotationLambdaARN: arn, RotateImmediately: false }))).toEqual(expected);
  await world.aws.secretsManager.idle();
});

it('fails the step before which the permission is removed', async () => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const steps: string[] = [];
  const handler = async (event: unknown) => {
    steps.push((event as { Step: string }).Step);
    world.aws.registerFunction({ name: 'f', handler, permissions: [] });
  };
  const arn = world.aws.registerFunction({ name: 'f', handler });
  await secret.rotate({ RotationLambdaARN: arn });
  await world.aws.secretsManager.idle();
  expect([steps, eventNames(world)]).toEqual([['createSecret'], ['RotationStarted', 'RotationFailed']]);
  expect(world.aws.events.at(-1)?.errorMessage).toContain('cannot invoke the specified Lambda function');
});
