import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  type CfnAlarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { resourceName } from '../names.ts';
import type { Topics } from '../topics.ts';

/** The namespace of the watch's metrics. Their dimensions are `environment` and `credential`. */
export const watchMetrics = 'OctopusCards';

export interface NotWatchedAlarmProps {
  /** The environment of the credential. */
  readonly environment: Environment;
  /** The name of the credential. */
  readonly credential: string;
  /** The topics of notices. The alarm publishes to operations. */
  readonly topics: Topics;
}

const period = Duration.hours(1);
/** A day, and two hours for a late run. With a period of an hour, CloudWatch looks back seven days at most. */
const patience = Duration.hours(26);

/** Notifies operations when no watch of a credential has completed for 26 hours, for any reason. */
export class NotWatchedAlarm extends Alarm {
  constructor(scope: Construct, id: string, { environment, credential, topics }: NotWatchedAlarmProps) {
    const runs = new Metric({
      namespace: watchMetrics,
      metricName: 'WatchRuns',
      dimensionsMap: { environment, credential },
      statistic: 'Sum',
      period,
    });
    super(scope, id, {
      alarmName: resourceName(environment, `${credential}-not-watched`),
      alarmDescription: `The daily watch of the credential ${credential} has not ended well for ${patience.toHours()} hours: nobody has looked whether the pair works, how old it is and what is still to be revoked. Run it manually and read the log group /aws/lambda/${resourceName(environment, 'watch')}. See docs/operating.md, "not-watched".`,
      // Empty hours are filled. Otherwise CloudWatch would look at hours before the last 26 in their place, and find the
      // run of two days ago.
      metric: new MathExpression({
        expression: 'FILL(runs, 0)',
        label: `watches of ${credential}`,
        usingMetrics: { runs },
        period,
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: patience.toHours() / period.toHours(),
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.addAlarmAction(new SnsAction(topics.ops));
    this.warmUp();
  }

  /** A new credential has not been watched yet, so the alarm starts to evaluate after 26 hours, and sends no mail before. */
  private warmUp(): void {
    const alarm = this.node.defaultChild as CfnAlarm;
    alarm.warmUpConfiguration = {
      warmUpPeriodDurationInMinutes: patience.toMinutes(),
      // Otherwise the filled zeros would end the warm-up at once.
      onlyStartEvaluatingAfterWarmUpPeriodEnds: true,
    };
    // The property is in CloudFormation's specification, but cfn-lint 1.51 reports it as unknown.
    alarm.addMetadata('cfn-lint', { config: { ignore_checks: ['E3002'] } });
  }
}
