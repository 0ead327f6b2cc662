import { describe, expect, it } from 'vitest';
import { minuteOf } from '../../lib/credential/watch-schedules.ts';
import { account, arn, deployed } from './deployed.ts';
import { resourceOf, resourcesOf, type Statement, statementsIn, templateOf } from './template-of.ts';

const template = templateOf('sandbox', { credentials: [{ name: 'api' }, { name: 'shop' }] });
const arnOf = (id: string) => ({ 'Fn::GetAtt': [expect.stringMatching(`^${id}[0-9A-F]{8}$`), 'Arn'] });
const [queueId, queue] = resourceOf(template, 'AWS::SQS::Queue');
const [schedulerId, { Properties: scheduler }] = resourceOf(template, 'AWS::IAM::Role', 'WatchSchedules');

describe('the schedule of a credential', () => {
  const [, { Properties: schedule }] = resourceOf(template, 'AWS::Scheduler::Schedule', 'Credentialapi');

  it('starts its watch every hour, at its own minute', () => {
    expect(schedule).toMatchObject({
      Name: 'api',
      ScheduleExpression: 'cron(34 * * * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: arnOf('WatchFunction'),
        Input: '{"credential":"api","scheduledAt":"<aws.scheduler.scheduled-time>"}',
        RoleArn: arnOf('WatchSchedulesRole'),
      },
    });
    expect(schedule.State).toBeUndefined();
  });

  it('retries for a day, and sends what it could not start to a queue', () => {
    expect(schedule.Target).toMatchObject({
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queueId, 'Arn'] } },
    });
  });

  it('belongs to a group, and its role trusts that group only', () => {
    const [groupId, { Properties }] = resourceOf(template, 'AWS::Scheduler::ScheduleGroup');
    expect(Properties.Name).toBe('octopus-cards-sandbox');
    expect(schedule.GroupName).toEqual({ Ref: groupId });
  });
});

describe('the minute of a credential', () => {
  it.each([
    ['api', 34],
    ['shop', 47],
  ])('%s is %i, whatever other credentials there are', (name, minute) => {
    expect(minuteOf(name)).toBe(minute);
  });

  it('spreads 50 credentials over the hour', () => {
    const minutes = Array.from({ length: 50 }, (_, index) => minuteOf(`client-${index}`));
    expect(minutes.every((minute) => Number.isInteger(minute) && minute >= 0 && minute < 60)).toBe(true);
    expect(new Set(minutes).size).toBeGreaterThan(25);
  });
});

describe('the role of the schedules', () => {
  it('starts the watch and sends to the queue, nothing else', () => {
    expect(statementsIn(scheduler.Policies)).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arnOf('WatchFunction') },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf('GivenUp') },
    ]);
  });

  it('is for the schedules of their group in this account', () => {
    const [trust] = statementsIn(deployed(template)[schedulerId]?.Properties.AssumeRolePolicyDocument) as [
      Statement & { Condition: object },
    ];
    const { StringEquals = {}, ArnEquals = {} } = trust.Condition;
    expect(trust.Principal).toEqual({ Service: 'scheduler.amazonaws.com' });
    expect(StringEquals['aws:SourceAccount']).toBe(account);
    expect(ArnEquals['aws:SourceArn']).toBe(arn('scheduler', 'schedule-group/octopus-cards-sandbox'));
  });
});

describe('the queue of failed runs', () => {
  it('keeps its messages for 14 days, encrypted, over TLS only', () => {
    expect(queue.Properties).toEqual({
      QueueName: 'octopus-cards-sandbox-watch-given-up',
      MessageRetentionPeriod: 1_209_600,
      SqsManagedSseEnabled: true,
    });
    expect(statementsIn(resourceOf(template, 'AWS::SQS::QueuePolicy')[1].Properties)).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  });

  it('also gets a run that failed three times, or waited for six hours', () => {
    expect(resourceOf(template, 'AWS::Lambda::EventInvokeConfig')[1].Properties).toEqual({
      FunctionName: { Ref: resourceOf(template, 'AWS::Lambda::Function', 'Watch')[0] },
      Qualifier: '$LATEST',
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21_600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queueId, 'Arn'] } } },
    });
  });
});

describe('the alarm of a credential', () => {
  const [, { Properties: alarm }] = resourceOf(template, 'AWS::CloudWatch::Alarm', 'Credentialapi');

  it('has its name, notifies operations, and says what to do', () => {
    expect(alarm).toMatchObject({
      AlarmName: 'octopus-cards-sandbox-api-not-watched',
      AlarmActions: [{ Ref: expect.stringMatching(/^TopicsOps[0-9A-F]{8}$/) }],
      AlarmDescription: expect.stringMatching(/^The daily watch .{60,}\. See docs\/operating\.md, "not-watched"\.$/),
    });
  });

  it('counts 26 hours without a run, including hours without data', () => {
    const metric = {
      Namespace: 'OctopusCards',
      MetricName: 'WatchRuns',
      Dimensions: [
        { Name: 'credential', Value: 'api' },
        { Name: 'environment', Value: 'sandbox' },
      ],
    };
    expect(alarm).toMatchObject({
      Metrics: [
        { Expression: 'FILL(runs, 0)', ReturnData: true },
        { Id: 'runs', MetricStat: { Metric: metric, Period: 3_600, Stat: 'Sum' }, ReturnData: false },
      ],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 26,
      TreatMissingData: 'breaching',
    });
    expect(alarm.DatapointsToAlarm).toBeUndefined();
  });

  it('stays within the seven days that CloudWatch allows with a period of an hour', () => {
    expect(Number(alarm.EvaluationPeriods) * 3_600).toBeLessThanOrEqual(604_800);
  });

  it('sends no mail in its first 26 hours, in which the first run is due', () => {
    expect(alarm.WarmUpConfiguration).toEqual({
      WarmUpPeriodDurationInMinutes: 26 * 60,
      OnlyStartEvaluatingAfterWarmUpPeriodEnds: true,
    });
  });
});

describe('the watch of each credential', () => {
  it.each(['AWS::Scheduler::Schedule', 'AWS::CloudWatch::Alarm'])('has its own %s', (type) => {
    const ids = Object.entries(resourcesOf(template)).filter(([, { Type }]) => Type === type);
    const own = ids.filter(([id]) => id.startsWith('Credential'));
    expect(own.map(([id]) => id)).toEqual([
      expect.stringMatching(/^Credentialapi/),
      expect.stringMatching(/^Credentialshop/),
    ]);
  });
});
