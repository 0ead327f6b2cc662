import type { JsonPattern } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { unreportedFailures } from '../../lib/monitoring/unreported-failures.ts';
import { resourceOf, resourcesOf, templateOf } from './template-of.ts';

const template = templateOf('sandbox');
const resources = Object.entries(resourcesOf(template));
const idOf = (start: string) => ({ Ref: expect.stringMatching(`^${start}[0-9A-F]{8}$`) });
const alarms = new Map(
  resources
    .filter(([id, { Type }]) => Type === 'AWS::CloudWatch::Alarm' && id.startsWith('Alarms'))
    .map(([, { Properties }]) => [String(Properties.AlarmName).replace('octopus-cards-sandbox-', ''), Properties]),
);
const functions = ['rotate', 'watch', 'rollback'] as const;
const idStart = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
const ofFunction = (name: string) => [{ Name: 'FunctionName', Value: idOf(`${idStart(name)}Function`) }];

describe('the alarms', () => {
  it('are called after the environment, the function or audience, and what is wrong', () => {
    expect([...alarms.keys()]).toEqual([
      'rotate-unreported-failures',
      'rotate-throttled',
      'rotate-near-timeout',
      'watch-unreported-failures',
      'watch-throttled',
      'watch-near-timeout',
      'rollback-unreported-failures',
      'rollback-throttled',
      'rollback-near-timeout',
      'ops-undelivered',
      'support-undelivered',
      'watch-given-up',
    ]);
  });

  it.each([...alarms])('%s goes to ops: within minutes, once, and again only after six quiet hours', (_, alarm) => {
    expect(alarm).toMatchObject({
      AlarmActions: [idOf('TopicsOps')],
      ComparisonOperator: 'GreaterThanThreshold',
      DatapointsToAlarm: 1,
      EvaluationPeriods: 72,
      TreatMissingData: 'notBreaching',
    });
    expect(alarm.OKActions).toBeUndefined();
    expect(JSON.stringify(alarm)).toContain('"Period":300');
  });

  it.each([...alarms])('%s says what to do, and where that is written', (_, { AlarmDescription }) => {
    expect(AlarmDescription).toMatch(/^[A-Z].{60,}\. See docs\/operating\.md, "[a-z-]+"\.$/);
  });
});

describe('an alarm counts', () => {
  it.each(functions)('failures that no notice reports, from the log of %s', (name) => {
    expect(alarms.get(`${name}-unreported-failures`)).toMatchObject({
      Namespace: 'octopus-cards/sandbox',
      MetricName: `${name}-unreported-failures`,
      Statistic: 'Sum',
      Threshold: 0,
    });
    const logGroup = resourceOf(template, 'AWS::Logs::LogGroup', idStart(name))[0];
    const filters = resources.filter(
      ([, { Type, Properties }]) =>
        Type === 'AWS::Logs::MetricFilter' && JSON.stringify(Properties.LogGroupName).includes(logGroup),
    );
    expect(filters.map(([, { Properties }]) => Properties)).toEqual(
      Object.values<JsonPattern>(unreportedFailures[name]).map(({ logPatternString }) => ({
        FilterPattern: logPatternString,
        LogGroupName: { Ref: logGroup },
        MetricTransformations: [
          { MetricNamespace: 'octopus-cards/sandbox', MetricName: `${name}-unreported-failures`, MetricValue: '1' },
        ],
      })),
    );
  });

  it.each(functions)('invocations of %s that AWS throttled', (name) => {
    const throttles = { Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum', Threshold: 0 };
    expect(alarms.get(`${name}-throttled`)).toMatchObject({ ...throttles, Dimensions: ofFunction(name) });
  });

  it.each(functions)('runs of %s above 80 %% of its time-out, but for those that were cut off', (name) => {
    const { Timeout } = resourceOf(template, 'AWS::Lambda::Function', idStart(name))[1].Properties;
    const duration = { Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions: ofFunction(name) };
    expect(alarms.get(`${name}-near-timeout`)).toMatchObject({
      Threshold: Number(Timeout) * 800,
      Metrics: [
        { Expression: `IF(longest < ${Number(Timeout) * 1_000}, longest, 0)` },
        { Id: 'longest', MetricStat: { Metric: duration, Stat: 'Maximum' } },
      ],
    });
  });

  it.each([
    ['ops', 'TopicsOps'],
    ['support', 'TopicsSupport'],
  ])('notices to %s that SNS could not deliver', (audience, topic) => {
    expect(alarms.get(`${audience}-undelivered`)).toMatchObject({
      Namespace: 'AWS/SNS',
      MetricName: 'NumberOfNotificationsFailed',
      Dimensions: [
        { Name: 'TopicName', Value: { 'Fn::GetAtt': [expect.stringMatching(`^${topic}[0-9A-F]{8}$`), 'TopicName'] } },
      ],
      Statistic: 'Sum',
      Threshold: 0,
    });
  });
});

describe('an alarm on runs of the watch that came to nothing', () => {
  it('looks at the messages in their queue', () => {
    expect(alarms.get('watch-given-up')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [idOf('GivenUp').Ref, 'QueueName'] } }],
      Statistic: 'Maximum',
      Threshold: 0,
    });
  });
});

describe('the functions', () => {
  it.each(functions)("%s writes Lambda's own lines about time-outs and crashes, which a filter counts", (name) => {
    expect(resourceOf(template, 'AWS::Lambda::Function', idStart(name))[1].Properties.LoggingConfig).toMatchObject({
      LogFormat: 'JSON',
      SystemLogLevel: 'INFO',
    });
  });
});
