import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { command, minuteOf } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { fail, type Judgement, ok } from './finding.ts';
import { type DataPoint, newestOf } from './measured.ts';

export interface WatchRunFacts {
  /** The last run that completed; `undefined` when none did in 14 days. */
  readonly lastRun: Date | undefined;
  /** When the credential was made, where that is known. */
  readonly madeOn: Date | undefined;
}

export async function readLastRun(
  cloudWatch: CloudWatchClient,
  { environment, credential }: Origin,
  now: Date,
): Promise<Date | undefined> {
  const metric = {
    Namespace: 'OctopusCards',
    MetricName: 'WatchRuns',
    Dimensions: [
      { Name: 'environment', Value: environment },
      { Name: 'credential', Value: credential },
    ],
  };
  return (await newestOf(cloudWatch, { stat: { Metric: metric, Period: 60, Stat: 'Sum' }, now }))?.at;
}

/** The same time as the alarm "not-watched" waits. */
const patienceMs = 26 * 3_600_000;

export const judgeWatchRuns =
  (origin: Origin, now: Date) =>
  ({ lastRun, madeOn }: WatchRunFacts): Judgement => {
    const isLongAgo = (date: Date) => now.getTime() - date.getTime() > patienceMs;
    if (lastRun !== undefined && !isLongAgo(lastRun)) return ok(`last completed ${when(lastRun)}`);
    if (lastRun === undefined && madeOn !== undefined && !isLongAgo(madeOn)) {
      return ok('has not run yet: the first run is due within a day');
    }
    const since = lastRun === undefined ? 'has not completed for 14 days' : `last completed ${when(lastRun)}`;
    return fail(since, {
      fix: 'run it now, and read docs/operating.md, heading not-watched',
      command: command(origin, 'watch'),
    });
  };

const when = (date: Date): string => minuteOf(date.toISOString());

/** How many messages the queue of failed runs held when it was last measured. */
export const readGivenUp = (
  cloudWatch: CloudWatchClient,
  environment: string,
  now: Date,
): Promise<DataPoint | undefined> => {
  const metric = {
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: `octopus-cards-${environment}-watch-given-up` }],
  };
  return newestOf(cloudWatch, { stat: { Metric: metric, Period: 300, Stat: 'Maximum' }, now });
};

/** SQS sends no metrics for a queue that was idle and empty for hours. */
export function judgeGivenUp(held: DataPoint | undefined): Judgement {
  if (held === undefined || held.value === 0) return ok('no run of the watch was given up');
  const runs = held.value === 1 ? 'a run' : `${held.value} runs`;
  return fail(`${runs} of the watch failed on every try (seen ${when(held.at)})`, {
    fix: 'read the messages, then empty the queue: docs/operating.md, given-up',
  });
}
