import { describe, expect, it } from 'vitest';
import { egress, resourceOf, resourcesOf, statementsIn, templateOf } from './template-of.ts';

const template = templateOf('sandbox');
const functions = ['rotate', 'watch', 'rollback'] as const;
type FunctionName = (typeof functions)[number];
const idStart = (name: FunctionName) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const roleOf = (name: FunctionName, from = template) =>
  resourceOf(from, 'AWS::IAM::Role', `${idStart(name)}Role`)[1].Properties;

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

const secretCalls = (...names: string[]) => names.map((name) => `secretsmanager:${name}`);
const may = (resource: unknown, ...names: string[]) => ({
  Effect: 'Allow',
  Action: secretCalls(...names),
  Resource: resource,
});
const mayMove = (resource: unknown, ...labels: string[]) => ({
  Effect: 'Allow',
  Action: 'secretsmanager:UpdateSecretVersionStage',
  Resource: resource,
  Condition: { StringLike: { 'secretsmanager:VersionStage': labels } },
});
const notTheIntakes = (...names: string[]) => ({
  Sid: 'NotTheIntakes',
  Effect: 'Deny',
  Action: secretCalls(...names),
  Resource: intakes,
});

const onSecrets: Readonly<Record<FunctionName, readonly object[]>> = {
  rotate: [
    may(secrets, 'DescribeSecret', 'GetSecretValue', 'PutSecretValue'),
    mayMove(secrets, 'AWSCURRENT', 'octopus/*/version=*'),
    mayMove(intakes, 'octopus/empty', 'octopus/verdict=*'),
  ],
  watch: [
    may(secrets, 'DescribeSecret', 'GetSecretValue'),
    mayMove(secrets, 'octopus/*/version=*'),
    notTheIntakes('GetSecretValue', 'UpdateSecretVersionStage'),
    { Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^GivenUp[0-9A-F]{8}$/), 'Arn'] },
    },
  ],
  rollback: [
    may(secrets, 'DescribeSecret', 'GetSecretValue'),
    mayMove(secrets, 'AWSCURRENT', 'octopus/*/version=*'),
    notTheIntakes('DescribeSecret', 'GetSecretValue', 'UpdateSecretVersionStage'),
  ],
};
const noticesAndLog = (name: FunctionName) => [
  { Effect: 'Allow', Action: 'sns:Publish', Resource: topic('Ops') },
  { Effect: 'Allow', Action: ['sns:GetTopicAttributes', 'sns:Publish'], Resource: topic('Support') },
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: { 'Fn::GetAtt': [expect.stringMatching(`^${idStart(name)}Logs`), 'Arn'] },
  },
];
const interfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];
const descriptions = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
const theVpc = (name: FunctionName) => [
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
      ArnEquals: { 'lambda:SourceFunctionArn': arn('lambda', `:function:octopus-cards-sandbox-${name}`) },
    },
  },
];

const stacks = [
  ['outside a VPC, with the keys of AWS', templateOf('sandbox'), false],
  [
    'with a key of its own, which its users need no right to',
    templateOf('sandbox', { encryption: 'customer-key' }),
    false,
  ],
  ['in a VPC of its own', templateOf('sandbox', { egress: egress.fixed }), true],
  ['in a VPC that was there', templateOf('sandbox', { egress: egress.existing }), true],
] as const;

describe.each(functions)('the role of %s', (name) => {
  it.each(stacks)('allows exactly the calls that it makes, %s', (_, stack, inVpc) => {
    const expected = [...onSecrets[name], ...noticesAndLog(name), ...(inVpc ? theVpc(name) : [])];
    expect(statementsIn(roleOf(name, stack).Policies)).toEqual(expected);
  });

  it('trusts Lambda only, and has no policy of AWS', () => {
    const role = roleOf(name);
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
    const expected = functions.flatMap((name) => [
      ...(name === 'watch' ? ['cloudtrail:LookupEvents'] : []),
      ...descriptions,
    ]);
    expect(unnamed.flatMap(({ Action }) => Action)).toEqual(expected);
  });

  it('allows no action by a pattern', () => {
    const allowed = statementsIn(resourcesOf(everything)).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.filter(({ Action }) => JSON.stringify(Action).includes('*'))).toEqual([]);
  });

  it('has no policy of AWS', () => {
    expect(roles.map(({ Properties }) => Properties.ManagedPolicyArns)).toEqual(roles.map(() => undefined));
  });

  it('is one of three: the stack adds no other function', () => {
    everything.resourceCountIs('AWS::Lambda::Function', functions.length);
    everything.resourcePropertiesCountIs('AWS::IAM::Policy', {}, 0);
  });
});

describe('the function of the rotation', () => {
  it('lets Secrets Manager of this account invoke it, once for all credentials', () => {
    const [, { Properties }] = resourceOf(template, 'AWS::Lambda::Permission');
    expect(Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [resourceOf(template, 'AWS::Lambda::Function', 'Rotate')[0], 'Arn'] },
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
  });
});
