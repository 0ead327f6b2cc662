import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { resourceName } from '../names.ts';
import type { Topics } from '../topics.ts';
import { unreportedFailures } from './unreported-failures.ts';

export interface WatchedFunction {
  /** The name of the function. */
  readonly functionName: string;
  /** The log of the function. */
  readonly logGroup: ILogGroup;
  /** The time after which Lambda ends a run. */
  readonly timeout: Duration;
}

export interface AlarmsProps {
  /** The environment of the functions. */
  readonly environment: Environment;
  /** The topics of notices. The alarms publish to operations. */
  readonly topics: Topics;
  /** The functions, by the last word of their names, which the names of their alarms begin with. */
  readonly functions: Readonly<Record<keyof typeof unreportedFailures, WatchedFunction>>;
  /** The queue of the failed runs of the watch. */
  readonly givenUpQueue: IQueue;
}

type FunctionName = keyof typeof unreportedFailures;

const period = Duration.minutes(5);

/**
 * An alarm is raised within minutes, and ends only after six hours without a failure. AWS replays a failed rotation again
 * and again, and an alarm that ended between two replays would send a mail for each.
 */
const once = { evaluationPeriods: Duration.hours(6).toMinutes() / period.toMinutes(), datapointsToAlarm: 1 };

/** The alarms about everything that no notice reports. What a notice has reported raises no alarm. */
export class Alarms extends Construct {
  /** All alarms, for the dashboard. */
  readonly all: Alarm[] = [];
  private readonly environment: Environment;
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, { environment, topics, functions, givenUpQueue }: AlarmsProps) {
    super(scope, id);
    this.environment = environment;
    this.action = new SnsAction(topics.ops);
    for (const name of ['rotate', 'watch', 'rollback'] as const) {
      const watched = functions[name];
      this.unreportedFailures(name, watched);
      this.throttled(name, watched);
      this.nearTimeout(name, watched);
    }
    for (const audience of ['ops', 'support'] as const) this.undelivered(audience, topics);
    this.givenUp(givenUpQueue);
  }

  private unreportedFailures(name: FunctionName, { logGroup }: WatchedFunction): void {
    const metricNamespace = `octopus-cards/${this.environment}`;
    const metricName = `${name}-unreported-failures`;
    for (const [id, filterPattern] of Object.entries(unreportedFailures[name])) {
      new MetricFilter(this, `${name}-${id}`, { logGroup, filterPattern, metricNamespace, metricName });
    }
    this.alarm(`${name}-unreported-failures`, {
      metric: new Metric({ namespace: metricNamespace, metricName, statistic: 'Sum', period }),
      says: `The function ${name} failed and no notice has reported why: an unexpected error, a vendor without a verdict, a crash or a time-out. Read the last lines of the log group /aws/lambda/${resourceName(this.environment, name)}`,
      section: 'unreported-failures',
    });
  }

  private throttled(name: string, watched: WatchedFunction): void {
    this.alarm(`${name}-throttled`, {
      metric: lambdaMetric(watched, 'Throttles', 'Sum'),
      says: `AWS refused to run the function ${name}: the account runs too many functions at once. Look at its concurrency in this region`,
      section: 'throttled',
    });
  }

  private nearTimeout(name: string, watched: WatchedFunction): void {
    const timeoutMs = watched.timeout.toMilliseconds();
    const longest = lambdaMetric(watched, 'Duration', 'Maximum');
    this.alarm(`${name}-near-timeout`, {
      // A run that was cut off already counts as an unreported failure.
      metric: new MathExpression({
        expression: `IF(longest < ${timeoutMs}, longest, 0)`,
        label: `longest run of ${name} that ended by itself, in ms`,
        usingMetrics: { longest },
        period,
      }),
      above: timeoutMs * 0.8,
      says: `A run of the function ${name} took more than 80 % of its ${watched.timeout.toSeconds()} seconds. It still ended by itself; find out what it waited for`,
      section: 'near-timeout',
    });
  }

  private undelivered(audience: 'ops' | 'support', topics: Topics): void {
    this.alarm(`${audience}-undelivered`, {
      metric: topics[audience].metricNumberOfNotificationsFailed({ period }),
      says: `SNS could not deliver a notice to ${audience}. Look at the subscriptions of the topic and have the notice sent again`,
      section: 'undelivered',
    });
  }

  private givenUp(queue: IQueue): void {
    this.alarm('watch-given-up', {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
      says: `A run of the function watch came to nothing, and AWS does not try it again. The queue ${resourceName(this.environment, 'watch-given-up')} holds a message that names the credential`,
      section: 'given-up',
    });
  }

  private alarm(
    name: string,
    { metric, says, section, above = 0 }: AlarmText & { metric: IMetric; above?: number },
  ): void {
    const alarm = new Alarm(this, name, {
      ...once,
      metric,
      alarmName: resourceName(this.environment, name),
      alarmDescription: `${says}. See docs/operating.md, "${section}".`,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
    this.all.push(alarm);
  }
}

interface AlarmText {
  /** What happened and what to do, without the final full stop. */
  readonly says: string;
  /** The heading in docs/operating.md. */
  readonly section: string;
}

const lambdaMetric = ({ functionName }: WatchedFunction, metricName: string, statistic: string): Metric =>
  new Metric({ namespace: 'AWS/Lambda', metricName, statistic, period, dimensionsMap: { FunctionName: functionName } });
