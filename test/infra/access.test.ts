import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../lib/settings.ts';
import { account, allows, type Statement, statementsIn } from './policies.ts';
import { egress, resourceOf, resourcesOf, templateOf } from './template-of.ts';

const shop = `arn:aws:iam::${account}:role/apps/shop`;
const settings = { encryption: 'customer-key', egress: egress.fixed };
const stacks: Readonly<Record<Environment, Template>> = {
  sandbox: templateOf('sandbox', settings),
  production: templateOf('production', { ...settings, credentials: [{ name: 'api', readers: [shop] }] }),
};

const policyOf = (environment: Environment, type: string, start: string): readonly Statement[] =>
  Object.entries(resourcesOf(stacks[environment]))
    .filter(([id, { Type }]) => Type === type && id.startsWith(start))
    .flatMap(([, { Properties }]) => statementsIn(Properties));

const everything: readonly Statement[] = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
const rotate = (environment: Environment) => ({
  principal: `${resourceOf(stacks[environment], 'AWS::IAM::Role', 'RotateRole')[0]}.Arn@${environment}`,
  own: policyOf(environment, 'AWS::IAM::Role', 'RotateRole'),
});
/** Those who call. Application and administrator have a policy that allows everything. */
const callers = {
  'the rotation of sandbox': rotate('sandbox'),
  'the rotation of production': rotate('production'),
  'the application of production': { principal: shop, own: everything },
  'an administrator': { principal: `arn:aws:iam::${account}:role/admin`, own: everything },
};
const secretArn = (name: string) =>
  `arn:aws:secretsmanager:eu-central-1:${account}:secret:octopus-cards/${name}-a1B2c3`;

/** The policy of a secret. A role has the same logical id in both stacks: the environment keeps the two apart. */
function policyOfSecret(name: string): readonly Statement[] {
  const environment = name.startsWith('sandbox') ? 'sandbox' : 'production';
  const start = name.endsWith('/intake') ? 'CredentialapiIntake' : 'CredentialapiSecret';
  const statements = policyOf(environment, 'AWS::SecretsManager::ResourcePolicy', start);
  return JSON.parse(JSON.stringify(statements).replaceAll('"Arn"', `"Arn@${environment}"`));
}

function may(caller: keyof typeof callers, action: string, name: string, label = ''): boolean {
  const { principal, own } = callers[caller];
  const call = {
    principal,
    action: `secretsmanager:${action}`,
    resource: secretArn(name),
    context: { 'secretsmanager:VersionStage': label },
  };
  return allows(own, policyOfSecret(name), call);
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
    ['production/api/intake', 'an administrator', false],
  ])('%s can be read by %s: %s', (name, caller, readable) => {
    expect(may(caller, 'GetSecretValue', name)).toBe(readable);
  });

  it.each(['production/api', 'production/api/intake'])('%s keeps nobody from anything but reading it', (name) => {
    const changes = ['PutSecretValue', 'UpdateSecret', 'RotateSecret', 'PutResourcePolicy', 'DeleteResourcePolicy'];
    expect(
      [...changes, 'DescribeSecret', 'DeleteSecret'].filter((action) => !may('an administrator', action, name)),
    ).toEqual([]);
  });
});

describe('the rotation', () => {
  it.each([
    ['AWSCURRENT', true, true],
    ['octopus:live,at=2026-11-24T00:00:00Z,version=1', true, true],
    ['empty', false, true],
    ['verdict:Rejected,token=1', false, true],
    ['AWSPENDING', false, false],
    ['AWSPREVIOUS', false, false],
    ['somebody-elses', false, false],
  ])('moves %s on a credential: %s, on an intake: %s', (label, onCredential, onIntake) => {
    const moves = (name: string) => may('the rotation of production', 'UpdateSecretVersionStage', name, label);
    expect([moves('production/api'), moves('production/api/intake')]).toEqual([onCredential, onIntake]);
  });

  it('cannot touch the network from its own code', () => {
    const { principal, own } = callers['the rotation of production'];
    const resource = `arn:aws:ec2:eu-central-1:${account}:network-interface/eni-0`;
    const may = (context: Record<string, string>) =>
      allows(own, [], { principal, action: 'ec2:DeleteNetworkInterface', resource, context });
    const self = `arn:aws:lambda:eu-central-1:${account}:function:octopus-cards-production-rotate`;
    expect([may({}), may({ 'lambda:SourceFunctionArn': self })]).toEqual([true, false]);
  });
});

describe('the key', () => {
  const statements = policyOf('production', 'AWS::KMS::Key', 'EncryptionKey');
  const through = (service: string, caller = account) => ({
    'kms:ViaService': `${service}.eu-central-1.amazonaws.com`,
    'kms:CallerAccount': caller,
  });
  const forSecret = (name: string) => ({ 'kms:EncryptionContext:SecretARN': secretArn(name) });
  const forTopic = (name: string, owner = account) => ({
    'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:eu-central-1:${owner}:${name}`,
  });
  const ops = forTopic('OctopusCards-Production-TopicsOpsCB2224C4-aBcD');
  const other = '444455556666';

  it.each<[caller: string, context: Record<string, string>, usable: boolean]>([
    ['shop', { ...through('secretsmanager'), ...forSecret('production/api') }, true],
    ['shop', { ...through('secretsmanager'), ...forSecret('sandbox/api') }, false],
    ['shop', { ...through('secretsmanager', other), ...forSecret('production/api') }, false],
    ['shop', { ...through('secretsmanager') }, false],
    ['shop', { ...through('s3'), ...forSecret('production/api') }, false],
    ['shop', { ...forSecret('production/api'), 'kms:CallerAccount': account }, false],
    ['rotate', { ...through('sns'), ...ops }, true],
    ['rotate', { ...through('sns'), ...forTopic('OctopusCards-Sandbox-TopicsOps') }, false],
    ['cloudwatch.amazonaws.com', { ...ops, 'aws:SourceAccount': account }, true],
    ['cloudwatch.amazonaws.com', { ...ops, 'aws:SourceAccount': other }, false],
    // What EventBridge sends: no account of the rule.
    ['events.amazonaws.com', ops, true],
    ['events.amazonaws.com', forTopic('OctopusCards-Production-TopicsOpsCB2224C4-aBcD', other), false],
    ['s3.amazonaws.com', { ...ops, 'aws:SourceAccount': account }, false],
  ])('decrypts for %s with %j: %s', (principal, context, usable) => {
    expect(allows([], statements, { principal, action: 'kms:Decrypt', context })).toBe(usable);
  });

  it('is administered by the account, by whom the account lets', () => {
    const call = { principal: 'admin', action: 'kms:PutKeyPolicy' };
    expect([allows(everything, statements, call), allows([], statements, call)]).toEqual([true, false]);
  });

  it('is rotated, and outlives its stack', () => {
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

  it('is one of AWS in sandbox by default, and then the topics have none: no alarm could publish', () => {
    const sandbox = templateOf('sandbox');
    sandbox.resourceCountIs('AWS::KMS::Key', 0);
    expect(JSON.stringify(sandbox.findResources('AWS::SNS::Topic'))).not.toContain('KmsMasterKeyId');
  });
});
