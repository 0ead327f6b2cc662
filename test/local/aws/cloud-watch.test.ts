import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  type DescribeAlarmsCommandInput,
  GetMetricDataCommand,
  type Statistic,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import { metricsLine } from '../../../lambda/watch/emit-metrics.ts';
import { hours, minutes } from '../../../local/clock.ts';
import { anAws, refusal, start } from './an-aws.ts';
import { allow, anIdentity, decidedFor } from './iam/an-identity.ts';

/** An account in which a function has written what it measured. */
async function measured() {
  const world = await anAws();
  const cloudWatch = new CloudWatchClient(world.as('local'));
  return {
    ...world,
    cloudWatch,
    run(credential: string, open = 0) {
      const measures = { WatchRuns: 1, OpenRevocations: open, OldestRevocationDays: 0, LivePairHealthy: 1 } as const;
      world.aws.cloudWatch.readLine(metricsLine({ environment: 'sandbox', credential }, measures));
    },
    async data(given: {
      name?: string;
      dimensions?: object;
      stat?: Statistic;
      period?: number;
      ascending?: boolean;
      endMs?: number;
    }) {
      const { name = 'WatchRuns', dimensions = { environment: 'sandbox', credential: 'api' } } = given;
      const { stat = 'Sum', period = 3600, ascending = false, endMs = 1 } = given;
      const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
      const command = new GetMetricDataCommand({
        StartTime: start,
        EndTime: new Date(world.clock.now().getTime() + endMs),
        ScanBy: ascending ? 'TimestampAscending' : 'TimestampDescending',
        MetricDataQueries: [
          {
            Id: 'asked',
            MetricStat: {
              Metric: { Namespace: 'OctopusCards', MetricName: name, Dimensions },
              Period: period,
              Stat: stat,
            },
          },
        ],
      });
      const { MetricDataResults: [found] = [] } = await cloudWatch.send(command);
      return (found?.Timestamps ?? []).map((at, index) => [at.toISOString().slice(11, 16), found?.Values?.[index]]);
    },
  };
}

describe('a metric', () => {
  it('has the data points that a function has written, by the movable clock, newest first', async () => {
    await using world = await measured();
    world.run('api');
    await world.clock.advance(hours(2) + minutes(10));
    world.run('api');
    world.run('api');
    expect(await world.data({})).toEqual([
      ['02:00', 2],
      ['00:00', 1],
    ]);
    expect(await world.data({ ascending: true, period: 60 })).toEqual([
      ['00:00', 1],
      ['02:10', 2],
    ]);
  });

  it.each([
    ['Sum', 5],
    ['Maximum', 4],
    ['Minimum', 1],
    ['Average', 2.5],
    ['SampleCount', 2],
  ] as const)('has the statistic %s', async (stat, value) => {
    await using world = await measured();
    world.run('api', 1);
    world.run('api', 4);
    expect(await world.data({ name: 'OpenRevocations', stat })).toEqual([['00:00', value]]);
  });

  it('is another metric with other dimensions', async () => {
    await using world = await measured();
    world.run('api');
    expect(await world.data({ dimensions: { credential: 'api', environment: 'sandbox' } })).toHaveLength(1);
    expect(await world.data({ dimensions: { environment: 'sandbox', credential: 'other' } })).toEqual([]);
    expect(await world.data({ dimensions: { environment: 'sandbox' } })).toEqual([]);
  });

  it('ends before the requested end', async () => {
    await using world = await measured();
    await world.clock.advance(hours(1) - 1);
    world.run('api');
    expect(await world.data({ period: 60 })).toEqual([['00:59', 1]]);
    await world.clock.advance(1);
    world.run('api');
    expect(await world.data({ period: 60, endMs: 0 })).toEqual([['00:59', 1]]);
    expect(await world.data({ period: 60 })).toEqual([
      ['01:00', 1],
      ['00:59', 1],
    ]);
  });

  it.each(['no JSON', '{"level":"INFO"}', '{"_aws":1}', '{"_aws":{"CloudWatchMetrics":[1]}}'])(
    'is not in the line %s',
    async (line) => {
      await using world = await measured();
      world.aws.cloudWatch.readLine(line);
      expect(await world.data({})).toEqual([]);
    },
  );
});

it("a queue's metric is the number of messages that it holds now", async () => {
  await using world = await anAws();
  const arn = world.aws.queues.add('given-up');
  world.aws.registerFunction({
    name: 'watch',
    accessKeyId: 'local',
    events: { retries: 0, onFailure: arn },
    handler: () => Promise.reject(new TypeError('broken')),
  });
  const schedule = { expression: 'cron(0 8 * * ? *)', input: '{}', accessKeyId: 'local' };
  const functionArn = `arn:aws:lambda:us-east-1:123456789012:function:watch`;
  world.aws.scheduler.add({ name: 'daily', functionArn, ...schedule });
  await world.clock.advance(hours(9));
  const cloudWatch = new CloudWatchClient(world.as('local'));
  const held = async (QueueName: string) => {
    const Metric = {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: QueueName }],
    };
    const MetricDataQueries = [{ Id: 'held', MetricStat: { Metric, Period: 300, Stat: 'Maximum' } }];
    const EndTime = new Date(world.clock.now().getTime() + 1);
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({ StartTime: start, EndTime, MetricDataQueries }),
    );
    return MetricDataResults?.[0]?.Values;
  };
  expect([await held('given-up'), await held('other')]).toEqual([[1], []]);
});

describe('the alarms', () => {
  async function alarmed(count = 1) {
    const world = await anAws();
    for (let index = 0; index < count; index += 1) {
      const name = `ours-${String(index).padStart(3, '0')}`;
      world.aws.cloudWatch.addAlarm({ name, description: 'any', actionsEnabled: true, state: 'OK' });
    }
    const cloudWatch = new CloudWatchClient(world.as('local'));
    const describeThem = (input: DescribeAlarmsCommandInput) => cloudWatch.send(new DescribeAlarmsCommand(input));
    return { ...world, describeThem };
  }

  it('are listed by a prefix of their names, with the state that they were given', async () => {
    await using world = await alarmed();
    world.aws.cloudWatch.addAlarm({ name: 'theirs', description: 'x', actionsEnabled: true, state: 'OK' });
    await world.clock.advance(hours(1));
    world.aws.cloudWatch.changeAlarm('ours-000', { state: 'ALARM', actionsEnabled: false });
    const { MetricAlarms } = await world.describeThem({ AlarmNamePrefix: 'ours-' });
    expect(MetricAlarms).toEqual([
      {
        AlarmName: 'ours-000',
        AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:ours-000',
        AlarmDescription: 'any',
        ActionsEnabled: false,
        StateValue: 'ALARM',
        StateUpdatedTimestamp: new Date('2026-01-01T01:00:00Z'),
      },
    ]);
  });

  it('come in pages', async () => {
    await using world = await alarmed(120);
    const first = await world.describeThem({});
    const second = await world.describeThem({ MaxRecords: 100, NextToken: first.NextToken });
    expect([first.MetricAlarms?.length, second.MetricAlarms?.length, second.NextToken]).toEqual([50, 70, undefined]);
  });

  it('are gone once they are removed, and change only while they exist', async () => {
    await using world = await alarmed();
    world.aws.cloudWatch.removeAlarm('ours-000');
    expect((await world.describeThem({})).MetricAlarms).toEqual([]);
    expect(() => world.aws.cloudWatch.changeAlarm('ours-000', { state: 'ALARM' })).toThrow('no alarm ours-000');
  });

  it('are not searched by anything else', async () => {
    await using world = await alarmed();
    await expect(world.describeThem({ StateValue: 'ALARM' })).rejects.toMatchObject({ name: 'NotModelled' });
  });
});

describe('the rights', () => {
  const described = new DescribeAlarmsCommand({});
  const asked = new GetMetricDataCommand({ StartTime: start, EndTime: start, MetricDataQueries: [] });
  it.each([
    ['cloudwatch:DescribeAlarms', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:*', described],
    ['cloudwatch:GetMetricData', '*', asked],
  ])('%s on %s are required', async (action, resource, command) => {
    await using world = await anAws();
    const cloudWatch = new CloudWatchClient(world.as('app'));
    anIdentity(world);
    const send = () => refusal(command === described ? cloudWatch.send(described) : cloudWatch.send(asked));
    expect(await send()).toMatch(/^403 AccessDenied\w*: User: .* is not authorized to perform: cloudwatch:/);
    anIdentity(world, allow(action, resource));
    expect(await send()).toBe('no error');
    expect(decidedFor(world)).toEqual([`- ${action}`, `+ ${action}`]);
  });
});
