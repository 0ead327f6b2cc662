import { describe, expect, it } from 'vitest';
import { untoldFailures } from '../../lib/untold-failures.ts';
import { resourceOf, resourcesOf, templateOf } from './template-of.ts';

const template = templateOf('sandbox');
const resources = Object.entries(resourcesOf(template));
const idOf = (start: string) => ({ Ref: expect.stringMatching(`^${start}[0-9A-F]{8}$`) });
const alarms = new Map(
  resources
    .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    .map(([, { Properties }]) => [String(Properties.AlarmName).replace('octopus-cards-sandbox-', ''), Properties]),
);
const ofFunction = [{ Name: 'FunctionName', Value: idOf('RotateFunction') }];

describe('the alarms', () => {
  it('are called after the environment, the function or audience, and what is wrong', () => {
    expect([...alarms.keys()]).toEqual([
      'rotate-untold-failures',
      'rotate-throttled',
      'rotate-near-timeout',
      'ops-undelivered',
      'support-undelivered',
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
  it('failures that no notice has told, from the log of the function', () => {
    expect(alarms.get('rotate-untold-failures')).toMatchObject({
      Namespace: 'octopus-cards/sandbox',
      MetricName: 'rotate-untold-failures',
      Statistic: 'Sum',
      Threshold: 0,
    });
    const filters = resources.filter(([, { Type }]) => Type === 'AWS::Logs::MetricFilter');
    expect(filters.map(([, { Properties }]) => Properties)).toEqual(
      Object.values(untoldFailures).map(({ logPatternString }) => ({
        FilterPattern: logPatternString,
        LogGroupName: { Ref: resourceOf(template, 'AWS::Logs::LogGroup')[0] },
        MetricTransformations: [
          { MetricNamespace: 'octopus-cards/sandbox', MetricName: 'rotate-untold-failures', MetricValue: '1' },
        ],
      })),
    );
  });

  it('invocations that AWS throttled', () => {
    const throttles = { Namespace: 'AWS/Lambda', MetricName: 'Throttles', Statistic: 'Sum', Threshold: 0 };
    expect(alarms.get('rotate-throttled')).toMatchObject({ ...throttles, Dimensions: ofFunction });
  });

  it('runs above 80 % of the time-out, but for those that were cut off and are told as such', () => {
    const { Timeout } = resourceOf(template, 'AWS::Lambda::Function')[1].Properties;
    const duration = { Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions: ofFunction };
    expect(alarms.get('rotate-near-timeout')).toMatchObject({
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

describe('the function', () => {
  it("writes Lambda's own lines about time-outs and crashes, which a filter counts", () => {
    expect(resourceOf(template, 'AWS::Lambda::Function')[1].Properties.LoggingConfig).toMatchObject({
      LogFormat: 'JSON',
      SystemLogLevel: 'INFO',
    });
  });
});
