import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListSecretsCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import type { Permission } from '../../../../local/aws/functions.ts';
import { anAws, refusal } from '../an-aws.ts';
import { account, allow, anIdentity, deny, document, role, session } from './an-identity.ts';

async function invoke(statements: object[], permissions: readonly Permission[] = [], name = 'watch') {
  await using world = await anAws();
  const arn = world.aws.registerFunction({ name: 'watch', permissions, handler: async () => 'done' });
  anIdentity(world, ...statements);
  const response = await fetch(`${world.aws.url}/2015-03-31/functions/${name}/invocations`, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=app/20260101/us-east-1/lambda/aws4_request' },
  });
  return { arn, status: response.status, error: response.headers.get('x-amzn-errortype'), body: await response.json() };
}

it('refuses a caller who may not invoke', async () => {
  const { arn, status, error, body } = await invoke([allow('lambda:*', 'arn:aws:lambda:*:*:function:rollback')]);
  expect([status, error]).toEqual([403, 'AccessDeniedException']);
  expect(body).toMatchObject({
    Message: `User: ${session} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no identity-based policy allows the lambda:InvokeFunction action`,
  });
});

it('refuses a caller without the right, whether or not the function exists', async () => {
  const allowed = [allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:mine')];
  expect((await invoke(allowed, [], 'mine')).status).toBe(404);
  expect((await invoke(allowed, [], 'other')).status).toBe(403);
});

it('shows the configuration of a function to a caller with the right', async () => {
  await using world = await anAws();
  const configuration = {
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    variables: { ENVIRONMENT: 'sandbox' },
    timeoutMs: 300_000,
    memoryMb: 256,
  };
  world.aws.registerFunction({ name: 'watch', handler: async () => 'done', configuration });
  anIdentity(world, allow('lambda:GetFunctionConfiguration', 'arn:aws:lambda:*:*:function:watch'));
  const client = new LambdaClient(world.as('app'));
  const ask = (FunctionName: string) => client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  expect(await ask('watch')).toMatchObject({
    FunctionName: 'watch',
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    State: 'Active',
    LastUpdateStatus: 'Successful',
    Timeout: 300,
    MemorySize: 256,
    Environment: { Variables: { ENVIRONMENT: 'sandbox' } },
  });
  await expect(ask('rollback')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  const idle = {
    State: 'Inactive',
    StateReasonCode: 'Idle',
    LastUpdateStatus: 'Failed',
    Runtime: 'nodejs22.x',
  } as const;
  world.aws.functions.setState('watch', idle);
  expect(await ask('watch')).toMatchObject(idle);
  client.destroy();
});

it.each([
  ['its own policy', [allow('lambda:InvokeFunction', '*')], []],
  ["the function's permissions", [], [{ principal: role }]],
])('invokes for a caller that %s allows', async (_, statements, permissions) => {
  expect(await invoke(statements, permissions)).toMatchObject({ status: 200, body: 'done' });
});

it.each([
  ['watch', '400 AccessDeniedException'],
  ['another', 'no error'],
])('distinguishes calls of the code of %s from other calls with its role', async (name, answer) => {
  await using world = await anAws();
  const functionArn = (name: string) => `arn:aws:lambda:us-east-1:${account}:function:${name}`;
  const notForTheCode = { Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn('watch') } } };
  const policies = [document(allow('*', '*'), deny('*', '*', notForTheCode))];
  world.aws.iam.addIdentity('app', { arn: session, principalArn: role, policies, functionArn: functionArn(name) });
  const client = new SecretsManagerClient(world.as('app'));
  expect(await refusal(client.send(new ListSecretsCommand({})))).toContain(answer);
});
