import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { anAws, aSecret, refusal } from '../an-aws.ts';
import { account, allow, anIdentity, decidedFor, deny, document, role, root, session } from './an-identity.ts';

const get = 'secretsmanager:GetSecretValue';
const read = (input: { VersionId?: string; VersionStage?: string } = {}) =>
  new GetSecretValueCommand({ SecretId: 'pair', ...input });
const nameIt = `arn:aws:secretsmanager:us-east-1:${account}:secret:`;
const refused = (action: string, on: string, why: string) =>
  `400 AccessDeniedException: User: ${session} is not authorized to perform: secretsmanager:${action}${on} ${why}`;

async function policyOn(world: Awaited<ReturnType<typeof anAws>>, ...statements: object[]) {
  const ResourcePolicy = JSON.stringify(document(...statements));
  await world.secretsManager.send(new PutResourcePolicyCommand({ SecretId: 'pair', ResourcePolicy }));
}

it('lets an identity do what its policies allow, and names it to STS', async () => {
  await using world = await anAws();
  const { arn } = await aSecret(world);
  const { secretsManager, sts } = anIdentity(world, allow(get, arn));
  expect((await secretsManager.send(read())).SecretString).toBe('first');
  expect(await sts.send(new GetCallerIdentityCommand())).toMatchObject({ Arn: session, Account: account });
});

it('refuses what no policy allows, and names the secret as the request did', async () => {
  await using world = await anAws();
  const { arn } = await aSecret(world);
  const { secretsManager } = anIdentity(world, allow(get, arn));
  const put = (SecretId: string) =>
    refusal(secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'second' })));
  const why = 'because no identity-based policy allows the secretsmanager:PutSecretValue action';
  expect(await put('pair')).toBe(refused('PutSecretValue', ' on resource: pair', why));
  expect(await put(arn)).toBe(refused('PutSecretValue', ` on resource: ${arn}`, why));
  const lists = await refusal(secretsManager.send(new ListSecretsCommand()));
  expect(lists).toBe(
    refused('ListSecrets', '', 'because no identity-based policy allows the secretsmanager:ListSecrets action'),
  );
});

it('refuses what the own policies or the secret deny', async () => {
  await using world = await anAws();
  await aSecret(world);
  const { secretsManager } = anIdentity(world, allow('*', '*'), deny('secretsmanager:List*', '*'));
  await policyOn(world, deny(get, '*', { Principal: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': root } } }));
  expect(await refusal(secretsManager.send(new ListSecretsCommand()))).toBe(
    refused('ListSecrets', '', 'with an explicit deny in an identity-based policy'),
  );
  expect(await refusal(secretsManager.send(read()))).toBe(
    refused('GetSecretValue', ' on resource: pair', 'with an explicit deny in a resource-based policy'),
  );
  expect(await refusal(world.secretsManager.send(read()))).toContain(`User: arn:aws:iam::${account}:user/local is not`);
});

it('lets an identity do what the secret allows it', async () => {
  await using world = await anAws();
  await aSecret(world);
  const { secretsManager } = anIdentity(world);
  await policyOn(world, allow(get, '*', { Principal: { AWS: role } }));
  expect(await refusal(secretsManager.send(read()))).toBe('no error');
});

it('leaves an own allow in force where the secret denies others', async () => {
  await using world = await anAws();
  const { arn } = await aSecret(world);
  const { secretsManager } = anIdentity(world, allow(get, arn));
  const others = { Principal: '*', Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } } };
  await policyOn(
    world,
    deny(get, '*', others),
    deny('*', '*', { Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  );
  expect(await refusal(secretsManager.send(read()))).toBe('no error');
});

const current = { 'secretsmanager:VersionStage': 'AWSCURRENT' };

it.each([
  [{ 'ForAnyValue:StringEquals': current }, {}, true],
  [{ StringEquals: current }, { VersionStage: 'AWSPENDING' }, false],
  [{ StringEquals: current }, { VersionId: 'first' }, true],
  [{ StringEquals: current }, { VersionId: 'pending' }, false],
  [{ Null: { 'secretsmanager:VersionId': 'true' } }, { VersionId: 'first' }, false],
  [{ Null: { 'secretsmanager:VersionId': 'true' } }, {}, true],
] as const)('gives a policy the keys of what is read: %j, %j', async (Condition, which, allowed) => {
  await using world = await anAws();
  const { arn, put, first } = await aSecret(world);
  const ids = { first, pending: await put('second', ['AWSPENDING']) };
  const { secretsManager } = anIdentity(world, allow(get, arn, { Condition }));
  const input = 'VersionId' in which ? { VersionId: ids[which.VersionId] } : which;
  expect((await refusal(secretsManager.send(read(input)))) === 'no error').toBe(allowed);
});

it('gives a policy the label that is moved', async () => {
  await using world = await anAws();
  const { arn, first } = await aSecret(world);
  const Condition = { StringLike: { 'secretsmanager:VersionStage': 'staged-*' } };
  const { secretsManager } = anIdentity(world, allow('secretsmanager:UpdateSecretVersionStage', arn, { Condition }));
  const move = (VersionStage: string) =>
    refusal(
      secretsManager.send(
        new UpdateSecretVersionStageCommand({ SecretId: 'pair', VersionStage, MoveToVersionId: first }),
      ),
    );
  expect(await move('staged-1')).toBe('no error');
  expect(await move('AWSPENDING')).toMatch(/^400 AccessDeniedException/);
});

it.each([
  ['the name', allow('secretsmanager:*', '*', { Condition: { StringLike: { 'secretsmanager:Name': 'pair-*' } } })],
  ['an ARN with six characters to come', allow('secretsmanager:*', `${nameIt}pair-1-??????`)],
])('lets %s create a secret', async (_, statement) => {
  await using world = await anAws();
  const { secretsManager } = anIdentity(world, statement);
  const make = (Name: string) => refusal(secretsManager.send(new CreateSecretCommand({ Name, SecretString: 'x' })));
  expect(await make('pair-1')).toBe('no error');
  expect(await make('other')).toContain('secretsmanager:CreateSecret on resource: other because no identity-based');
});

it('requires the right to tag when a secret is created with tags', async () => {
  await using world = await anAws();
  const { secretsManager } = anIdentity(world, allow('secretsmanager:CreateSecret', '*'));
  const make = new CreateSecretCommand({ Name: 'pair', Tags: [{ Key: 'owner', Value: 'ops' }] });
  expect(await refusal(secretsManager.send(make))).toContain('secretsmanager:TagResource on resource: pair because');
});

it('does not reveal whether a secret exists to a caller who may not read it', async () => {
  await using world = await anAws();
  const { secretsManager } = anIdentity(world, allow(get, `${nameIt}mine-*`));
  const ask = (SecretId: string) => refusal(secretsManager.send(new GetSecretValueCommand({ SecretId })));
  expect(await ask('mine-1')).toMatch(/^400 ResourceNotFoundException/);
  expect(await ask('pair')).toMatch(/^400 AccessDeniedException/);
});

it.each([
  [
    { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } },
    'NotModelled: iam:condition operator IpAddress is not modelled',
  ],
  [{ Effect: 'Maybe' }, 'MalformedPolicyDocumentException: Effect: '],
])('refuses a policy that it cannot evaluate: %j', async (more, message) => {
  await using world = await anAws();
  await aSecret(world);
  expect(await refusal(policyOn(world, { ...deny(get, '*', { Principal: '*' }), ...more }))).toContain(message);
});

it('records every access in order', async () => {
  await using world = await anAws();
  const { arn } = await aSecret(world);
  const { secretsManager } = anIdentity(world, allow(get, arn));
  await secretsManager.send(read());
  const ClientRequestToken = randomUUID();
  await refusal(
    secretsManager.send(new PutSecretValueCommand({ SecretId: 'pair', ClientRequestToken, SecretString: 'x' })),
  );
  expect(decidedFor(world)).toEqual([`+ ${get}`, '- secretsmanager:PutSecretValue']);
  expect(world.aws.accesses.at(-1)).toEqual({
    accessKeyId: 'app',
    principalArn: role,
    action: 'secretsmanager:PutSecretValue',
    resource: arn,
    allowed: false,
  });
});
