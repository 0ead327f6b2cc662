import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { anAws, refusal } from '../an-aws.ts';
import { account, allow, anIdentity, decidedFor, document, role, root, session } from './an-identity.ts';

const keyArn = `arn:aws:kms:us-east-1:${account}:key/11111111-2222-4333-8444-555555555555`;
const toAccount = allow('kms:*', '*', { Principal: { AWS: root } });
const denied = '400 AccessDeniedException: Access to KMS is not allowed';
const own = (...actions: string[]) => [
  allow('secretsmanager:*', '*'),
  ...actions.map((action) => allow(action, keyArn)),
];

async function anEncryptedSecret(policy: object[], statements: object[], KmsKeyId: string = keyArn) {
  const world = await anAws();
  world.aws.kms.addKey({ arn: keyArn, alias: 'alias/pairs', policy: document(...policy) });
  const first = randomUUID();
  const pair = { Name: 'pair', SecretString: 'first', ClientRequestToken: first, KmsKeyId };
  await world.secretsManager.send(new CreateSecretCommand(pair));
  const { secretsManager } = anIdentity(world, ...statements);
  return {
    world,
    secretsManager,
    get: () => refusal(secretsManager.send(new GetSecretValueCommand({ SecretId: 'pair' }))),
    put: (ClientRequestToken: string, SecretString: string) =>
      refusal(secretsManager.send(new PutSecretValueCommand({ SecretId: 'pair', SecretString, ClientRequestToken }))),
    first,
    [Symbol.asyncDispose]: () => world.aws.close(),
  };
}

describe('a secret with a key', () => {
  it.each([
    ['neither', [], denied, denied, denied],
    ['GenerateDataKey', ['kms:GenerateDataKey'], denied, 'no error', denied],
    ['Decrypt', ['kms:Decrypt'], 'no error', denied, 'no error'],
  ])('is read, written and written again with %s', async (_, actions, reads, writes, writesAgain) => {
    await using secret = await anEncryptedSecret([toAccount], own(...actions));
    expect(await secret.get()).toBe(reads);
    expect(await secret.put(randomUUID(), 'second')).toBe(writes);
    expect(await secret.put(secret.first, 'first')).toBe(writesAgain);
  });

  it.each([
    keyArn,
    keyArn.slice(keyArn.indexOf('/') + 1),
    'alias/pairs',
    `arn:aws:kms:us-east-1:${account}:alias/pairs`,
  ])('knows the key as %s', async (name) => {
    await using secret = await anEncryptedSecret([toAccount], own(), name);
    expect(await secret.get()).toBe(denied);
  });

  it('requires no right for a key that was not added', async () => {
    await using secret = await anEncryptedSecret([toAccount], own(), 'alias/aws/secretsmanager');
    expect(await secret.get()).toBe('no error');
  });

  it('ignores own rights when the key policy does not delegate to the account', async () => {
    const admin = allow('kms:*', '*', { Principal: { AWS: `arn:aws:iam::${account}:user/local` } });
    await using secret = await anEncryptedSecret([admin], own('kms:*'));
    expect(await secret.get()).toBe(denied);
    await using open = await anEncryptedSecret([admin, allow('kms:Decrypt', '*', { Principal: { AWS: role } })], own());
    expect(await open.get()).toBe('no error');
    expect(decidedFor(open.world)).toEqual(['+ secretsmanager:GetSecretValue', '+ kms:Decrypt']);
  });

  it.each([
    ['kms:ViaService', 'secretsmanager.us-east-1.amazonaws.com', 'sns.us-east-1.amazonaws.com'],
    ['kms:CallerAccount', account, '210987654321'],
    [
      'kms:EncryptionContext:SecretARN',
      `arn:aws:secretsmanager:us-east-1:${account}:secret:pair-*`,
      'arn:aws:secretsmanager:*:secret:other-*',
    ],
    ['kms:EncryptionContextKeys', 'SecretARN', 'aws:sns:topicArn'],
  ])('gives the policies %s', async (key, right, wrong) => {
    const decrypt = (value: string) =>
      allow('kms:Decrypt', keyArn, { Condition: { 'ForAnyValue:StringLike': { [key]: value } } });
    await using secret = await anEncryptedSecret([toAccount], [...own(), decrypt(right)]);
    expect(await secret.get()).toBe('no error');
    await using other = await anEncryptedSecret([toAccount], [...own(), decrypt(wrong)]);
    expect(await other.get()).toBe(denied);
  });

  it('is not given a key that the caller cannot use', async () => {
    await using secret = await anEncryptedSecret([toAccount], own('kms:GenerateDataKey'), '');
    const { secretsManager } = secret;
    const make = { Name: 'other', KmsKeyId: keyArn };
    expect(await refusal(secretsManager.send(new CreateSecretCommand(make)))).toBe(denied);
    expect(await refusal(secretsManager.send(new UpdateSecretCommand({ SecretId: 'pair', KmsKeyId: keyArn })))).toBe(
      denied,
    );
    expect(await secret.get()).toBe('no error');
  });
});

describe('a topic with a key', () => {
  const decrypt = allow('kms:Decrypt', keyArn, {
    Condition: {
      StringEquals: {
        'kms:ViaService': 'sns.us-east-1.amazonaws.com',
        'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:us-east-1:${account}:ops`,
      },
    },
  });
  const missing = (action: string) =>
    `400 KMSAccessDeniedException: User: ${session} is not authorized to perform: ${action} on resource: ${keyArn} because no identity-based policy allows the ${action} action (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; `;

  it.each([
    ['neither', [], missing('kms:GenerateDataKey')],
    ['GenerateDataKey', [allow('kms:GenerateDataKey*', keyArn)], missing('kms:Decrypt')],
    ['both', [allow('kms:GenerateDataKey*', keyArn), decrypt], 'no error'],
  ])('is published to with %s', async (_, statements, expected) => {
    await using world = await anAws();
    world.aws.kms.addKey({ arn: keyArn, policy: document(toAccount) });
    const Attributes = { KmsMasterKeyId: keyArn };
    const { TopicArn } = await world.sns.send(new CreateTopicCommand({ Name: 'ops', Attributes }));
    const { sns } = anIdentity(world, allow('sns:Publish', '*'), ...statements);
    expect(await refusal(sns.send(new PublishCommand({ TopicArn, Message: 'news' })))).toContain(expected);
    expect(world.aws.sns.published).toHaveLength(expected === 'no error' ? 1 : 0);
  });
});
