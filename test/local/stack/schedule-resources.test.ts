import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { startLocalAws } from '../../../local/aws/server.ts';
import { createMovableClock, hours } from '../../../local/clock.ts';
import type { TemplateResource } from '../../../local/stack/assembly.ts';
import { deployStack } from '../../../local/stack/deploy.ts';

type IndependentResource = Omit<TemplateResource, 'dependsOn'>;

const allow = (Action: string, of: string) => ({ Effect: 'Allow', Action, Resource: { 'Fn::GetAtt': [of, 'Arn'] } });
const roleWith = (trust: object, ...Statement: object[]): IndependentResource => ({
  type: 'AWS::IAM::Role',
  properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'scheduler.amazonaws.com' }, ...trust },
      ],
    },
    Policies: [{ PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});
const rights = [allow('lambda:InvokeFunction', 'Watch'), allow('sqs:SendMessage', 'Queue')];
const ofGroup = (name: string) => ({
  Condition: {
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
    ArnEquals: {
      'aws:SourceArn': {
        'Fn::Sub': `arn:aws:scheduler:\${AWS::Region}:\${AWS::AccountId}:schedule-group/${name}`,
      },
    },
  },
});

const template: Readonly<Record<string, IndependentResource>> = {
  Schedule: {
    type: 'AWS::Scheduler::Schedule',
    properties: {
      Name: 'api',
      GroupName: { Ref: 'Group' },
      ScheduleExpression: 'cron(30 8 * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      Target: {
        Arn: { 'Fn::GetAtt': ['Watch', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Input: '{"credential":"api"}',
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
      },
    },
  },
  Group: { type: 'AWS::Scheduler::ScheduleGroup', properties: { Name: 'daily' } },
  Queue: { type: 'AWS::SQS::Queue', properties: { QueueName: 'given-up' } },
  Role: roleWith(ofGroup('daily'), ...rights),
  FunctionRole: roleWith({ Principal: { Service: 'lambda.amazonaws.com' } }, allow('sqs:SendMessage', 'Queue')),
  Watch: {
    type: 'AWS::Lambda::Function',
    properties: {
      FunctionName: 'watch',
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Code: { S3Key: 'abc.zip' },
      Role: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] },
    },
  },
  Events: {
    type: 'AWS::Lambda::EventInvokeConfig',
    properties: {
      FunctionName: { Ref: 'Watch' },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
    },
  },
};

/** Deploys the template with these changes, and lets half a day pass. The function fails. */
async function halfADay(changes: Readonly<Record<string, IndependentResource>> = {}) {
  const clock = createMovableClock(new Date('2026-01-01T00:00:00Z'));
  await using aws = await startLocalAws({ clock });
  const settings = { endpoint: aws.url, region: aws.region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const runs: string[] = [];
  const resources = Object.entries({ ...template, ...changes }).map(([id, resource]) => [
    id,
    { ...resource, dependsOn: [] },
  ]);
  const assembly = {
    name: 'A',
    templateFile: 'A.template.json',
    resources: Object.fromEntries(resources),
    bundle: (key: string) => `bundles/${key}`,
  };
  const run = () => async (event: unknown) => {
    runs.push(`${clock.now().toISOString().slice(11, 16)} ${JSON.stringify(event)}`);
    throw new TypeError('broken');
  };
  const clients = { secretsManager: new SecretsManagerClient(settings), sns: new SNSClient(settings) };
  const { notModelled } = await deployStack(assembly, { aws, ...clients, run });
  await clock.advance(hours(12));
  return { runs, given: aws.queues.messages('given-up'), notModelled: [...notModelled.keys()] };
}

const scheduleWith = (changes: object): Readonly<Record<string, IndependentResource>> => ({
  Schedule: {
    type: 'AWS::Scheduler::Schedule',
    properties: { ...template.Schedule?.properties, ...changes },
  },
});

describe('a deployed schedule', () => {
  it('starts the function with its input, as often as the template says, and then sends the event to the queue', async () => {
    const { runs, given, notModelled } = await halfADay();
    expect(runs).toEqual(['08:30 {"credential":"api"}', '08:31 {"credential":"api"}']);
    expect(given.map(({ body }) => JSON.parse(body).requestPayload)).toEqual([{ credential: 'api' }]);
    expect(notModelled).toEqual([]);
  });

  it('starts nothing while it is disabled', async () => {
    expect((await halfADay(scheduleWith({ State: 'DISABLED' }))).runs).toEqual([]);
  });

  it('starts nothing with a role that may not invoke, and sends the event to the queue', async () => {
    const { runs, given } = await halfADay({ Role: roleWith({}, allow('sqs:SendMessage', 'Queue')) });
    expect([runs, given.map(({ attributes }) => attributes.ERROR_CODE)]).toEqual([[], ['AccessDeniedException']]);
  });

  it.each<[string, Readonly<Record<string, IndependentResource>>, RegExp]>([
    ['in another time zone', scheduleWith({ ScheduleExpressionTimezone: 'CET' }), /^Schedule is in the time zone CET;/],
    [
      'whose role is for another group',
      { Role: roleWith(ofGroup('other'), ...rights) },
      /^the role A-Role must allow AWS EventBridge Scheduler to assume the role, for .*schedule-group\/daily$/,
    ],
    [
      'whose role is for another service',
      { Role: roleWith({ Principal: { Service: 'lambda.amazonaws.com' } }, ...rights) },
      /^the role A-Role must allow/,
    ],
    [
      'whose role nobody may assume',
      { Role: { type: 'AWS::IAM::Role', properties: {} } },
      /^the role A-Role must allow/,
    ],
  ])('%s is refused', async (_, changes, message) => {
    await expect(halfADay(changes)).rejects.toMatchObject({
      name: 'StackError',
      message: expect.stringMatching(message),
    });
  });

  it('cannot send to a queue whose policy denies it', async () => {
    const Statement = [{ ...allow('sqs:*', 'Queue'), Effect: 'Deny', Principal: '*' }];
    const policy = { Queues: [{ Ref: 'Queue' }], PolicyDocument: { Version: '2012-10-17', Statement } };
    const { runs, given } = await halfADay({ QueuePolicy: { type: 'AWS::SQS::QueuePolicy', properties: policy } });
    expect([runs.length, given]).toEqual([2, []]);
  });
});
