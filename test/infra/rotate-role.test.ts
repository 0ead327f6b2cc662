import { describe, expect, it } from 'vitest';
import { egress, resourceOf, resourcesOf, statementsIn, templateOf } from './template-of.ts';

const template = templateOf('sandbox');
const [, { Properties: role }] = resourceOf(template, 'AWS::IAM::Role');

const topic = (id: string) => ({ Ref: expect.stringMatching(`^Topics${id}[0-9A-F]{8}$`) });
const arn = (service: string, resource: string) => ({
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      `:${service}:`,
      { Ref: 'AWS::Region' },
      ':',
      { Ref: 'AWS::AccountId' },
      resource,
    ],
  ],
});
const secrets = arn('secretsmanager', ':secret:octopus-cards/sandbox/*');
const intakes = arn('secretsmanager', ':secret:octopus-cards/sandbox/*/intake-??????');

const fourSteps = [
  {
    Effect: 'Allow',
    Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
    Resource: secrets,
  },
  {
    Effect: 'Allow',
    Action: 'secretsmanager:UpdateSecretVersionStage',
    Resource: secrets,
    Condition: { StringLike: { 'secretsmanager:VersionStage': ['AWSCURRENT', 'octopus:*'] } },
  },
  {
    Effect: 'Allow',
    Action: 'secretsmanager:UpdateSecretVersionStage',
    Resource: intakes,
    Condition: { StringLike: { 'secretsmanager:VersionStage': ['empty', 'verdict:*'] } },
  },
];
const noticesAndLog = [
  { Effect: 'Allow', Action: 'sns:Publish', Resource: topic('Ops') },
  { Effect: 'Allow', Action: ['sns:GetTopicAttributes', 'sns:Publish'], Resource: topic('Support') },
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: { 'Fn::GetAtt': [expect.stringMatching(/^RotateLogs/), 'Arn'] },
  },
];
const interfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];
const descriptions = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
const theVpc = [
  {
    Effect: 'Allow',
    Action: interfaces,
    Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ec2:', { Ref: 'AWS::Region' }, ':*:*/*']] },
  },
  { Effect: 'Allow', Action: descriptions, Resource: '*' },
  {
    Sid: 'NotForTheCode',
    Effect: 'Deny',
    Action: [...interfaces, ...descriptions, 'ec2:DetachNetworkInterface'],
    Resource: '*',
    Condition: {
      ArnEquals: { 'lambda:SourceFunctionArn': arn('lambda', ':function:octopus-cards-sandbox-rotate') },
    },
  },
];

describe('the role of the rotation', () => {
  it.each([
    ['outside a VPC, with the keys of AWS', {}, [...fourSteps, ...noticesAndLog]],
    [
      'with a key of its own, which its users need no right to',
      { encryption: 'customer-key' },
      [...fourSteps, ...noticesAndLog],
    ],
    ['in a VPC of its own', { egress: egress.fixed }, [...fourSteps, ...noticesAndLog, ...theVpc]],
    ['in a VPC that was there', { egress: egress.existing }, [...fourSteps, ...noticesAndLog, ...theVpc]],
  ])('allows exactly the calls of the four steps, %s', (_, settings, statements) => {
    const [, { Properties }] = resourceOf(templateOf('sandbox', settings), 'AWS::IAM::Role', 'RotateRole');
    expect(statementsIn(Properties.Policies)).toEqual(statements);
  });

  it('is for Lambda alone and has no policy of AWS', () => {
    expect(role.ManagedPolicyArns).toBeUndefined();
    expect(role.AssumeRolePolicyDocument).toEqual({
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
      Version: '2012-10-17',
    });
  });
});

describe('every role of the stack', () => {
  const everything = templateOf('sandbox', { egress: egress.fixed, encryption: 'customer-key' });
  const roles = Object.values(everything.findResources('AWS::IAM::Role'));
  const statements = statementsIn(roles.map(({ Properties }) => Properties.Policies));

  it('names what it is about, but where the service knows nothing to name', () => {
    const unnamed = statements.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource === '*');
    expect(unnamed.flatMap(({ Action }) => Action)).toEqual(descriptions);
  });

  it('allows no action by a pattern', () => {
    expect(statementsIn(resourcesOf(everything)).filter(({ Action }) => JSON.stringify(Action).includes('*'))).toEqual(
      [],
    );
  });

  it('has no policy of AWS', () => {
    expect(roles.map(({ Properties }) => Properties.ManagedPolicyArns)).toEqual(roles.map(() => undefined));
  });

  it('is made by this stack alone: it brings no function beside its own', () => {
    everything.resourceCountIs('AWS::Lambda::Function', 1);
    everything.resourcePropertiesCountIs('AWS::IAM::Policy', {}, 0);
  });
});

describe('the function', () => {
  it('lets Secrets Manager of this account invoke it, once for all credentials', () => {
    const [, { Properties }] = resourceOf(template, 'AWS::Lambda::Permission');
    expect(Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [resourceOf(template, 'AWS::Lambda::Function')[0], 'Arn'] },
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
  });
});
