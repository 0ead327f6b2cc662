import type { MovableClock } from '../clock.ts';
import { AwsError, notModelled } from './aws-error.ts';
import type { DataPoint, Metric, Metrics } from './metrics.ts';
import type { Queues } from './queues.ts';
import { isRecord, type Request, recordsMember } from './secrets/check.ts';

interface Sources {
  readonly clock: MovableClock;
  readonly metrics: Metrics;
  readonly queues: Queues;
}

interface Query {
  readonly id: string;
  readonly metric: Metric;
  readonly periodMs: number;
  readonly statistic: string;
}

const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  SampleCount: (values) => values.length,
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
};

/** GetMetricData, on one page. A period without a measurement has no data point. */
export function getMetricData(request: Request, sources: Sources): object {
  const { ScanBy: order = 'TimestampDescending' } = request;
  const [from, to] = [secondsOf(request, 'StartTime'), secondsOf(request, 'EndTime')].map((at) => at * 1000);
  return {
    MetricDataResults: (recordsMember(request, 'MetricDataQueries') ?? []).map(readQuery).map((query) => {
      const found = periodsOf(query, pointsOf(query.metric, sources))
        .filter(({ at }) => at >= (from ?? 0) && at < (to ?? 0))
        .toSorted((a, b) => (order === 'TimestampAscending' ? a.at - b.at : b.at - a.at));
      return {
        Id: query.id,
        Label: query.metric.name,
        Timestamps: found.map(({ at }) => at / 1000),
        Values: found.map(({ value }) => value),
        StatusCode: 'Complete',
      };
    }),
    Messages: [],
  };
}

function secondsOf(request: Request, name: string): number {
  const value = request[name];
  if (typeof value === 'number') return value;
  throw new AwsError('ValidationError', `The parameter ${name} is required.`);
}

function readQuery({ Id, MetricStat: stat }: Request): Query {
  if (!isRecord(stat) || !isRecord(stat.Metric)) throw notModelled('cloudwatch', 'GetMetricData with an expression');
  const { Namespace, MetricName } = stat.Metric;
  const dimensions = recordsMember(stat.Metric, 'Dimensions') ?? [];
  return {
    id: String(Id),
    metric: {
      namespace: String(Namespace),
      name: String(MetricName),
      dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [String(Name), String(Value)])),
    },
    periodMs: Number(stat.Period) * 1000,
    statistic: String(stat.Stat),
  };
}

/** A queue is measured when the request arrives; there are no earlier data points. */
function pointsOf(metric: Metric, { clock, metrics, queues }: Sources): readonly DataPoint[] {
  if (metric.namespace !== 'AWS/SQS') return metrics.pointsOf(metric);
  if (metric.name !== 'ApproximateNumberOfMessagesVisible') throw notModelled('cloudwatch', `AWS/SQS ${metric.name}`);
  const held = queues.countOf(metric.dimensions.QueueName ?? '');
  return held === undefined ? [] : [{ at: clock.now(), value: held }];
}

function periodsOf({ periodMs, statistic }: Query, points: readonly DataPoint[]) {
  const of = statistics[statistic];
  if (of === undefined) throw notModelled('cloudwatch', `the statistic ${statistic}`);
  const byPeriod = Map.groupBy(points, ({ at }) => Math.floor(at.getTime() / periodMs) * periodMs);
  return [...byPeriod].map(([at, inside]) => ({ at, value: of(inside.map(({ value }) => value)) }));
}
