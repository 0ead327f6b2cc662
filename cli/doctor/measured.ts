import { type CloudWatchClient, GetMetricDataCommand, type MetricStat } from '@aws-sdk/client-cloudwatch';
import { awsCall } from '../../lambda/runtime/aws-call.ts';

export interface DataPoint {
  readonly at: Date;
  readonly value: number;
}

/** CloudWatch keeps minutes for 15 days; AWS deletes a message of the queue after 14. */
const lookBackMs = 14 * 86_400_000;

/** The newest data point of a metric in the last 14 days. */
export async function newestOf(
  cloudWatch: CloudWatchClient,
  { stat, now }: { readonly stat: MetricStat; readonly now: Date },
): Promise<DataPoint | undefined> {
  const { Namespace: namespace, MetricName: name } = stat.Metric ?? {};
  const call = { operation: 'cloudwatch:GetMetricData', target: `${namespace}/${name}` };
  const input = {
    MetricDataQueries: [{ Id: 'newest', MetricStat: stat }],
    StartTime: new Date(now.getTime() - lookBackMs),
    // The current period counts too.
    EndTime: new Date(now.getTime() + (stat.Period ?? 0) * 1000),
    ScanBy: 'TimestampDescending' as const,
  };
  // A page without a data point may be followed by one that has some.
  let token: string | undefined;
  do {
    const command = new GetMetricDataCommand({ ...input, NextToken: token });
    const { MetricDataResults: [result] = [], NextToken } = await awsCall(call, () => cloudWatch.send(command));
    const [at, value] = [result?.Timestamps?.[0], result?.Values?.[0]];
    if (at !== undefined && value !== undefined) return { at, value };
    token = NextToken;
  } while (token !== undefined);
  return undefined;
}
