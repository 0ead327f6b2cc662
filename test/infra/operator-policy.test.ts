import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { OperatorPolicy } from '../../lib/access/operator-policy.ts';
import { Topics } from '../../lib/topics.ts';
import { allows, type Call, callOnSecret } from './allows.ts';
import { account, arn, deployed, identityPolicies } from './deployed.ts';
import { type Resource, resourceOf, resourcesOf, templateOf } from './template-of.ts';

/** The operators' policy as IAM gets it. */
function operatorPolicy(template: Template): Resource {
  const [id, policy] = resourceOf(template, 'AWS::IAM::ManagedPolicy');
  return deployed(template)[id] ?? policy;
}

const template = templateOf('sandbox', { credentials: [{ name: 'api' }, { name: 'intake' }] });
const identity = identityPolicies(operatorPolicy(template));
const may = (call: Call) => allows({ identity }, call);

const credential = 'octopus-cards/sandbox/api';
const intake = `${credential}/intake`;
const calledIntake = 'octopus-cards/sandbox/intake';
const asked = (operation: string, SecretId: string, input = {}) => callOnSecret(operation, { SecretId, ...input });
const other = (action: string, resource: string): Call => ({ action, resource });
const rotate = 'octopus-cards-sandbox-rotate';
const [givenUpId] = resourceOf(template, 'AWS::SQS::Queue');
const dashboard = `arn:aws:cloudwatch::${account}:dashboard/octopus-cards-sandbox`;
const givenUp = arn('sqs', String(deployed(template)[givenUpId]?.Properties.QueueName));
const topics = Object.keys(resourcesOf(template))
  .filter((id) => /^Topics(Ops|Support)[0-9A-F]{8}$/.test(id))
  .map((id) => arn('sns', `OctopusCards-Sandbox-${id}`));

describe('an operator may', () => {
  it.each([
    ['look at a credential', asked('DescribeSecret', credential)],
    ['look at an intake', asked('DescribeSecret', intake)],
    ['list the names of secrets', other('secretsmanager:ListSecrets', '*')],
    ['list the versions of a credential', asked('ListSecretVersionIds', credential)],
    ['see who else has rights on a credential', asked('GetResourcePolicy', credential)],
    ['put a pair into an intake', asked('PutSecretValue', intake)],
    [
      'put a pair into an intake, named by its ARN',
      asked('PutSecretValue', arn('secretsmanager', `secret:${intake}-AbCdEf`)),
    ],
    ['put a pair into the intake of a credential called intake', asked('PutSecretValue', `${calledIntake}/intake`)],
    ['rotate', asked('RotateSecret', credential)],
    ['rotate a credential called intake', asked('RotateSecret', calledIntake)],
    ['clear a rotation that is stuck', asked('UpdateSecretVersionStage', credential, { VersionStage: 'AWSPENDING' })],
    ['have the function run by Secrets Manager', other('lambda:InvokeFunction', arn('lambda', `function:${rotate}`))],
    ['see how the function is set up', other('lambda:GetFunctionConfiguration', arn('lambda', `function:${rotate}`))],
    ['read the log', other('logs:FilterLogEvents', arn('logs', `log-group:/aws/lambda/${rotate}:*`))],
    ['read a stream of it', other('logs:GetLogEvents', arn('logs', `log-group:/aws/lambda/${rotate}:log-stream:one`))],
    ['read which watches came to nothing', other('sqs:ReceiveMessage', givenUp)],
    ['empty their queue', other('sqs:PurgeQueue', givenUp)],
    ['see the alarms', other('cloudwatch:DescribeAlarms', arn('cloudwatch', 'alarm:*'))],
    [
      'see the schedule of a credential',
      other('scheduler:GetSchedule', arn('scheduler', 'schedule/octopus-cards-sandbox/api')),
    ],
    ['see the dashboard', other('cloudwatch:GetDashboard', dashboard)],
    ['see metrics', other('cloudwatch:GetMetricData', '*')],
  ])('%s', (_, call) => {
    expect(may(call)).toBe(true);
  });

  it.each(topics)('see who gets the notices of %s', (topic) => {
    expect(may(other('sns:ListSubscriptionsByTopic', topic))).toBe(true);
  });

  it('rotate when AWS says nothing about the rules', () => {
    const call = asked('RotateSecret', credential);
    expect(may({ ...call, keys: { ...call.keys, 'secretsmanager:ModifyRotationRules': undefined } })).toBe(true);
  });
});

describe('an operator may not', () => {
  it.each([
    ['read a credential', asked('GetSecretValue', credential)],
    ['read an intake', asked('GetSecretValue', intake)],
    ['read many at once', asked('BatchGetSecretValue', credential)],
    ['read whatever there is', other('secretsmanager:BatchGetSecretValue', '*')],
    ['put a value into a credential', asked('PutSecretValue', credential)],
    ['put a value into a credential called intake', asked('PutSecretValue', calledIntake)],
    ['change a credential', asked('UpdateSecret', credential)],
    ['change an intake', asked('UpdateSecret', intake)],
    [
      'rotate by another function',
      asked('RotateSecret', credential, { RotationLambdaARN: arn('lambda', 'function:any') }),
    ],
    ['rotate by another schedule', asked('RotateSecret', credential, { RotationRules: { AutomaticallyAfterDays: 1 } })],
    ['rotate an intake', asked('RotateSecret', intake)],
    ['stop rotating', asked('CancelRotateSecret', credential)],
    ['move AWSCURRENT', asked('UpdateSecretVersionStage', credential, { VersionStage: 'AWSCURRENT' })],
    ['move a label of ours', asked('UpdateSecretVersionStage', credential, { VersionStage: 'octopus/live' })],
    ['move AWSPENDING of an intake', asked('UpdateSecretVersionStage', intake, { VersionStage: 'AWSPENDING' })],
    ['delete', asked('DeleteSecret', credential)],
    ['give rights', asked('PutResourcePolicy', credential)],
    ['look at the other environment', asked('DescribeSecret', 'octopus-cards/production/api')],
    ['stage for the other environment', asked('PutSecretValue', 'octopus-cards/production/api/intake')],
    ['look at a secret of somebody else', asked('DescribeSecret', 'database/admin')],
    ['run another function', other('lambda:InvokeFunction', arn('lambda', 'function:octopus-cards-production-rotate'))],
    ['change the function', other('lambda:UpdateFunctionCode', arn('lambda', `function:${rotate}`))],
    ['read another log', other('logs:FilterLogEvents', arn('logs', 'log-group:/aws/lambda/any:*'))],
    ['send a notice', other('sns:Publish', topics[0] ?? '')],
    ['make it look as if a watch came to nothing', other('sqs:SendMessage', givenUp)],
    ['change a schedule', other('scheduler:UpdateSchedule', arn('scheduler', 'schedule/octopus-cards-sandbox/api'))],
    [
      'see a schedule of production',
      other('scheduler:GetSchedule', arn('scheduler', 'schedule/octopus-cards-production/api')),
    ],
    ['silence an alarm', other('cloudwatch:DisableAlarmActions', arn('cloudwatch', 'alarm:any'))],
    ['use a key', other('kms:Decrypt', arn('kms', 'key/any'))],
  ])('%s', (_, call) => {
    expect(may(call)).toBe(false);
  });
});

describe('with a key of ours', () => {
  const stack = new Stack(new App(), 'Stack');
  const mails = { opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };
  new OperatorPolicy(stack, 'OperatorPolicy', {
    environment: 'production',
    topics: new Topics(stack, 'Topics', { ...mails, key: undefined }),
    functions: ['rotate', 'watch', 'rollback'],
    givenUpQueue: new Queue(stack, 'GivenUp'),
    key: new Key(stack, 'Key'),
  });
  const policy = operatorPolicy(Template.fromStack(stack));
  const identity = identityPolicies(policy);
  const [keyId] = resourceOf(Template.fromStack(stack), 'AWS::KMS::Key');
  const resource = arn('kms', `key/OctopusCards-Sandbox-${keyId}`);
  const via = (service: string, name: string) => ({
    'kms:ViaService': `${service}.eu-central-1.amazonaws.com`,
    'kms:EncryptionContext:SecretARN': arn('secretsmanager', `secret:${name}-AbCdEf`),
  });

  const mayUse = (keys: Call['keys'] = {}) =>
    ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => allows({ identity }, { action, resource, keys }));

  it('lets operators use it for an intake through Secrets Manager', () => {
    expect(mayUse(via('secretsmanager', 'octopus-cards/production/api/intake'))).toEqual([true, true]);
  });

  it.each([
    ['a credential', via('secretsmanager', 'octopus-cards/production/api')],
    ['an intake, through another service', via('s3', 'octopus-cards/production/api/intake')],
    ['a call of their own', {}],
  ])('does not let them use it for %s', (_, keys) => {
    expect(mayUse(keys)).toEqual([false, false]);
  });

  it('lets operators run every function of the environment', () => {
    const functions = ['rotate', 'watch', 'rollback'].map((name) =>
      arn('lambda', `function:octopus-cards-production-${name}`),
    );
    const action = 'lambda:InvokeFunction';
    expect(functions.map((name) => allows({ identity }, { action, resource: name }))).toEqual([true, true, true]);
  });

  it('stays below the 6,144 characters of a policy', () => {
    expect(JSON.stringify(policy.Properties.PolicyDocument).length).toBeLessThan(4_000);
  });
});

describe('the policy', () => {
  it('is the same for 50 credentials as for one', () => {
    const many = Array.from({ length: 50 }, (_, index) => ({ name: `client-${index}`.padEnd(40, 'x') }));
    expect(operatorPolicy(templateOf('sandbox', { credentials: many }))).toEqual(operatorPolicy(templateOf('sandbox')));
  });

  it('has a name that a permission set can refer to, and an output to attach it by', () => {
    const [id, { Properties }] = resourceOf(template, 'AWS::IAM::ManagedPolicy');
    expect(Properties.ManagedPolicyName).toBe('octopus-cards-sandbox-operator');
    expect(Object.values(template.findOutputs('*', { Value: { Ref: id } }))).toEqual([
      { Description: 'The policy to attach to the role of your operators', Value: { Ref: id } },
    ]);
  });
});
