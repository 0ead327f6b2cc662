import { describe, expect, it } from 'vitest';
import type { Environment } from '../../lib/environment.ts';
import { stackName } from '../../lib/names.ts';
import { readPolicy } from '../../local/aws/iam/policy.ts';
import { allows, roleArn } from './allows.ts';
import { account, arn, deployed, identityPolicies, resourcePolicy } from './deployed.ts';
import { egress, type Resource, resourceOf, templateOf } from './template-of.ts';

const shop = roleArn('apps/shop');
const settings = { encryption: 'customer-key', egress: egress.fixed };
const stacks = {
  sandbox: templateOf('sandbox', settings),
  production: templateOf('production', { ...settings, credentials: [{ name: 'api', readers: [shop] }] }),
};
const resources = {
  sandbox: deployed(stacks.sandbox, stackName('sandbox')),
  production: deployed(stacks.production, stackName('production')),
};

const found = (environment: Environment, type: string, start: string): Resource | undefined =>
  Object.entries(resources[environment]).find(([id, { Type }]) => Type === type && id.startsWith(start))?.[1];

const everything = [readPolicy({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, 'identity')];
function role(environment: Environment, start: string) {
  const [id, made] = resourceOf(stacks[environment], 'AWS::IAM::Role', start);
  return {
    caller: roleArn(`${stackName(environment)}-${id}`),
    identity: identityPolicies(resources[environment][id] ?? made),
  };
}
/** The callers. The application and the administrator have a policy that allows everything. */
const callers = {
  'the rotation of sandbox': role('sandbox', 'RotateRole'),
  'the rotation of production': role('production', 'RotateRole'),
  'the watch of sandbox': role('sandbox', 'WatchRole'),
  'the watch of production': role('production', 'WatchRole'),
  'the rollback of production': role('production', 'RollbackRole'),
  'the application of production': { caller: shop, identity: everything },
  'an administrator': { caller: roleArn('admin'), identity: everything },
};
const secretArn = (name: string) => arn('secretsmanager', `secret:octopus-cards/${name}-a1B2c3`);

/** The lock of a secret; a credential without readers has none. */
function lockOf(name: string) {
  const environment = name.startsWith('sandbox') ? 'sandbox' : 'production';
  const start = name.endsWith('/api/intake') ? 'CredentialapiIntake' : 'CredentialapiSecret';
  const lock = found(environment, 'AWS::SecretsManager::ResourcePolicy', start);
  return lock && ({ kind: 'may-allow', policy: resourcePolicy(lock) } as const);
}

function may(who: keyof typeof callers, action: string, name: string, label?: string): boolean {
  const { caller, identity } = callers[who];
  const keys = { 'secretsmanager:VersionStage': label };
  const call = { caller, action: `secretsmanager:${action}`, resource: secretArn(name), keys };
  return allows({ identity, resource: lockOf(name) }, call);
}

describe('a secret', () => {
  it.each<[name: string, caller: keyof typeof callers, readable: boolean]>([
    ['sandbox/api', 'the rotation of sandbox', true],
    ['sandbox/api', 'the rotation of production', false],
    ['sandbox/api', 'an administrator', true],
    ['sandbox/api/intake', 'the rotation of sandbox', true],
    ['sandbox/api/intake', 'the rotation of production', false],
    ['sandbox/api/intake', 'an administrator', false],
    ['production/api', 'the rotation of production', true],
    ['production/api', 'the rotation of sandbox', false],
    ['production/api', 'the application of production', true],
    ['production/api', 'an administrator', false],
    ['production/api/intake', 'the rotation of production', true],
    ['production/api/intake', 'the rotation of sandbox', false],
    ['production/api/intake', 'the application of production', false],
    ['sandbox/api', 'the watch of sandbox', true],
    ['sandbox/intake', 'the watch of sandbox', true],
    ['sandbox/api', 'the watch of production', false],
    ['sandbox/api/intake', 'the watch of sandbox', false],
    ['production/api', 'the watch of production', true],
    ['production/api', 'the rollback of production', true],
    ['production/api/intake', 'the watch of production', false],
    ['production/api/intake', 'the rollback of production', false],
    ['production/api/intake', 'an administrator', false],
  ])('%s can be read by %s: %s', (name, caller, readable) => {
    expect(may(caller, 'GetSecretValue', name)).toBe(readable);
  });

  it.each(['production/api', 'production/api/intake'])('%s denies nobody anything but reading it', (name) => {
    const changes = ['PutSecretValue', 'UpdateSecret', 'RotateSecret', 'PutResourcePolicy', 'DeleteResourcePolicy'];
    expect(
      [...changes, 'DescribeSecret', 'DeleteSecret'].filter((action) => !may('an administrator', action, name)),
    ).toEqual([]);
  });
});

describe('the rotation', () => {
  it.each([
    ['AWSCURRENT', true, true],
    ['octopus/live/at=20261124T000000Z/version=1', true, true],
    ['octopus/empty', false, true],
    ['octopus/verdict=Rejected/token=1', false, true],
    ['AWSPENDING', false, false],
    ['AWSPREVIOUS', false, false],
    ['somebody-elses', false, false],
  ])('moves %s on a credential: %s, on an intake: %s', (label, onCredential, onIntake) => {
    const moves = (name: string) => may('the rotation of production', 'UpdateSecretVersionStage', name, label);
    expect([moves('production/api'), moves('production/api/intake')]).toEqual([onCredential, onIntake]);
  });

  it.each([
    ['AWSCURRENT', false, true],
    ['octopus/live/at=20261124T000000Z/version=1', true, true],
    ['AWSPENDING', false, false],
    ['AWSPREVIOUS', false, false],
    ['octopus/empty', false, false],
  ])('is not needed for %s on a credential: the watch moves it %s, a rollback %s', (label, byWatch, byRollback) => {
    const moves = (caller: keyof typeof callers, name = 'production/api') =>
      may(caller, 'UpdateSecretVersionStage', name, label);
    const [watch, rollback] = ['the watch of production', 'the rollback of production'] as const;
    expect([moves(watch), moves(rollback)]).toEqual([byWatch, byRollback]);
    expect([watch, rollback].some((caller) => moves(caller, 'production/api/intake'))).toBe(false);
  });

  it.each([
    ['the watch of production', true],
    ['the rollback of production', false],
  ] as const)('lets %s describe the intake: %s', (caller, allowed) => {
    expect(may(caller, 'DescribeSecret', 'production/api/intake')).toBe(allowed);
    expect(may(caller, 'PutSecretValue', 'production/api/intake')).toBe(false);
  });

  it('cannot touch the network from its own code', () => {
    const { caller, identity } = callers['the rotation of production'];
    const resource = arn('ec2', 'network-interface/eni-0');
    const may = (keys: Record<string, string>) =>
      allows({ identity }, { caller, action: 'ec2:DeleteNetworkInterface', resource, keys });
    const self = arn('lambda', 'function:octopus-cards-production-rotate');
    expect([may({}), may({ 'lambda:SourceFunctionArn': self })]).toEqual([true, false]);
  });
});

describe('the key', () => {
  const key = found('production', 'AWS::KMS::Key', 'EncryptionKey') as Resource;
  const policies = { identity: [], resource: { kind: 'must-allow', policy: resourcePolicy(key) } } as const;
  const resource = arn('kms', 'key/one');
  const through = (service: string, caller = account) => ({
    'kms:ViaService': `${service}.eu-central-1.amazonaws.com`,
    'kms:CallerAccount': caller,
  });
  const forSecret = (name: string) => ({ 'kms:EncryptionContext:SecretARN': secretArn(name) });
  const forTopic = (name: string, owner = account) => ({
    'kms:EncryptionContext:aws:sns:topicArn': arn('sns', name).replace(account, owner),
  });
  const ops = forTopic('OctopusCards-Production-TopicsOpsCB2224C4-aBcD');
  const other = '444455556666';

  it.each<[caller: string, keys: Record<string, string>, usable: boolean]>([
    [shop, { ...through('secretsmanager'), ...forSecret('production/api') }, true],
    [shop, { ...through('secretsmanager'), ...forSecret('sandbox/api') }, false],
    [shop, { ...through('secretsmanager', other), ...forSecret('production/api') }, false],
    [shop, { ...through('secretsmanager') }, false],
    [shop, { ...through('s3'), ...forSecret('production/api') }, false],
    [shop, { ...forSecret('production/api'), 'kms:CallerAccount': account }, false],
    [role('production', 'RotateRole').caller, { ...through('sns'), ...ops }, true],
    [
      role('production', 'RotateRole').caller,
      { ...through('sns'), ...forTopic('OctopusCards-Sandbox-TopicsOps') },
      false,
    ],
    ['cloudwatch.amazonaws.com', { ...ops, 'aws:SourceAccount': account }, true],
    ['cloudwatch.amazonaws.com', { ...ops, 'aws:SourceAccount': other }, false],
    // EventBridge does not send the account of the rule.
    ['events.amazonaws.com', ops, true],
    ['events.amazonaws.com', forTopic('OctopusCards-Production-TopicsOpsCB2224C4-aBcD', other), false],
    ['s3.amazonaws.com', { ...ops, 'aws:SourceAccount': account }, false],
  ])('decrypts for %s with %j: %s', (caller, keys, usable) => {
    expect(allows(policies, { caller, action: 'kms:Decrypt', resource, keys })).toBe(usable);
  });

  it('is administered by the account and those whom the account allows', () => {
    const call = { action: 'kms:PutKeyPolicy', resource };
    expect([allows({ ...policies, identity: everything }, call), allows(policies, call)]).toEqual([true, false]);
  });

  it('is rotated, and is retained when its stack is deleted', () => {
    const [, key] = resourceOf(stacks.production, 'AWS::KMS::Key');
    expect(key).toMatchObject({
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('encrypts every secret and every topic', () => {
    const keyArn = { 'Fn::GetAtt': [resourceOf(stacks.production, 'AWS::KMS::Key')[0], 'Arn'] };
    const keysOf = (type: string, property: string) =>
      Object.values(stacks.production.findResources(type)).map(({ Properties }) => Properties[property]);
    expect(keysOf('AWS::SecretsManager::Secret', 'KmsKeyId')).toEqual([keyArn, keyArn]);
    expect(keysOf('AWS::SNS::Topic', 'KmsMasterKeyId')).toEqual([keyArn, keyArn]);
  });

  it('is a key of AWS in sandbox by default, and then topics have none: no alarm could publish', () => {
    const sandbox = templateOf('sandbox');
    sandbox.resourceCountIs('AWS::KMS::Key', 0);
    expect(JSON.stringify(sandbox.findResources('AWS::SNS::Topic'))).not.toContain('KmsMasterKeyId');
  });
});
